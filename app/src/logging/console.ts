import { format } from "node:util";

import type { LogLevel } from "../config/environment.ts";
import type { Logger } from "./logger.ts";

const levels = {
  debug: "debug",
  log: "info",
  info: "info",
  warn: "warn",
  error: "error",
} as const satisfies Record<string, LogLevel>;

/**
 * Sends what libraries print to the structured log. One stray line of plain text breaks a log
 * collector that parses JSON, and would pass the redaction by.
 */
export function captureConsole(logger: Logger): void {
  for (const [method, level] of Object.entries(levels)) {
    Reflect.set(console, method, (...values: unknown[]) => {
      logger.log(level, "library.output", format(...values));
    });
  }
  process.on("warning", (warning) => {
    logger.log("warn", "runtime.warning", warning.message, { warning: warning.name });
  });
}
