import { type DestinationStream, destination, pino } from "pino";

import type { LogLevel } from "../config/environment.ts";
import type { TraceContext } from "../tracing/trace.ts";
import { type Redactor, createRedactor } from "./redact.ts";

/** The fields of a record beyond the fixed ones. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Writes one JSON line a record: `level`, `timestamp` (ISO 8601, UTC), `service`, `version`,
 * `trace_id`, `span_id`, `event` (a fixed name to search for), the fields, `message`.
 */
export interface Logger {
  /** Writes one record. */
  log(level: LogLevel, event: string, message: string, fields?: LogFields): void;
  /** The same logger for one request's trace. */
  within(trace: TraceContext): Logger;
}

/** What a logger needs to know. */
export interface LoggerOptions {
  readonly level: LogLevel;
  readonly service: string;
  readonly version: string;
  /** The trace that records outside a request belong to. */
  readonly trace: TraceContext;
  readonly redact?: Redactor;
  /** Where lines go; standard output by default, written at once so that none is lost at exit. */
  readonly to?: DestinationStream;
}

/** Creates the process' logger. */
export function createLogger(options: LoggerOptions): Logger {
  const root = pino(
    {
      level: options.level,
      base: { service: options.service, version: options.version },
      messageKey: "message",
      timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
    },
    options.to ?? destination({ dest: 1, sync: true }),
  );
  const redact = options.redact ?? createRedactor();

  const bind = (lines: typeof root): Logger => ({
    log: (level, event, message, fields) => {
      if (!lines.isLevelEnabled(level)) return;
      lines[level]({ event, ...redact(fields ?? {}) }, redact(message));
    },
    within: (trace) => bind(root.child({ trace_id: trace.traceId, span_id: trace.spanId })),
  });
  return bind(root.child({ trace_id: options.trace.traceId, span_id: options.trace.spanId }));
}
