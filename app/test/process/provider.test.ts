import assert from "node:assert/strict";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { createConnection } from "node:net";
import { type TestContext, describe, test } from "node:test";

import { errorBodySchema } from "../../src/contract/error.ts";
import { type Provider, anthropicBegin, anthropicEnd, startProvider } from "../harness/provider.ts";
import { eventually, generate, metric, startService } from "../harness/service.ts";

const KEY = "sk-ant-0123456789abcdef0123456789";
const MiB = 1024 * 1024;

function withAnthropic(test: TestContext, provider: Provider, more: Record<string, string> = {}) {
  const MODEL = "anthropic:claude-sonnet-4-5";
  const access = { MODEL, ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: provider.url };
  return startService(test, { ...access, ...more });
}

/** Writes as fast as the reader lets it, up to `most` bytes; says how much went out. */
async function flood(response: ServerResponse, most: number, sent: (bytes: number) => void) {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const { signal } = gone;
  const delta = { type: "text_delta", text: "x".repeat(16 * 1024) };
  const event = `data: ${JSON.stringify({ type: "content_block_delta", index: 0, delta })}\n\n`;
  for (let bytes = 0; bytes < most && !response.destroyed; bytes += event.length) {
    sent(bytes);
    if (!response.write(event)) await once(response, "drain", { signal });
  }
}

describe("a model provider", () => {
  test("its answer is streamed; key and trace go with the call, the key nowhere else", async (t) => {
    const provider = await startProvider(t, (response) => {
      anthropicBegin(response, ["one ", "two"]);
      anthropicEnd(response);
    });
    const service = await withAnthropic(t, provider, { LOG_LEVEL: "trace" });
    const response = await generate(service, { prompt: "a", chunkDelayMs: 5 });
    const text = [...(await response.text()).matchAll(/"delta":"([^"]*)"/g)].map((each) => each[1]);
    assert.deepEqual(text, ["one ", "two"]);
    const headers = provider.requests[0]?.headers;
    assert.equal(headers?.["x-api-key"], KEY);
    assert.equal(headers?.["traceparent"], response.headers.get("traceparent"));
    const { tokens, input_tokens, model } = await service.record("request.end");
    assert.deepEqual([tokens, input_tokens, model], [2, 3, "anthropic:claude-sonnet-4-5"]);
    assert.ok(!service.lines.join("\n").includes(KEY));
  });

  test("OpenAI is reached with the same string", async (t) => {
    const provider = await startProvider(t, (response) => {
      response.writeHead(401, { "content-type": "application/json" });
      response.end('{"error":{"message":"bad key sk-0123456789abcdef0123"}}');
    });
    const key = "sk-0123456789abcdef0123456789";
    const access = { OPENAI_API_KEY: key, OPENAI_BASE_URL: provider.url };
    const service = await startService(t, { MODEL: "openai:gpt-5-mini", ...access });
    const response = await generate(service, { prompt: "a" });
    assert.equal(response.status, 502);
    const { error } = errorBodySchema.parse(await response.json());
    assert.equal(error.message, "the model provider answered 401");
    assert.equal(provider.requests[0]?.headers.authorization, `Bearer ${key}`);
    const record = await service.record("request.error");
    assert.deepEqual([record["level"], record["status"]], ["error", 502]);
    assert.doesNotMatch(service.lines.join("\n"), /sk-0123/);
  });

  test("one that breaks off is told in the stream, for that has begun", async (t) => {
    const provider = await startProvider(t, (response) => {
      anthropicBegin(response, ["one "]);
      setTimeout(() => response.destroy(), 50);
    });
    const service = await withAnthropic(t, provider);
    const response = await generate(service, { prompt: "a" });
    assert.equal(response.status, 200);
    const last = (await response.text()).trimEnd().split("\n\n").at(-1);
    assert.equal(last, 'data: {"type":"error","errorText":"the model provider broke off"}');
    await service.record("request.error");
    assert.equal(await metric(service, 'ai_streams_total{outcome="failed"}'), 1);
  });

  test("one that can't be reached, after the SDK has tried again, is told in the stream", async (t) => {
    const service = await startService(t, {
      MODEL: "anthropic:claude-sonnet-4-5",
      ANTHROPIC_API_KEY: KEY,
      ANTHROPIC_BASE_URL: "http://127.0.0.1:1",
    });
    const last = (await (await generate(service, { prompt: "a" })).text()).trimEnd();
    assert.equal(
      last.split("\n\n").at(-1),
      'data: {"type":"error","errorText":"the model provider can\'t be reached"}',
    );
  });

  test("the health report never asks it", async (t) => {
    const provider = await startProvider(t, (response) => void response.end());
    const service = await withAnthropic(t, provider);
    for (const path of ["/health", "/health/ready", "/health/live"]) {
      assert.equal((await fetch(service.url + path)).status, 200);
    }
    assert.deepEqual(provider.requests, []);
  });

  test("a client that leaves ends the call to the provider", async (t) => {
    const provider = await startProvider(t, (response) => anthropicBegin(response, ["one "]));
    const service = await withAnthropic(t, provider);
    const response = await generate(service, { prompt: "a" });
    await response.body?.cancel();
    await provider.abandoned;
    await service.record("request.cancelled");
  });

  test("a client that leaves before the first word ends it too", async (t) => {
    const provider = await startProvider(t, (response) => anthropicBegin(response, []));
    const service = await withAnthropic(t, provider);
    const leave = new AbortController();
    const asked = generate(service, { prompt: "a" }, { signal: leave.signal });
    await eventually(
      () => provider.requests.length,
      (count) => count === 1,
    );
    leave.abort();
    await assert.rejects(asked, { name: "AbortError" });
    await provider.abandoned;
    await service.record("request.cancelled");
    assert.equal(await metric(service, "ai_streams_in_flight"), 0);
  });

  test("a client that doesn't read holds the provider back, and memory stays bounded", async (t) => {
    let sent = 0;
    const provider = await startProvider(t, async (response) => {
      anthropicBegin(response, []);
      await flood(response, 400 * MiB, (bytes) => (sent = bytes)).catch(() => undefined);
    });
    const service = await withAnthropic(t, provider);
    const body = '{"prompt":"a"}';
    const socket = createConnection(service.port, "127.0.0.1");
    t.after(() => socket.destroy());
    socket.pause();
    socket.write(
      `POST /api/generate HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    let before = -1;
    const still = async () => {
      const stopped = sent > 0 && sent === before;
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return stopped;
    };
    await eventually(still, (stopped) => stopped);
    // What is on its way sits in the kernel's buffers of four sockets, a few MiB each.
    assert.ok(sent < 64 * MiB, `${sent / MiB} MiB were taken from the provider for nobody`);
    const resident = (await metric(service, "process_resident_memory_bytes")) ?? Infinity;
    assert.ok(resident < 192 * MiB, `${resident / MiB} MiB resident`);
    t.diagnostic(`${Math.round(sent / MiB)} MiB sent, ${Math.round(resident / MiB)} MiB resident`);
    socket.destroy();
    await provider.abandoned;
    await service.record("request.cancelled");
  });
});
