import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { generateRequestSchema } from "../../src/contract/generate.ts";
import { readBody } from "../../src/http/body.ts";
import { Refusal } from "../../src/http/refusal.ts";

async function refusal(body: string): Promise<unknown> {
  try {
    await readBody({ text: () => Promise.resolve(body) }, generateRequestSchema);
  } catch (error) {
    assert.ok(error instanceof Refusal);
    return error.body("t").error;
  }
  return "accepted";
}

const bad = (...fields: readonly (readonly [string, string])[]) => ({
  code: "invalid_request",
  message: fields.map(([field, message]) => `${field}: ${message}`).join("; "),
  traceId: "t",
  fields: fields.map(([field, message]) => ({ field, message })),
});

describe("a request that isn't served", () => {
  const cases: readonly (readonly [string, string, unknown])[] = [
    ["a good one", '{"prompt":"a","maxTokens":8192}', "accepted"],
    ["nothing", "", bad(["body", "is empty, expected JSON"])],
    ["not JSON", "{", bad(["body", "is not valid JSON"])],
    ["a list", "[]", bad(["body", "Invalid input: expected object, received array"])],
    ["no prompt", "{}", bad(["prompt", "Invalid input: expected string, received undefined"])],
    [
      "a wrong type",
      '{"prompt":7}',
      bad(["prompt", "Invalid input: expected string, received number"]),
    ],
    [
      "several at once",
      '{"prompt":"","maxTokens":1.5,"chunkDelayMs":-1}',
      bad(
        ["prompt", "Too small: expected string to have >=1 characters"],
        ["maxTokens", "Invalid input: expected int, received number"],
        ["chunkDelayMs", "Too small: expected number to be >=0"],
      ),
    ],
    ["a typo", '{"prompt":"a","maxToken":1}', bad(["maxToken", "is not a field of this request"])],
  ];
  for (const [name, body, expected] of cases) {
    test(`${name}: every field at fault is named`, async () => {
      assert.deepEqual(await refusal(body), expected);
    });
  }
});
