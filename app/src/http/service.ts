import type { LanguageModelV4 } from "@ai-sdk/provider";

import type { Environment } from "../config/environment.ts";
import type { ActiveStreams } from "../generate/active-streams.ts";
import type { Readiness } from "../health/readiness.ts";
import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { TraceContext } from "../tracing/trace.ts";

/** What the routes work with; built once at start. */
export interface Service {
  readonly environment: Environment;
  /** The string that chose the model, for logs. */
  readonly modelName: string;
  readonly model: LanguageModelV4;
  readonly readiness: Readiness;
  readonly streams: ActiveStreams;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** True from the first signal to stop. */
  isDraining(): boolean;
}

/** What the middleware gives to the routes of one request. */
export interface RequestVariables {
  readonly trace: TraceContext;
  readonly logger: Logger;
  /** When the request began, on the clock of `performance.now()`. */
  readonly started: number;
  /** The answer's end is logged elsewhere: it is a stream, or a failure. */
  readonly reported?: boolean;
}
/** Hono's type parameter for our routes. */
export interface RouteTypes {
  Variables: RequestVariables;
}
