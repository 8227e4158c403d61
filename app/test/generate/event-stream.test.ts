import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { type EventStreamOptions, eventStream } from "../../src/generate/event-stream.ts";
import { type Part, createPartReader } from "../../src/generate/part-reader.ts";
import type { StreamObserver } from "../../src/generate/stream-observer.ts";

const USAGE = {
  inputTokens: 3,
  outputTokens: 2,
  totalTokens: 5,
  inputTokenDetails: { noCacheTokens: 3, cacheReadTokens: 0, cacheWriteTokens: 0 },
  outputTokenDetails: { textTokens: 2, reasoningTokens: 0 },
};
const text = (delta: string): Part => ({ type: "text-delta", id: "t", text: delta });
const finish = (finishReason: "stop" | "interrupted"): Part => ({
  type: "finish",
  finishReason,
  rawFinishReason: undefined,
  totalUsage: USAGE,
});

function observer(): StreamObserver & { readonly seen: string[] } {
  const seen: string[] = [];
  return {
    seen,
    text: () => void seen.push("text"),
    sent: () => undefined,
    completed: (reason, usage) => void seen.push(`completed ${reason} ${JSON.stringify(usage)}`),
    cancelled: () => void seen.push("cancelled"),
    failed: (status, error) => void seen.push(`failed ${status} ${String(error)}`),
  };
}

function options(
  parts: AsyncIterable<Part> | Iterable<Part>,
  more: Partial<EventStreamOptions> = {},
) {
  const watch = observer();
  const reader = createPartReader(ReadableStream.from(parts));
  const abort = new AbortController();
  return { parts: reader, observer: watch, keepAliveMs: 10_000, abort, ...more, seen: watch.seen };
}

async function bodyOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

describe("the stream of events", () => {
  test("a whole answer ends with [DONE]", async () => {
    const given = options([{ type: "raw", rawValue: 1 }, text("a"), text("b"), finish("stop")]);
    const end = { type: "finish", finishReason: "stop" };
    const metadata = { usage: { inputTokens: 3, outputTokens: 2 } };
    assert.equal(
      await bodyOf(eventStream(given)),
      'data: {"type":"text-delta","id":"t","delta":"a"}\n\n' +
        'data: {"type":"text-delta","id":"t","delta":"b"}\n\n' +
        `data: ${JSON.stringify({ ...end, messageMetadata: metadata })}\n\ndata: [DONE]\n\n`,
    );
    assert.deepEqual(given.seen, [
      "text",
      "text",
      `completed stop ${JSON.stringify(metadata.usage)}`,
    ]);
  });

  for (const [name, last, shown, logged] of [
    [
      "an error of the model",
      [{ type: "error", error: new Error("boom") }],
      "the model failed",
      "Error: boom",
    ],
    [
      "an end without a finish",
      [],
      "the model failed",
      "Error: the model's stream ended without an end",
    ],
    [
      "a provider that broke off",
      [finish("interrupted")],
      "the model failed",
      "Error: the provider broke off: interrupted",
    ],
    [
      "too long",
      [{ type: "abort" }],
      "the answer took longer than the service allows",
      "TimeoutError: too long",
    ],
  ] as const satisfies readonly (readonly [string, readonly Part[], string, string])[]) {
    test(`${name}: told in the stream, and no [DONE]`, async () => {
      const given = options([text("a"), ...last]);
      assert.equal(
        await bodyOf(eventStream(given)),
        'data: {"type":"text-delta","id":"t","delta":"a"}\n\n' +
          `data: {"type":"error","errorText":"${shown}"}\n\n`,
      );
      assert.deepEqual(given.seen, ["text", `failed 200 ${logged}`]);
      assert.ok(given.abort.signal.aborted);
    });
  }

  test("silence is filled with comments that clients skip", async () => {
    const { promise: thinking, resolve: think } = Promise.withResolvers<void>();
    async function* slow(): AsyncGenerator<Part> {
      await thinking;
      yield finish("stop");
    }
    const reader = eventStream(options(slow(), { keepAliveMs: 20 })).getReader();
    const read = async () => new TextDecoder().decode((await reader.read()).value);
    assert.deepEqual([await read(), await read()], [": keep-alive\n\n", ": keep-alive\n\n"]);
    think();
    for (let next = await read(); next !== ""; next = await read()) {
      if (next.startsWith("data: ")) return assert.match(next, /"type":"finish".*\[DONE\]\n\n$/s);
    }
    assert.fail("the answer never came");
  });

  test("nothing is taken from the model that the client has no room for", async () => {
    let made = 0;
    function* endless(): Generator<Part> {
      for (;;) {
        made += 1;
        yield text("x".repeat(1000));
      }
    }
    const given = options(endless());
    const reader = eventStream(given).getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(made < 30, `${made} parts were made for one that was read`);
    await reader.cancel("gone");
    assert.deepEqual(given.seen.at(-1), "cancelled");
    assert.ok(given.abort.signal.aborted);
  });
});

describe("looking ahead", () => {
  test("an early failure is told; otherwise no part is lost", async () => {
    const failing = createPartReader(ReadableStream.from([{ type: "error", error: "no" } as Part]));
    assert.equal(await failing.earlyFailure(1000), "no");

    const fine = createPartReader(ReadableStream.from([{ type: "start" } as Part, text("a")]));
    assert.equal(await fine.earlyFailure(1000), undefined);
    assert.deepEqual(
      [await fine.next(), await fine.next(), await fine.next()],
      [{ type: "start" }, text("a"), undefined],
    );
  });

  test("a slow model is not waited for", async () => {
    async function* slow(): AsyncGenerator<Part> {
      await new Promise((resolve) => setTimeout(resolve, 60));
      yield text("late");
    }
    const reader = createPartReader(ReadableStream.from(slow()));
    assert.equal(await reader.earlyFailure(10), undefined);
    assert.deepEqual(await reader.next(), text("late"));
  });
});
