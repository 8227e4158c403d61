import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

import type { Identity } from "../health/readiness.ts";

/** How a stream ended. */
export type StreamOutcome = "completed" | "cancelled" | "failed";

/** Everything `/metrics` shows; times are in seconds, as Prometheus wants them. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<"method" | "route" | "status">;
  readonly streamsInFlight: Gauge;
  readonly streams: Counter<"outcome">;
  readonly timeToFirstToken: Histogram;
  readonly streamDuration: Histogram<"outcome">;
  readonly chunks: Counter;
}

/** Creates the metrics, with those of the runtime (event loop lag, heap, garbage collection). */
export function createMetrics(identity: Identity): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: "service_info",
    help: "1; the labels say what runs",
    labelNames: ["service", "version", "model"],
    registers,
  }).set({ ...identity }, 1);
  return {
    registry,
    requests: new Counter({
      name: "http_requests_total",
      help: "Requests answered, by route and status",
      labelNames: ["method", "route", "status"],
      registers,
    }),
    ...streamMetrics(registers),
  };
}

function streamMetrics(registers: Registry[]) {
  return {
    streamsInFlight: new Gauge({
      name: "ai_streams_in_flight",
      help: "Streams that are open now",
      registers,
    }),
    streams: new Counter({
      name: "ai_streams_total",
      help: "Streams ended, by outcome: completed, cancelled (by the client), failed",
      labelNames: ["outcome"] as const,
      registers,
    }),
    timeToFirstToken: new Histogram({
      name: "ai_time_to_first_token_seconds",
      help: "From the request to the first piece of text",
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60],
      registers,
    }),
    streamDuration: new Histogram({
      name: "ai_stream_duration_seconds",
      help: "From the request to the end of the stream",
      labelNames: ["outcome"] as const,
      buckets: [0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300],
      registers,
    }),
    chunks: new Counter({
      name: "ai_stream_chunks_total",
      help: "Pieces of text taken from the model",
      registers,
    }),
  };
}
