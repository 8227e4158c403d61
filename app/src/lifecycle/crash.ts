import type { Logger } from "../logging/logger.ts";

/** An error that nobody expected ended the process. */
export const EXIT_CRASH = 1;

/**
 * After an error that nobody caught the process' state is unknown: say why in one line and
 * leave. Whoever supervises it starts a fresh one.
 */
export function crashOnUnexpected(logger: Logger): void {
  const crash = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    logger.log("fatal", "process.crash", message, { error });
    process.exit(EXIT_CRASH);
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
}
