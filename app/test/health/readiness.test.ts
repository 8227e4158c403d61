import assert from "node:assert/strict";
import { describe, test } from "node:test";

import type { CheckResult } from "../../src/contract/health.ts";
import type { Dependency } from "../../src/dependencies/check.ts";
import { createReadiness, overallStatus, readyStatus } from "../../src/health/readiness.ts";
import type { Logger } from "../../src/logging/logger.ts";

const result = (status: CheckResult["status"], required: boolean): CheckResult => ({
  name: "cache",
  status,
  required,
  durationMs: 1,
});

describe("the status that results add up to", () => {
  const cases = [
    [[], false, "ok"],
    [[result("ok", true), result("ok", false)], false, "ok"],
    [[result("ok", true), result("failing", false)], false, "degraded"],
    [[result("failing", true), result("failing", false)], false, "failing"],
    [[result("ok", true)], true, "draining"],
  ] as const;
  for (const [results, draining, status] of cases) {
    test(`${JSON.stringify(results.map((each) => each.status))} is ${status}`, () => {
      assert.equal(overallStatus(results, draining), status);
    });
  }
});

describe("readiness", () => {
  test("questions at the same time share one round of checks; changes are logged once", async () => {
    let asked = 0;
    let good = false;
    const cache: Dependency = {
      name: "cache",
      required: true,
      timeoutMs: 1000,
      ask: async () => {
        asked += 1;
        await new Promise((resolve) => setTimeout(resolve, 10));
        if (!good) throw Object.assign(new Error("no"), { code: "ECONNREFUSED" });
      },
    };
    const said: string[] = [];
    const logger: Logger = {
      log: (level, event, message) => void said.push(`${level} ${event}: ${message}`),
      within: () => logger,
    };
    const identity = { service: "s", version: "1", model: "offline" };
    const readiness = createReadiness(identity, [cache], () => false, logger);

    const reports = await Promise.all([readiness.report(), readiness.report(), readiness.report()]);
    assert.equal(asked, 1);
    assert.deepEqual(reports.map(readyStatus), [503, 503, 503]);
    await readiness.report();
    good = true;
    const last = await readiness.report();
    assert.equal(readyStatus(last), 200);
    assert.equal(asked, 3);
    assert.deepEqual(said, [
      "error dependency.failed: cache: connection refused",
      "info dependency.recovered: cache answers again",
    ]);
  });
});
