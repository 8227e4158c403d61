import type { Usage } from "../contract/generate.ts";
import type { Logger } from "../logging/logger.ts";
import type { Metrics, StreamOutcome } from "../metrics/metrics.ts";

/** Follows one stream for log and metrics. The first of the three ends counts, later ones don't. */
export interface StreamObserver {
  /** A piece of text came from the model. */
  text(): void;
  /** So many bytes went towards the client. */
  sent(bytes: number): void;
  /** The answer is whole. */
  completed(finishReason: string, usage: Usage): void;
  /** The client left. */
  cancelled(): void;
  /** The model failed, or the stream was cut on our side. */
  failed(status: number, error: unknown): void;
}

/** What the observer reports to. */
export interface StreamAudience {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly modelName: string;
  /** When the request began, on the clock of `performance.now()`. */
  readonly started: number;
  /** Called once, at the end. */
  readonly left: () => void;
}

/** Begins to follow a stream. */
export function observeStream(audience: StreamAudience): StreamObserver {
  const { logger, metrics, modelName: model, started } = audience;
  const counts = { chunks: 0, bytes: 0 };
  const elapsed = () => performance.now() - started;
  const facts = (status: number) => ({ model, status, ms: Math.round(elapsed()), ...counts });
  let over = false;

  const once = (outcome: StreamOutcome, tell: () => void): void => {
    if (over) return;
    over = true;
    audience.left();
    metrics.streams.inc({ outcome });
    metrics.streamDuration.observe({ outcome }, elapsed() / 1000);
    tell();
  };

  return {
    text: () => {
      metrics.chunks.inc();
      counts.chunks += 1;
      if (counts.chunks > 1) return;
      metrics.timeToFirstToken.observe(elapsed() / 1000);
      const ms = Math.round(elapsed());
      logger.log("info", "stream.first_token", `first token after ${ms} ms`, { model, ms });
    },
    sent: (bytes) => void (counts.bytes += bytes),
    completed: (finishReason, usage) =>
      once("completed", () => {
        const tokens = { tokens: usage.outputTokens, input_tokens: usage.inputTokens };
        const fields = { ...facts(200), ...tokens, finish_reason: finishReason };
        logger.log("info", "request.end", "the answer is whole", fields);
      }),
    cancelled: () =>
      once("cancelled", () => {
        logger.log("info", "request.cancelled", "the client left during the answer", facts(499));
      }),
    failed: (status, error) =>
      once("failed", () => {
        const reason = error instanceof Error ? error.message : String(error);
        const fields = { ...facts(status), error };
        logger.log("error", "request.error", `the answer failed: ${reason}`, fields);
      }),
  };
}
