import assert from "node:assert/strict";
import { describe, test } from "node:test";

import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from "@ai-sdk/provider";

import { createOfflineModel } from "../../src/models/offline.ts";

function ask(options: Partial<LanguageModelV4CallOptions> = {}): LanguageModelV4CallOptions {
  return { prompt: [{ role: "user", content: [{ type: "text", text: "two words" }] }], ...options };
}

async function collect(options: LanguageModelV4CallOptions): Promise<LanguageModelV4StreamPart[]> {
  const { stream } = await createOfflineModel(0).doStream(options);
  return Array.fromAsync(stream);
}

describe("the offline model", () => {
  test("streams a whole answer in the SDK's parts", async () => {
    const parts = await collect(ask({ maxOutputTokens: 2 }));
    assert.deepEqual(parts, [
      { type: "stream-start", warnings: [] },
      { type: "text-start", id: "text" },
      { type: "text-delta", id: "text", delta: "fathom" },
      { type: "text-delta", id: "text", delta: " beacon" },
      { type: "text-end", id: "text" },
      {
        type: "finish",
        finishReason: { unified: "stop", raw: "stop" },
        usage: {
          inputTokens: { total: 2, noCache: 2, cacheRead: undefined, cacheWrite: undefined },
          outputTokens: { total: 2, text: 2, reasoning: undefined },
        },
      },
    ]);
  });

  test("the same prompt gets the same answer, streamed or not; another prompt another", async () => {
    const streamed = (await collect(ask())).map((part) => ("delta" in part ? part.delta : ""));
    const { content } = await createOfflineModel(0).doGenerate(ask());
    assert.deepEqual(content, [{ type: "text", text: streamed.join("") }]);
    assert.equal(streamed.filter((delta) => delta !== "").length, 40);
    const other = ask({ prompt: [{ role: "user", content: [{ type: "text", text: "else" }] }] });
    assert.notDeepEqual((await createOfflineModel(0).doGenerate(other)).content, content);
  });

  test("the delays that a call asks for are kept", async () => {
    const pace = { offline: { chunkDelayMs: 40, firstChunkDelayMs: 120 } };
    const { stream } = await createOfflineModel(0).doStream(
      ask({ maxOutputTokens: 3, providerOptions: pace }),
    );
    const started = performance.now();
    const times: number[] = [];
    for await (const part of stream) {
      if (part.type === "text-delta") times.push(performance.now() - started);
    }
    const [first = 0, second = 0, third = 0] = times;
    assert.ok(first >= 115 && second - first >= 35 && third - second >= 35, String(times));
  });

  test("an abort ends the answer at once", async () => {
    const abort = new AbortController();
    const pace = { offline: { chunkDelayMs: 5000 } };
    const options = ask({ providerOptions: pace, abortSignal: abort.signal });
    const { stream } = await createOfflineModel(0).doStream(options);
    setTimeout(() => abort.abort(), 20);
    await assert.rejects(Array.fromAsync(stream), { name: "AbortError" });
  });
});
