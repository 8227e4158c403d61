import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { errorBodySchema } from "../../src/contract/error.ts";
import { generate, metric, startService } from "../harness/service.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";

describe("requests to the real process", () => {
  test("a wrong type is a 400 that names the field", async (t) => {
    const service = await startService(t);
    const response = await generate(service, { prompt: ["not", "text"] });
    assert.equal(response.status, 400);
    const { error } = errorBodySchema.parse(await response.json());
    const problem = "Invalid input: expected string, received array";
    assert.deepEqual(error, {
      code: "invalid_request",
      message: `prompt: ${problem}`,
      fields: [{ field: "prompt", message: problem }],
      traceId: error.traceId,
    });
  });

  test("a body that is too large is a 413, an unknown path a 404, both as JSON", async (t) => {
    const service = await startService(t);
    const large = await generate(service, { prompt: "x".repeat(600 * 1024) });
    assert.equal(large.status, 413);
    const { error } = errorBodySchema.parse(await large.json());
    assert.equal(error.message, "the body is larger than 524288 bytes");
    const lost = await fetch(`${service.url}/nowhere`);
    assert.equal(lost.status, 404);
    assert.equal(
      errorBodySchema.parse(await lost.json()).error.message,
      "there is no GET /nowhere",
    );
  });

  test("the caller's trace is in the answer and in every record of the request", async (t) => {
    const service = await startService(t);
    const headers = { traceparent: `00-${TRACE}-b7ad6b7169203331-01`, tracestate: "vendor=1" };
    const response = await generate(service, { prompt: "a", maxTokens: 2 }, { headers });
    await response.text();
    await service.record("request.end");
    const given = response.headers.get("traceparent") ?? "";
    assert.match(given, new RegExp(`^00-${TRACE}-[\\da-f]{16}-01$`));
    assert.equal(response.headers.get("tracestate"), "vendor=1");
    const records = service.records.filter((each) => each["trace_id"] === TRACE);
    assert.deepEqual(
      records.map((each) => each.event),
      ["request.start", "stream.first_token", "request.end"],
    );
    assert.deepEqual(
      new Set(records.map((each) => each["span_id"])),
      new Set([given.split("-")[2]]),
    );
    assert.equal(records[0]?.["parent_span_id"], "b7ad6b7169203331");
  });

  test("neither prompt nor credentials reach the log, at any level", async (t) => {
    const service = await startService(t, { LOG_LEVEL: "trace" });
    const headers = { authorization: "Bearer hush-hush", cookie: "session=hush-hush" };
    const asked = { prompt: "hush-hush", maxTokens: 1, "sk-hush-hush": 1 };
    await (await generate(service, { prompt: "hush-hush", maxTokens: 1 }, { headers })).text();
    await (await generate(service, asked, { headers })).text();
    await service.record("request.end", (record) => record["status"] === 400);
    assert.doesNotMatch(service.lines.join("\n"), /hush/);
  });

  test("probes are quiet in the log unless asked for", async (t) => {
    const service = await startService(t);
    for (const path of ["/health", "/health/live", "/health/ready", "/metrics"]) {
      assert.equal((await fetch(service.url + path)).status, 200);
    }
    assert.deepEqual(
      service.records.map((each) => each.event),
      ["server.listening"],
    );
  });

  test("metrics count requests and streams, and watch event loop and heap", async (t) => {
    const service = await startService(t);
    await (await generate(service, { prompt: "a", maxTokens: 4, chunkDelayMs: 1 })).text();
    await generate(service, {});
    const open = await generate(service, { prompt: "a", maxTokens: 50, chunkDelayMs: 100 });
    const seen: Record<string, number | undefined> = {};
    for (const name of [
      'http_requests_total{method="POST",route="/api/generate",status="200"}',
      'http_requests_total{method="POST",route="/api/generate",status="400"}',
      "ai_streams_in_flight",
      'ai_streams_total{outcome="completed"}',
      "ai_time_to_first_token_seconds_count",
      'ai_stream_duration_seconds_count{outcome="completed"}',
    ]) {
      seen[name] = await metric(service, name);
    }
    await open.body?.cancel();
    assert.deepEqual(Object.values(seen), [2, 1, 1, 1, 2, 1], JSON.stringify(seen));
    assert.ok((await metric(service, "nodejs_eventloop_lag_p99_seconds")) !== undefined);
    assert.ok(((await metric(service, "nodejs_heap_size_used_bytes")) ?? 0) > 0);
  });
});
