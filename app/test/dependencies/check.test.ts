import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { type Dependency, checkDependency } from "../../src/dependencies/check.ts";
import { failureReason } from "../../src/dependencies/failure.ts";

function dependency(ask: () => Promise<void>): Dependency {
  return { name: "cache", required: true, timeoutMs: 50, ask };
}

describe("checking a dependency", () => {
  test("one that answers", async () => {
    const { durationMs, ...result } = await checkDependency(dependency(() => Promise.resolve()));
    assert.ok(durationMs < 50);
    assert.deepEqual(result, { name: "cache", required: true, timeoutMs: 50, status: "ok" });
  });

  test("one that never answers costs its own budget, no more", async () => {
    const never = new Promise<void>(() => undefined);
    const { durationMs, ...result } = await checkDependency(dependency(() => never));
    assert.ok(durationMs >= 45 && durationMs < 500, String(durationMs));
    assert.deepEqual(result, {
      name: "cache",
      required: true,
      timeoutMs: 50,
      status: "failing",
      error: "no answer within 50 ms",
    });
  });
});

describe("the reason of a failure", () => {
  const coded = (code: string, message = "password for user app at db.internal") =>
    Object.assign(new Error(message), { code });
  const cases: readonly (readonly [string, unknown, string])[] = [
    ["a known code", coded("ECONNREFUSED"), "connection refused"],
    ["PostgreSQL's code", coded("28P01"), "password refused"],
    ["Redis' word", new Error("NOAUTH Authentication required."), "password required"],
    ["several addresses tried", new AggregateError([coded("ENOTFOUND")]), "host name not found"],
    ["a cause", new Error("outer", { cause: coded("EAI_AGAIN") }), "host name not resolved"],
    ["an unknown code", coded("XX000"), "check failed (XX000)"],
    ["no code", new Error("secret words"), "check failed"],
    ["not an error", "secret words", "check failed"],
  ];
  for (const [name, error, reason] of cases) {
    test(`${name}: never the driver's own words`, () => assert.equal(failureReason(error), reason));
  }
});
