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
    const report = (await (await fetch(`${service.url}/health`)).json()) as { status: string };
    assert.equal(report.status, "draining");
    assert.equal((await fetch(`${service.url}/health/live`)).status, 200);
    const late = await generate(service, { prompt: "a", maxTokens: 3 });
    assert.equal(late.headers.get("connection"), "close");
    assert.match(await late.text(), /\[DONE\]\n\n$/);
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
