import type { CheckResult, HealthReport } from "../contract/health.ts";
import { type Dependency, checkDependency } from "../dependencies/check.ts";
import type { Logger } from "../logging/logger.ts";

/** Who reports, for the body. */
export interface Identity {
  readonly service: string;
  readonly version: string;
  readonly model: string;
}

/** Answers whether the service should get traffic. */
export interface Readiness {
  /** Asks every dependency, at the same time; questions that come meanwhile share the answer. */
  report(): Promise<HealthReport>;
}

/** The status that a set of results adds up to. */
export function overallStatus(
  results: readonly CheckResult[],
  draining: boolean,
): HealthReport["status"] {
  if (draining) return "draining";
  const failing = results.filter((each) => each.status === "failing");
  if (failing.some((each) => each.required)) return "failing";
  return failing.length > 0 ? "degraded" : "ok";
}

/** The HTTP status of `/health`: bad when something needed fails. To drain is not to fail. */
export function healthStatus(report: HealthReport): 200 | 503 {
  return report.checks.some((each) => each.required && each.status === "failing") ? 503 : 200;
}

/** The HTTP status of `/health/ready`: bad as well from the first signal to stop. */
export function readyStatus(report: HealthReport): 200 | 503 {
  return report.status === "draining" ? 503 : healthStatus(report);
}

/** Creates the readiness check; the model provider is never part of it. */
export function createReadiness(
  identity: Identity,
  dependencies: readonly Dependency[],
  isDraining: () => boolean,
  logger: Logger,
): Readiness {
  // The process doesn't start with a bad configuration, so this one can only be good.
  const configuration: CheckResult = {
    name: "configuration",
    status: "ok",
    required: true,
    durationMs: 0,
  };
  const logChange = changeLogger(logger);
  let asking: Promise<CheckResult[]> | undefined;

  const ask = (): Promise<CheckResult[]> => {
    asking ??= Promise.all(dependencies.map(checkDependency)).finally(() => (asking = undefined));
    return asking;
  };

  return {
    report: async () => {
      const results = await ask();
      results.forEach(logChange);
      return {
        status: overallStatus(results, isDraining()),
        ...identity,
        uptimeSeconds: Math.round(process.uptime() * 10) / 10,
        checks: [configuration, ...results],
      };
    },
  };
}

/** Logs when a dependency starts or stops failing, not every time it is asked. */
function changeLogger(logger: Logger): (result: CheckResult) => void {
  const last = new Map<string, CheckResult["status"]>();
  return (result) => {
    if ((last.get(result.name) ?? "ok") === result.status) return;
    last.set(result.name, result.status);
    const { name: dependency, required, error, durationMs: ms } = result;
    if (result.status === "ok") {
      logger.log("info", "dependency.recovered", `${dependency} answers again`, { dependency, ms });
      return;
    }
    const fields = { dependency, required, reason: error, ms };
    logger.log(required ? "error" : "warn", "dependency.failed", `${dependency}: ${error}`, fields);
  };
}
