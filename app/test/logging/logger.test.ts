import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { createLogger } from "../../src/logging/logger.ts";

describe("the log", () => {
  test("one line a record, with every fixed field; quieter levels are left out", () => {
    const lines: string[] = [];
    const logger = createLogger({
      level: "info",
      service: "svc",
      version: "1.2.3",
      trace: { traceId: "a".repeat(32), spanId: "b".repeat(16), flags: "00" },
      to: { write: (line) => void lines.push(line) },
    });
    logger.log("debug", "quiet", "not shown");
    logger.log("info", "one.event", "two\nlines", { count: 2, apiKey: "x" });
    const trace = { traceId: "c".repeat(32), spanId: "d".repeat(16), flags: "01" };
    logger.within(trace).log("error", "other.event", "said", {});

    assert.ok(lines.every((line) => line.indexOf("\n") === line.length - 1));
    const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const times = records.map(({ timestamp }) => String(timestamp));
    assert.deepEqual(
      times,
      times.map((time) => new Date(time).toISOString()),
    );
    const fixed = { service: "svc", version: "1.2.3" };
    assert.deepEqual(records, [
      {
        level: "info",
        timestamp: times[0],
        ...fixed,
        trace_id: "a".repeat(32),
        span_id: "b".repeat(16),
        event: "one.event",
        count: 2,
        apiKey: "[redacted]",
        message: "two\nlines",
      },
      {
        level: "error",
        timestamp: times[1],
        ...fixed,
        trace_id: "c".repeat(32),
        span_id: "d".repeat(16),
        event: "other.event",
        message: "said",
      },
    ]);
  });
});
