import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { keyProblem, keyRules } from "../../src/config/keys.ts";

const GOOD = "sk-ant-0123456789abcdef0123456789";

describe("the shape of a key", () => {
  const cases: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ["a good key", GOOD, undefined],
    ["no key", undefined, "is missing"],
    ["an empty key", "", "is missing"],
    ["a line break at the end", `${GOOD}\n`, "holds white space, often a line break from a file"],
    ["a placeholder", "sk-ant-your-key-here-please", "is a placeholder, not a key"],
    ["a masked key", "sk-ant-***************", "is a placeholder, not a key"],
    ["another provider's key", "sk-0123456789abcdef0123456", 'does not begin with "sk-ant-"'],
    ["a truncated key", "sk-ant-0123", "is 11 characters long, a key has at least 20"],
  ];
  for (const [name, key, problem] of cases) {
    test(name, () => assert.equal(keyProblem(keyRules.anthropic, key, false), problem));
  }

  test("a gateway's key has any shape, but it must be there", () => {
    assert.equal(keyProblem(keyRules.openai, "team-7", true), undefined);
    assert.equal(keyProblem(keyRules.openai, undefined, true), "is missing");
  });
});
