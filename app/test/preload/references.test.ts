import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { readReferences } from "../../src/preload/references.ts";
import { parameterArn, secretArn } from "../harness/store.ts";

describe("what SHIPSHAPE_SECRETS asks for", () => {
  test("secrets and parameters, each with its store and region", () => {
    const asked = { A: secretArn("app/key-AbCdEf"), B: parameterArn("app/db", "us-gov-west-1") };
    assert.deepEqual(readReferences(JSON.stringify(asked)), {
      references: [
        { variable: "A", arn: asked.A, store: "secretsmanager", region: "eu-west-1" },
        { variable: "B", arn: asked.B, store: "ssm", region: "us-gov-west-1" },
      ],
      problems: [],
    });
  });

  test("ARNs of AWS' other partitions", () => {
    const arn = "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/db";
    assert.equal(readReferences(JSON.stringify({ A: arn })).references[0]?.region, "cn-north-1");
  });

  for (const text of ["", "arn:aws:ssm", "[]", '"arn"', "null"]) {
    test(`no map: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readReferences(text).problems, [
        {
          variable: "SHIPSHAPE_SECRETS",
          problem: "is not a JSON map",
          fix: 'make it a map such as {"OPENAI_API_KEY":"arn:aws:secretsmanager:..."}',
        },
      ]);
    });
  }

  test("every entry without an ARN is told, and its value is not", () => {
    const wrong = [
      "sk-fake-0123456789abcdef0123456789",
      "arn:aws:s3:::bucket",
      secretArn("a").replace("123456789012", ""),
      secretArn("a").replace("secret:", "parameter/"),
      parameterArn("a").replace("parameter/", "secret:"),
      secretArn("with space"),
      7,
      null,
    ];
    const { references, problems } = readReferences(
      JSON.stringify({ ...wrong, GOOD: secretArn("a") }),
    );
    assert.deepEqual(
      references.map((each) => each.variable),
      ["GOOD"],
    );
    assert.deepEqual(
      problems.map((each) => [each.variable, each.problem]),
      wrong.map((_, index) => [String(index), "has no ARN of a secret"]),
    );
    assert.doesNotMatch(JSON.stringify(problems), /sk-fake|bucket/);
  });
});
