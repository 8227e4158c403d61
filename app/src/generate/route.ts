import { UI_MESSAGE_STREAM_HEADERS, experimental_streamTextLowMemory as streamText } from "ai";
import type { Context, Handler } from "hono";

import { type GenerateRequest, generateRequestSchema } from "../contract/generate.ts";
import { readBody } from "../http/body.ts";
import { Refusal } from "../http/refusal.ts";
import type { RouteTypes, Service } from "../http/service.ts";
import { traceHeaders } from "../tracing/trace.ts";
import { eventStream } from "./event-stream.ts";
import { failureText } from "./failure-text.ts";
import { type PartReader, createPartReader } from "./part-reader.ts";
import { type StreamObserver, observeStream } from "./stream-observer.ts";

/** The SDK's headers but for `Connection`: only Node knows whether the connection is kept. */
const { connection: _, ...SDK_HEADERS } = UI_MESSAGE_STREAM_HEADERS;
/** `no-transform` keeps proxies from compressing, which would hold chunks back. */
const HEADERS = { ...SDK_HEADERS, "cache-control": "no-cache, no-transform" };

/** How long headers may wait for a first word, so that an early failure gets an honest status. */
const EARLY_FAILURE_MS = 1000;

/** `POST /api/generate`: streams the model's answer as the AI SDK's UI message stream. */
export function generateRoute(service: Service): Handler<RouteTypes> {
  return async (context) => {
    const request = await readBody(context.req, generateRequestSchema);
    const abort = new AbortController();
    const observer = enter(service, context, abort);
    const parts = ask(service, context, request, abort.signal);

    const failure = await parts.earlyFailure(EARLY_FAILURE_MS);
    if (context.req.raw.signal.aborted) abort.abort();
    if (failure !== undefined) return refuse(observer, failure);
    const keepAliveMs = service.environment.STREAM_KEEPALIVE_SECONDS * 1000;
    const body = eventStream({ parts, observer, keepAliveMs, abort });
    context.set("reported", true);
    return context.body(body, 200, HEADERS);
  };
}

function enter(
  service: Service,
  context: Context<RouteTypes>,
  abort: AbortController,
): StreamObserver {
  const { metrics, modelName, streams } = service;
  const left = streams.enter((reason) => abort.abort(reason));
  const { logger, started } = context.var;
  const observer = observeStream({ logger, metrics, modelName, started, left });
  // A client that leaves before the first word has no stream yet whose cancelling tells us.
  context.req.raw.signal.addEventListener("abort", () => {
    observer.cancelled();
    abort.abort();
  });
  return observer;
}

function ask(
  service: Service,
  context: Context<RouteTypes>,
  request: GenerateRequest,
  stopped: AbortSignal,
): PartReader {
  const longest = AbortSignal.timeout(service.environment.MAX_STREAM_SECONDS * 1000);
  const { prompt, maxTokens, chunkDelayMs, firstChunkDelayMs } = request;
  const pace = {
    ...(chunkDelayMs !== undefined && { chunkDelayMs }),
    ...(firstChunkDelayMs !== undefined && { firstChunkDelayMs }),
  };
  const answer = streamText({
    model: service.model,
    prompt,
    ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
    ...(service.model.provider === "offline" && { providerOptions: { offline: pace } }),
    abortSignal: AbortSignal.any([stopped, longest]),
    headers: traceHeaders(context.var.trace),
    onError: () => undefined, // the error is a part of the stream, and is logged from there
  });
  return createPartReader(answer.stream);
}

function refuse(observer: StreamObserver, failure: unknown): never {
  observer.failed(502, failure);
  throw new Refusal("provider_failed", failureText(failure));
}
