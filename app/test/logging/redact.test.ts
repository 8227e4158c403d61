import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { createRedactor } from "../../src/logging/redact.ts";

describe("redaction", () => {
  test("secrets go by name, by shape and by value, at any depth; the rest stays", () => {
    const redact = createRedactor(["hunter2-hunter2", undefined]);
    const record = {
      headers: { authorization: "Basic abc", Cookie: "a=b", "x-api-key": "k", accept: "*/*" },
      apiKey: "anything",
      openai_api_key: "anything",
      prompt: "my diagnosis is",
      note: "key sk-0123456789abcdef and Bearer abc.def-ghi, password hunter2-hunter2",
      url: "postgres://app:pass@db:5432/app",
      list: ["sk-ant-0123456789", 7, null, true],
      tokens: 12,
    };
    assert.deepEqual(redact(record), {
      headers: {
        authorization: "[redacted]",
        Cookie: "[redacted]",
        "x-api-key": "[redacted]",
        accept: "*/*",
      },
      apiKey: "[redacted]",
      openai_api_key: "[redacted]",
      prompt: "[redacted]",
      note: "key [redacted] and Bearer [redacted], password [redacted]",
      url: "postgres://[redacted]@db:5432/app",
      list: ["[redacted]", 7, null, true],
      tokens: 12,
    });
  });

  test("an error keeps its type, message, stack and cause, without the secrets in them", () => {
    const error = new Error("refused sk-0123456789abcdef", { cause: new Error("Bearer abcdef") });
    error.stack = "Error: refused sk-0123456789abcdef\n  at here";
    (error.cause as Error).stack = "at there";
    assert.deepEqual(createRedactor()({ error }), {
      error: {
        type: "Error",
        message: "refused [redacted]",
        stack: "Error: refused [redacted]\n  at here",
        cause: { type: "Error", message: "Bearer [redacted]", stack: "at there" },
      },
    });
  });

  test("depth and length are bounded, so a cycle or a huge text can't flood the log", () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    const nest = (depth: number): unknown =>
      depth === 0 ? "[too deep]" : { self: nest(depth - 1) };
    assert.deepEqual(createRedactor()(cycle), nest(6));
    assert.equal(createRedactor()("a".repeat(5000)), `${"a".repeat(4096)}…`);
  });
});
