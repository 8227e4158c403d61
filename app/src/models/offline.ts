import { setTimeout as sleep } from "node:timers/promises";

import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import * as z from "zod";

import { DEFAULT_TOKENS, offlineTokens } from "./offline-text.ts";

/** The options a call may carry under `providerOptions.offline`; both in milliseconds. */
const callOptionsSchema = z.object({
  chunkDelayMs: z.number().optional(),
  firstChunkDelayMs: z.number().optional(),
});

const TEXT_ID = "text";
const STOP: LanguageModelV4FinishReason = { unified: "stop", raw: "stop" };

/**
 * A language model that needs no key and no network. It makes each token when it is asked for,
 * after a delay: a slow reader slows it down, an abort ends it, nothing is made ahead.
 */
export function createOfflineModel(defaultDelayMs: number): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: "offline",
    modelId: "offline",
    supportedUrls: {},
    doGenerate: (options) => {
      const { prompt, count } = asked(options);
      const text = [...offlineTokens(prompt, count)].join("");
      const content = [{ type: "text" as const, text }];
      return Promise.resolve({
        content,
        finishReason: STOP,
        usage: usage(prompt, count),
        warnings: [],
      });
    },
    doStream: (options) => {
      const parts = answer(options, defaultDelayMs);
      return Promise.resolve({ stream: ReadableStream.from(parts) });
    },
  };
}

async function* answer(
  options: LanguageModelV4CallOptions,
  defaultDelayMs: number,
): AsyncGenerator<LanguageModelV4StreamPart> {
  const { prompt, count } = asked(options);
  const pace = callOptionsSchema.parse(options.providerOptions?.["offline"] ?? {});
  const between = pace.chunkDelayMs ?? defaultDelayMs;
  const first = pace.firstChunkDelayMs ?? between;

  yield { type: "stream-start", warnings: [] };
  yield { type: "text-start", id: TEXT_ID };
  let index = 0;
  for (const delta of offlineTokens(prompt, count)) {
    await pause(index === 0 ? first : between, options.abortSignal);
    yield { type: "text-delta", id: TEXT_ID, delta };
    index += 1;
  }
  yield { type: "text-end", id: TEXT_ID };
  yield { type: "finish", finishReason: STOP, usage: usage(prompt, count) };
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
}

function asked(options: LanguageModelV4CallOptions): { prompt: string; count: number } {
  const prompt = options.prompt
    .filter((message) => message.role === "user")
    .flatMap((message) => message.content)
    .map((part) => (part.type === "text" ? part.text : ""))
    .join("\n");
  return { prompt, count: options.maxOutputTokens ?? DEFAULT_TOKENS };
}

function usage(prompt: string, count: number): LanguageModelV4Usage {
  const words = prompt.split(/\s+/).filter((word) => word !== "").length;
  return {
    inputTokens: { total: words, noCache: words, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: count, text: count, reasoning: undefined },
  };
}
