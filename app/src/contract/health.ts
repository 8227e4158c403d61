import * as z from "zod";

/** The dependencies the service can be given. */
export const dependencyNames = ["database", "cache"] as const;
/** A dependency by name. */
export type DependencyName = (typeof dependencyNames)[number];

/** One check of readiness, with the time it had and the time it took (milliseconds). */
export const checkResultSchema = z.object({
  name: z.enum(["configuration", ...dependencyNames]),
  status: z.enum(["ok", "failing"]),
  required: z.boolean(),
  durationMs: z.number().nonnegative(),
  timeoutMs: z.number().positive().optional(),
  error: z.string().optional(),
});
/** One check of readiness. */
export type CheckResult = z.infer<typeof checkResultSchema>;

/**
 * The body of `/health` and `/health/ready`. `degraded`: a check that isn't required fails;
 * `failing`: one that is required fails; `draining`: the process was told to stop.
 */
export const healthReportSchema = z.object({
  status: z.enum(["ok", "degraded", "failing", "draining"]),
  service: z.string(),
  version: z.string(),
  model: z.string(),
  uptimeSeconds: z.number().nonnegative(),
  checks: z.array(checkResultSchema),
});
/** The body of `/health` and `/health/ready`. */
export type HealthReport = z.infer<typeof healthReportSchema>;

/** The body of `/health/live`: the process turns its event loop, nothing more. */
export const livenessSchema = z.object({ status: z.literal("ok") });
