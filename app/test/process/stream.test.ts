import assert from "node:assert/strict";
import { createConnection } from "node:net";
import { describe, test } from "node:test";

import { eventually, generate, metric, startService } from "../harness/service.ts";

describe("streaming from the real process", () => {
  test("chunks arrive apart in time, under headers that keep proxies from holding them", async (t) => {
    const service = await startService(t);
    const response = await generate(service, { prompt: "a", maxTokens: 5, chunkDelayMs: 250 });
    const { date, ...headers } = Object.fromEntries(response.headers);
    assert.ok(date);
    assert.deepEqual(headers, {
      "cache-control": "no-cache, no-transform",
      connection: "keep-alive",
      "content-type": "text/event-stream",
      "keep-alive": "timeout=75",
      traceparent: headers["traceparent"],
      "transfer-encoding": "chunked",
      "x-accel-buffering": "no",
      "x-vercel-ai-ui-message-stream": "v1",
    });
    const times: number[] = [];
    for await (const bytes of response.body ?? []) {
      if (new TextDecoder().decode(bytes).includes("text-delta")) times.push(performance.now());
    }
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    assert.equal(times.length, 5);
    assert.ok(
      gaps.every((gap) => gap > 100),
      String(gaps),
    );
    const { tokens, chunks, status, finish_reason } = await service.record("request.end");
    assert.deepEqual([tokens, chunks, status, finish_reason], [5, 5, 200, "stop"]);
    const first = await service.record("stream.first_token");
    assert.ok(Number(first["ms"]) >= 250 && Number(first["ms"]) < 2000);
  });

  test("a client that leaves ends the work for it, and nothing else", async (t) => {
    const service = await startService(t);
    const leave = new AbortController();
    const slow = { prompt: "a", maxTokens: 100, chunkDelayMs: 100 };
    const left = await generate(service, slow, { signal: leave.signal });
    const stayed = generate(service, { prompt: "a", maxTokens: 10, chunkDelayMs: 50 });
    await left.body?.getReader().read();
    leave.abort();
    const record = await service.record("request.cancelled");
    assert.deepEqual([record["status"], record["level"]], [499, "info"]);
    assert.match(await (await stayed).text(), /\[DONE\]\n\n$/);
    await eventually(
      () => metric(service, "ai_streams_in_flight"),
      (size) => size === 0,
    );
    const chunks = await metric(service, "ai_stream_chunks_total");
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(await metric(service, "ai_stream_chunks_total"), chunks, "the model went on");
    assert.equal(service.errors(), "");
  });

  test("connections reset at every moment don't hurt the process", async (t) => {
    const service = await startService(t);
    const body = JSON.stringify({ prompt: "a", maxTokens: 50, chunkDelayMs: 20 });
    const head = "POST /api/generate HTTP/1.1\r\nHost: a\r\n";
    const whole = `${head}Content-Length: ${body.length}\r\n\r\n${body}`;
    for (const sent of [
      "",
      "POST /api",
      `${head}\r\n`,
      whole.slice(0, -5),
      whole,
      "garbage\r\n\r\n",
    ]) {
      for (const after of [0, 5, 60]) {
        const socket = createConnection(service.port, "127.0.0.1", () => {
          socket.write(sent);
          setTimeout(() => socket.resetAndDestroy(), after);
        });
        socket.on("error", () => undefined);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    await eventually(
      () => metric(service, "ai_streams_in_flight"),
      (size) => size === 0,
    );
    assert.equal((await fetch(`${service.url}/health/live`)).status, 200);
    assert.equal(service.process.exitCode, null);
    assert.deepEqual(
      service.records.filter((each) => each.event === "process.crash"),
      [],
    );
    assert.equal(service.errors(), "");
  });

  test("a stream longer than the service allows is ended, and says so", async (t) => {
    const service = await startService(t, { MAX_STREAM_SECONDS: "1" });
    const response = await generate(service, { prompt: "a", maxTokens: 100, chunkDelayMs: 200 });
    const last =
      'data: {"type":"error","errorText":"the answer took longer than the service allows"}';
    assert.equal((await response.text()).trimEnd().split("\n\n").at(-1), last);
    assert.equal((await service.record("request.error"))["level"], "error");
  });
});
