import { APICallError, RetryError } from "ai";

/** The process is going down and the drain budget is spent. */
export class ShutdownCut extends Error {
  override readonly name = "ShutdownCut";

  constructor() {
    super("the service is shutting down and the time to finish is used up");
  }
}

/** What the client may know about a failure: the kind, never the provider's own words. */
export function failureText(error: unknown): string {
  const last = RetryError.isInstance(error) ? error.lastError : error;
  if (last instanceof ShutdownCut) return last.message;
  if (last instanceof Error && last.name === "TimeoutError") {
    return "the answer took longer than the service allows";
  }
  if (APICallError.isInstance(last)) {
    const status = last.statusCode;
    if (status === undefined) return "the model provider can't be reached";
    // A good status with an error: the connection broke in the middle of the answer.
    return status < 400 ? "the model provider broke off" : `the model provider answered ${status}`;
  }
  return "the model failed";
}
