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
    return last.statusCode === undefined
      ? "the model provider can't be reached"
      : `the model provider answered ${last.statusCode}`;
  }
  return "the model failed";
}
