import assert from "node:assert/strict";
import { Agent, get } from "node:http";
import { describe, test } from "node:test";

import { type RunningService, eventually, generate, startService } from "../harness/service.ts";

/** The status and `Connection` header of a request over a given connection. */
function over(agent: Agent, service: RunningService, path: string) {
  return new Promise<readonly [number | undefined, string | undefined]>((resolve, reject) => {
    get(`${service.url}${path}`, { agent }, (response) => {
      response.resume();
      response.on("end", () => resolve([response.statusCode, response.headers.connection]));
    }).on("error", reject);
  });
}

const reachable = (service: RunningService) =>
  fetch(`${service.url}/health/live`, { headers: { connection: "close" } }).then(
    () => true,
    () => false,
  );

describe("SIGTERM", () => {
  test("an open stream is finished, then the process leaves with 0", async (t) => {
    const service = await startService(t);
    const response = await generate(service, { prompt: "a", maxTokens: 12, chunkDelayMs: 100 });
    service.process.kill("SIGTERM");
    await eventually(
      () => reachable(service),
      (open) => !open,
    );
    assert.equal(service.process.exitCode, null, "it left before its stream had ended");
    assert.match(await response.text(), /\[DONE\]\n\n$/);
    assert.equal(await service.exited, 0);
    const events = service.records.map((each) => each.event);
    assert.deepEqual(events.slice(-3), ["shutdown.start", "request.end", "shutdown.end"]);
  });

  test("with nothing to finish it leaves at once", async (t) => {
    const service = await startService(t, { SHUTDOWN_DELAY_SECONDS: "30" });
    const told = performance.now();
    service.process.kill("SIGTERM");
    assert.equal(await service.exited, 0);
    assert.ok(performance.now() - told < 1000);
  });

  test("while it may still be sent requests: served, not ready, connections given up", async (t) => {
    const service = await startService(t, { SHUTDOWN_DELAY_SECONDS: "2" });
    const kept = new Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => kept.destroy());
    assert.deepEqual(await over(kept, service, "/health/ready"), [200, "keep-alive"]);
    service.process.kill("SIGTERM");
    await service.record("shutdown.start");
    assert.deepEqual(await over(kept, service, "/health/ready"), [503, "close"]);
    const health = await fetch(`${service.url}/health`);
    const { status } = (await health.json()) as { status: string };
    assert.deepEqual([health.status, status], [200, "draining"], "to drain is not to fail");
    assert.equal((await fetch(`${service.url}/health/live`)).status, 200);
    const late = await generate(service, { prompt: "a", maxTokens: 3 });
    assert.equal(late.headers.get("connection"), "close");
    assert.match(await late.text(), /\[DONE\]\n\n$/);
    assert.equal(await service.exited, 0);
  });

  test("a kept connection isn't closed under a request: it is served, and given up with it", async (t) => {
    const service = await startService(t);
    const kept = new Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => kept.destroy());
    assert.deepEqual(await over(kept, service, "/health/live"), [200, "keep-alive"]);
    service.process.kill("SIGTERM");
    await service.record("shutdown.start");
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(await reachable(service), false, "it takes new connections");
    assert.deepEqual(await over(kept, service, "/health/live"), [200, "close"]);
    assert.equal(await service.exited, 0);
  });

  test("a connection nobody uses doesn't hold the process up for long", async (t) => {
    const service = await startService(t);
    const kept = new Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => kept.destroy());
    await over(kept, service, "/health/live");
    const told = performance.now();
    service.process.kill("SIGTERM");
    assert.equal(await service.exited, 0);
    const took = performance.now() - told;
    assert.ok(took > 2900 && took < 5000, `${took} ms`);
  });

  test("under load on kept connections no request is dropped", async (t) => {
    const service = await startService(t, { SHUTDOWN_DELAY_SECONDS: "1" });
    const kept = new Agent({ keepAlive: true, maxSockets: 20 });
    t.after(() => kept.destroy());
    const asked: Promise<unknown>[] = [];
    const ask = setInterval(() => asked.push(over(kept, service, "/health")), 10);
    await new Promise((resolve) => setTimeout(resolve, 300));
    service.process.kill("SIGTERM");
    await service.record("shutdown.start");
    await new Promise((resolve) => setTimeout(resolve, 700));
    clearInterval(ask);
    const answers = await Promise.all(asked);
    assert.ok(answers.length > 50);
    assert.deepEqual(new Set(answers.map((each) => (each as [number])[0])), new Set([200]));
    assert.equal(await service.exited, 0);
  });

  test("a stream longer than the budget is cut, and its client is told", async (t) => {
    const service = await startService(t, { SHUTDOWN_GRACE_SECONDS: "1" });
    const response = await generate(service, { prompt: "a", maxTokens: 100, chunkDelayMs: 100 });
    service.process.kill("SIGTERM");
    const text = "the service is shutting down and the time to finish is used up";
    const last = `data: {"type":"error","errorText":"${text}"}`;
    assert.equal((await response.text()).trimEnd().split("\n\n").at(-1), last);
    assert.equal(await service.exited, 0);
    const { level, cut } = await service.record("shutdown.end");
    assert.deepEqual([level, cut], ["warn", 1]);
  });

  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const) {
    test(`a second signal (${signal}) leaves at once with ${code}`, async (t) => {
      const service = await startService(t);
      await generate(service, { prompt: "a", maxTokens: 100, chunkDelayMs: 100 });
      service.process.kill("SIGTERM");
      await service.record("shutdown.start");
      service.process.kill(signal);
      assert.equal(await service.exited, code);
    });
  }
});
