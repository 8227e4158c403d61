import assert from "node:assert/strict";
import { createServer } from "node:net";
import { type TestContext, describe, test } from "node:test";

import { type HealthReport, healthReportSchema } from "../../src/contract/health.ts";
import { postgresPrograms, startPostgres } from "../harness/postgres-server.ts";
import { startRedis } from "../harness/redis-server.ts";
import { type RunningService, startService } from "../harness/service.ts";

const programs = postgresPrograms();
const needsPostgres = programs === undefined ? { skip: "PostgreSQL is not installed" } : {};

async function health(service: RunningService, path = "/health/ready") {
  const response = await fetch(service.url + path);
  const report = healthReportSchema.parse(await response.json());
  return [response.status, report.status, ...report.checks.map(shortly)];
}

function shortly({ name, status, error }: HealthReport["checks"][number]): string {
  return error === undefined ? `${name} ${status}` : `${name} ${status}: ${error}`;
}

/** A port that takes connections and never says a word. */
async function startSilent(test: TestContext): Promise<number> {
  const server = createServer((socket) => void socket.on("error", () => undefined));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  test.after(() => server.close());
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe("health of the real process", () => {
  test("the report's whole body, and the process alone", async (t) => {
    const cache = await startRedis(t);
    const service = await startService(t, { CACHE_URL: cache.url, SERVICE_VERSION: "1.2.3" });
    const response = await fetch(`${service.url}/health`);
    assert.equal(response.headers.get("cache-control"), "no-store");
    const report = healthReportSchema.parse(await response.json());
    const durations = report.checks.map((each) => each.durationMs);
    assert.deepEqual(report, {
      status: "ok",
      service: "shipshape-app",
      version: "1.2.3",
      model: "offline",
      uptimeSeconds: report.uptimeSeconds,
      checks: [
        { name: "configuration", status: "ok", required: true, durationMs: 0 },
        { name: "cache", status: "ok", required: false, durationMs: durations[1], timeoutMs: 500 },
      ],
    });
    const live = await fetch(`${service.url}/health/live`);
    assert.deepEqual([live.status, await live.json()], [200, { status: "ok" }]);
  });

  test("a cache: needed, lost, and back again, while the process stays alive", async (t) => {
    const cache = await startRedis(t);
    const needed = { CACHE_URL: cache.url, REQUIRED_DEPENDENCIES: "cache" };
    const service = await startService(t, { ...needed, CACHE_TIMEOUT_MS: "200" });
    const good = [200, "ok", "configuration ok", "cache ok"];
    assert.deepEqual(await health(service), good);
    cache.mode = "silent";
    const silent = "cache failing: no answer within 200 ms";
    assert.deepEqual(await health(service), [503, "failing", "configuration ok", silent]);
    cache.mode = "locked";
    const locked = "cache failing: password required";
    assert.deepEqual(await health(service), [503, "failing", "configuration ok", locked]);
    await cache.stop();
    const refused = "cache failing: connection refused";
    assert.deepEqual(await health(service, "/health"), [
      503,
      "failing",
      "configuration ok",
      refused,
    ]);
    assert.equal((await fetch(`${service.url}/health/live`)).status, 200);
    await startRedis(t, cache.port);
    assert.deepEqual(await health(service), good);
    assert.deepEqual(
      service.records
        .filter((each) => each.event.startsWith("dependency."))
        .map((each) => each.event),
      ["dependency.failed", "dependency.recovered"],
    );
  });

  test("the kept connection is used again", async (t) => {
    const cache = await startRedis(t);
    const service = await startService(t, { CACHE_URL: cache.url });
    await health(service);
    const opened = cache.commands.length;
    await health(service);
    await health(service);
    assert.deepEqual(cache.commands.slice(opened), ["PING", "PING"]);
  });

  test("dependencies that hang cost the longest of their own budgets, not the sum", async (t) => {
    const port = await startSilent(t);
    const service = await startService(t, {
      DATABASE_URL: `postgres://app:secret-word@127.0.0.1:${port}/app`,
      CACHE_URL: `redis://127.0.0.1:${port}`,
      DATABASE_TIMEOUT_MS: "400",
      CACHE_TIMEOUT_MS: "300",
      REQUIRED_DEPENDENCIES: "cache",
    });
    for (let round = 0; round < 3; round += 1) {
      const began = performance.now();
      assert.deepEqual(await health(service), [
        503,
        "failing",
        "configuration ok",
        "database failing: no answer within 400 ms",
        "cache failing: no answer within 300 ms",
      ]);
      const took = performance.now() - began;
      assert.ok(took >= 390 && took < 650, `${took} ms`);
    }
    assert.doesNotMatch(service.lines.join("\n"), /secret-word/);
    service.process.kill("SIGTERM");
    assert.equal(await service.exited, 0);
  });

  test("one that isn't needed only degrades", async (t) => {
    const service = await startService(t, { CACHE_URL: "redis://127.0.0.1:1" });
    const refused = "cache failing: connection refused";
    assert.deepEqual(await health(service), [200, "degraded", "configuration ok", refused]);
  });

  test(
    "a real PostgreSQL: good, frozen, thawed, gone, wrong password",
    needsPostgres,
    async (t) => {
      assert.ok(programs);
      const database = await startPostgres(t, programs);
      const required = { REQUIRED_DEPENDENCIES: "database", DATABASE_TIMEOUT_MS: "500" };
      const service = await startService(t, { DATABASE_URL: database.url, ...required });
      const good = [200, "ok", "configuration ok", "database ok"];
      const bad = (why: string) => [503, "failing", "configuration ok", `database failing: ${why}`];
      assert.deepEqual(await health(service), good);
      database.freeze();
      assert.deepEqual(await health(service), bad("no answer within 500 ms"));
      assert.deepEqual(await health(service), bad("no answer within 500 ms"));
      database.thaw();
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.deepEqual(await health(service), good);

      const wrong = await startService(t, { DATABASE_URL: database.wrongPassword, ...required });
      assert.deepEqual(await health(wrong), bad("password refused"));
      assert.doesNotMatch(wrong.lines.join("\n"), /fake-password/);

      await database.stop();
      assert.deepEqual(await health(service), bad("connection refused"));
      assert.equal(service.errors(), "");
    },
  );
});
