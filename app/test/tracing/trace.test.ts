import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { joinTrace, traceHeaders } from "../../src/tracing/trace.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";

describe("trace context", () => {
  test("a caller's trace is joined and handed on with a span of our own", () => {
    const trace = joinTrace(`00-${TRACE}-${PARENT}-01`, "vendor=1");
    assert.match(trace.spanId, /^[\da-f]{16}$/);
    assert.notEqual(trace.spanId, PARENT);
    assert.deepEqual(trace, {
      traceId: TRACE,
      parentId: PARENT,
      spanId: trace.spanId,
      flags: "01",
      state: "vendor=1",
    });
    assert.deepEqual(traceHeaders(trace), {
      traceparent: `00-${TRACE}-${trace.spanId}-01`,
      tracestate: "vendor=1",
    });
  });

  for (const [name, header] of [
    ["no header", undefined],
    ["nonsense", "hello"],
    ["a trace id of zeros", `00-${"0".repeat(32)}-${PARENT}-01`],
    ["a parent id of zeros", `00-${TRACE}-${"0".repeat(16)}-01`],
    ["upper case", `00-${TRACE.toUpperCase()}-${PARENT}-01`],
    ["the forbidden version", `ff-${TRACE}-${PARENT}-01`],
  ] as const) {
    test(`${name}: a new trace begins, and the caller's state is dropped`, () => {
      const trace = joinTrace(header, "vendor=1");
      assert.match(trace.traceId, /^[\da-f]{32}$/);
      assert.deepEqual(trace, { traceId: trace.traceId, spanId: trace.spanId, flags: "00" });
      assert.notEqual(trace.traceId.toLowerCase(), TRACE);
    });
  }
});
