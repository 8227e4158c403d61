import * as z from "zod";

/** The codes an error body can carry, each with one HTTP status. */
export const errorStatuses = {
  invalid_request: 400,
  not_found: 404,
  request_too_large: 413,
  internal_error: 500,
  provider_failed: 502,
} as const;
/** The code of an error body. */
export type ErrorCode = keyof typeof errorStatuses;

/** What is wrong with one field of a request; `body` is the request as a whole. */
export const fieldProblemSchema = z.object({ field: z.string(), message: z.string() });
/** What is wrong with one field of a request. */
export type FieldProblem = z.infer<typeof fieldProblemSchema>;

/** The body of every answer that isn't a success. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.enum(Object.keys(errorStatuses) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    fields: z.array(fieldProblemSchema).optional(),
    traceId: z.string().optional(),
  }),
});
/** The body of every answer that isn't a success. */
export type ErrorBody = z.infer<typeof errorBodySchema>;
