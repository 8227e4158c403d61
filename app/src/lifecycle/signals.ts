import { constants } from "node:os";

import type { Logger } from "../logging/logger.ts";

const STOPPING = ["SIGTERM", "SIGINT"] as const;

/**
 * Runs `stop` at the first signal to end, and leaves with 0 when it is done. A second signal
 * leaves at once with 128 + its number, as a shell would report it.
 */
export function onStopSignal(logger: Logger, stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of STOPPING) {
    process.on(signal, () => {
      if (stopping) {
        logger.log("warn", "shutdown.forced", `second signal (${signal}), leaving now`);
        process.exit(128 + constants.signals[signal]);
      }
      stopping = true;
      void stop().then(() => process.exit(0));
    });
  }
  // Node opens its inspector on SIGUSR1 unless somebody else listens for it.
  process.on("SIGUSR1", () => undefined);
}
