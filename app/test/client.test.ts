import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { AnswerBroken, RequestRefused, createClient, wholeAnswer } from "../src/client.ts";
import { startService } from "./harness/service.ts";

/** A client whose service answers with one fixed response. */
function answering(body: string, status = 200): ReturnType<typeof createClient> {
  return createClient("http://service", () => Promise.resolve(new Response(body, { status })));
}

describe("the typed client", () => {
  test("yields pieces as they come and returns how the answer ended", async (t) => {
    const client = createClient((await startService(t)).url);
    const times: number[] = [];
    const pieces = client.generate({ prompt: "hello", maxTokens: 4, chunkDelayMs: 250 });
    let step = await pieces.next();
    for (; !step.done; step = await pieces.next()) times.push(performance.now());
    assert.deepEqual(step.value, {
      finishReason: "stop",
      usage: { inputTokens: 1, outputTokens: 4 },
    });
    assert.equal(times.length, 4);
    assert.ok((times[3] ?? 0) - (times[0] ?? 0) > 400, "the pieces came together");
  });

  test("a whole answer, and the health report", async (t) => {
    const client = createClient((await startService(t)).url);
    const request = { prompt: "hello", maxTokens: 3, chunkDelayMs: 0 };
    const { text } = await wholeAnswer(client.generate(request));
    assert.equal(text.split(" ").length, 3);
    assert.equal((await client.health()).status, "ok");
  });

  test("a malformed request never leaves", async () => {
    const pieces = answering("").generate({ prompt: "" });
    await assert.rejects(pieces.next(), { name: "ZodError" });
  });

  test("a refusal carries status and body; a proxy's page doesn't confuse it", async () => {
    const error = { code: "invalid_request", message: "prompt: no" } as const;
    const body = { error };
    const refused = answering(JSON.stringify(body), 400).generate({ prompt: "a" });
    await assert.rejects(refused.next(), new RequestRefused(400, body));
    const proxied = answering("<html>", 503).generate({ prompt: "a" });
    await assert.rejects(proxied.next(), new RequestRefused(503, undefined));
  });

  for (const [name, body, message] of [
    [
      "cut off",
      'data: {"type":"text-delta","id":"t","delta":"a"}\n\n',
      "the connection ended before the answer did",
    ],
    ["without a finish", "data: [DONE]\n\n", "the connection ended before the answer did"],
    ["failed", 'data: {"type":"error","errorText":"the model failed"}\n\n', "the model failed"],
  ] as const) {
    test(`an answer that is ${name} is an error, not an end`, async () => {
      const pieces = answering(body).generate({ prompt: "a" });
      await assert.rejects(wholeAnswer(pieces), new AnswerBroken(message));
    });
  }

  test("comments and events it doesn't know are skipped", async () => {
    const body =
      ': keep-alive\n\ndata: {"type":"start"}\n\ndata: {"type":"reasoning-delta","delta":"x"}\n\n' +
      'data: {"type":"text-delta","id":"t","delta":"a"}\n\n' +
      'data: {"type":"finish","finishReason":"stop"}\n\ndata: [DONE]\n\n';
    const end = await wholeAnswer(answering(body).generate({ prompt: "a" }));
    assert.deepEqual(end, { text: "a", finishReason: "stop", usage: {} });
  });

  test("leaving the loop ends the call on both sides", async (t) => {
    const service = await startService(t);
    const pieces = createClient(service.url).generate({ prompt: "a", chunkDelayMs: 100 });
    for await (const piece of pieces) {
      assert.ok(piece);
      break;
    }
    assert.equal((await service.record("request.cancelled"))["chunks"], 1);
  });
});
