import type { Context } from "hono";

import { type ErrorBody, errorStatuses } from "../contract/error.ts";
import { Refusal } from "./refusal.ts";
import type { RouteTypes } from "./service.ts";

/** Answers a request that failed. What went wrong inside goes to the log, not to the client. */
export function answerFailure(error: Error, context: Context<RouteTypes>): Response {
  const { traceId } = context.get("trace");
  const refusal = error instanceof Refusal ? error : undefined;
  const shown = refusal ?? new Refusal("internal_error", "the request failed; the log knows why");
  const status = errorStatuses[shown.code];
  logFailure(error, context, status);
  context.set("reported", true);
  return context.json<ErrorBody>(shown.body(traceId), status);
}

function logFailure(error: Error, context: Context<RouteTypes>, status: number): void {
  const logger = context.get("logger");
  const { method, path } = context.req;
  const ms = Math.round(performance.now() - context.get("started"));
  const facts = { method, path, status, ms };
  if (context.req.raw.signal.aborted) {
    logger.log("info", "request.cancelled", "the client left before it was answered", facts);
  } else if (error instanceof Refusal && status < 500) {
    const fields = { ...facts, code: error.code, fields: error.fields };
    logger.log("warn", "request.end", `refused: ${error.message}`, fields);
  } else if (error instanceof Refusal) {
    // Whoever refused with a 5xx has logged the cause where it was known.
  } else {
    logger.log("error", "request.error", error.message, { ...facts, error });
  }
}
