import { toUIMessageChunk } from "ai";

import type { Usage } from "../contract/generate.ts";
import { failureText } from "./failure-text.ts";
import type { Part, PartReader } from "./part-reader.ts";
import type { StreamObserver } from "./stream-observer.ts";

/** Bytes made ahead of the client; with the socket's buffer, all a slow reader can cost. */
const MADE_AHEAD = 16 * 1024;
/** A comment: it keeps proxies from seeing an idle connection, and clients skip it. */
const KEEP_ALIVE = ": keep-alive\n\n";
/** Finish reasons that mean the provider broke off. */
const BROKEN_OFF = new Set(["error", "interrupted"]);

/** What a stream of events is made from. */
export interface EventStreamOptions {
  readonly parts: PartReader;
  readonly observer: StreamObserver;
  /** Milliseconds of silence after which a comment is sent. */
  readonly keepAliveMs: number;
  /** Ends the call to the model. */
  readonly abort: AbortController;
}

/**
 * Turns the model's parts into server-sent events, one for each part, made only when the client
 * has room for it. Never errors: a failure is an event of its own, then the stream ends without
 * `[DONE]`, so a client can tell a whole answer from a cut one.
 */
export function eventStream(options: EventStreamOptions): ReadableStream<Uint8Array> {
  const { parts, observer, abort } = options;
  const encoder = new TextEncoder();
  let pending: Promise<Part | undefined> | undefined;

  const send = (controller: ReadableStreamDefaultController<Uint8Array>, text: string): void => {
    const bytes = encoder.encode(text);
    observer.sent(bytes.byteLength);
    controller.enqueue(bytes);
  };

  const fail = (controller: ReadableStreamDefaultController<Uint8Array>, error: unknown): void => {
    send(controller, record({ type: "error", errorText: failureText(error) }));
    controller.close();
    observer.failed(200, error);
    abort.abort(error);
  };

  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    pending ??= parts.next();
    const part = await orSilence(pending, options.keepAliveMs);
    if (part === "silence") return send(controller, KEEP_ALIVE);
    pending = undefined;
    const failure = failureOf(part, abort.signal);
    if (part === undefined || failure !== undefined) return fail(controller, failure);
    if (part.type === "text-delta") observer.text();
    const text = encode(part);
    // A pull that enqueues nothing is not called again, so go on to the next part.
    if (text === undefined) return pull(controller);
    send(controller, text);
    if (part.type !== "finish") return;
    controller.close();
    observer.completed(part.finishReason, usageOf(part));
  };

  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => pull(controller).catch((error: unknown) => fail(controller, error)),
      cancel: (reason) => {
        observer.cancelled();
        abort.abort(reason);
        return parts.cancel(reason).catch(() => undefined);
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MADE_AHEAD }),
  );
}

function record(event: object): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}

function encode(part: Part): string | undefined {
  const metadata = part.type === "finish" ? { messageMetadata: { usage: usageOf(part) } } : {};
  const event = toUIMessageChunk(part, metadata);
  if (event === undefined) return undefined;
  return part.type === "finish" ? `${record(event)}data: [DONE]\n\n` : record(event);
}

function usageOf(part: Part & { type: "finish" }): Usage {
  const { inputTokens, outputTokens } = part.totalUsage;
  return {
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
  };
}

function failureOf(part: Part | undefined, signal: AbortSignal): unknown {
  if (part === undefined) return new Error("the model's stream ended without an end");
  if (part.type === "error") return part.error ?? new Error("the model failed");
  if (part.type === "abort") return signal.reason ?? new DOMException("too long", "TimeoutError");
  if (part.type === "finish" && BROKEN_OFF.has(part.finishReason)) {
    return new Error(`the provider broke off: ${part.rawFinishReason ?? part.finishReason}`);
  }
  return undefined;
}

async function orSilence<Value>(work: Promise<Value>, ms: number): Promise<Value | "silence"> {
  const { promise, resolve } = Promise.withResolvers<"silence">();
  const timer = setTimeout(() => resolve("silence"), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
