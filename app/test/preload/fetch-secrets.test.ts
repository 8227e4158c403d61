import assert from "node:assert/strict";
import { type TestContext, describe, test } from "node:test";

import { ATTEMPT_MS, PAUSE_MS } from "../../src/preload/ask.ts";
import { fetchSecrets } from "../../src/preload/fetch-secrets.ts";
import { readReferences } from "../../src/preload/references.ts";
import {
  type Received,
  type StoreAnswer,
  goodAnswer,
  parameterArn,
  secretArn,
  startStore,
} from "../harness/store.ts";

/** How long AWS Lambda waits for a function to start, in ms, before it ends it and tries again. */
const LAMBDA_INIT_MS = 10_000;
/** For a store that stays silent. */
const QUICK_MS = 500;
const credentials = {
  accessKeyId: "AKIDFAKE",
  secretAccessKey: "fake",
  sessionToken: "fake-token",
};

async function fetched(
  test: TestContext,
  asked: Record<string, string>,
  answer: (call: Received, count: number) => StoreAnswer,
  attemptMs = 10 * ATTEMPT_MS,
) {
  const store = await startStore(test, answer);
  const { references } = readReferences(JSON.stringify(asked));
  const endpoint = () => new URL(store.url);
  const asker = { credentials, endpoint, now: () => new Date(), attemptMs };
  return { store, ...(await fetchSecrets(references, asker)) };
}

describe("fetching secrets", () => {
  test("the fewest calls, all at once: one a secret, one for ten parameters of a region", async (t) => {
    const parameters = Array.from({ length: 11 }, (_, index) => [
      `P${index}`,
      parameterArn(`p${index}`),
    ]);
    const { store, values, problems } = await fetched(
      t,
      {
        KEY: secretArn("key"),
        SAME: secretArn("key"),
        ...Object.fromEntries(parameters),
        FAR: parameterArn("far", "us-east-1"),
      },
      goodAnswer,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(values, {
      KEY: "value of key",
      SAME: "value of key",
      ...Object.fromEntries(parameters.map(([name]) => [name, `value of ${name?.toLowerCase()}`])),
      FAR: "value of far",
    });
    assert.deepEqual(
      store.received
        .map(({ target, body }) => [target, (body["Names"] as string[])?.length])
        .sort(),
      [
        ["AmazonSSM.GetParameters", 1],
        ["AmazonSSM.GetParameters", 1],
        ["AmazonSSM.GetParameters", 10],
        ["secretsmanager.GetSecretValue", undefined],
      ],
    );
    for (const { headers, body, target } of store.received) {
      assert.equal(headers["content-type"], "application/x-amz-json-1.1");
      assert.equal(headers["x-amz-security-token"], "fake-token");
      if (target === "AmazonSSM.GetParameters") assert.equal(body["WithDecryption"], true);
    }
  });

  for (const [name, first] of [
    ["a throttled call", [400, { __type: "ThrottlingException", message: "Rate exceeded" }]],
    ["an error of AWS' own", [500, { __type: "InternalServiceError", message: "oops" }]],
    ["an answer of a proxy", [502, "Bad Gateway"]],
  ] as const) {
    test(`${name} is asked once more`, async (t) => {
      const { store, values } = await fetched(t, { KEY: secretArn("key") }, (call, count) =>
        count === 1 ? first : goodAnswer(call),
      );
      assert.deepEqual(values, { KEY: "value of key" });
      assert.equal(store.received.length, 2);
    });
  }

  test("what doesn't pass is asked once: no right to it", async (t) => {
    const said = "User: arn:aws:sts::123456789012:assumed-role/app is not authorized";
    const { store, problems } = await fetched(t, { KEY: secretArn("key") }, () => [
      400,
      { __type: "com.amazonaws.secretsmanager#AccessDeniedException", Message: said },
    ]);
    assert.equal(store.received.length, 1);
    assert.deepEqual(problems, [
      {
        variable: "KEY",
        code: "AccessDeniedException",
        problem: `can't be had (AccessDeniedException: ${said})`,
        fix: `allow the function's role secretsmanager:GetSecretValue on ${secretArn("key")}, and kms:Decrypt on its key`,
      },
    ]);
  });

  test("no answer: two attempts, which leave Lambda's time to start to the service", async (t) => {
    const silence = () => undefined;
    const asked = { KEY: parameterArn("key") };
    const { store, problems } = await fetched(t, asked, silence, QUICK_MS);
    assert.equal(store.received.length, 2);
    assert.deepEqual(
      problems.map((each) => [each.code, each.problem, each.fix]),
      [
        [
          "Unreachable",
          `can't be had (Unreachable: ${new URL(store.url).host}: no answer within ${QUICK_MS} ms)`,
          "check the way to ssm: a function in a VPC needs a NAT or an endpoint for it",
        ],
      ],
    );
    assert.ok(2 * ATTEMPT_MS + PAUSE_MS < 0.6 * LAMBDA_INIT_MS);
  });

  test("a parameter that SSM doesn't know, beside one that it knows", async (t) => {
    const { values, problems } = await fetched(
      t,
      { KNOWN: parameterArn("known"), GONE: parameterArn("gone") },
      () => [
        200,
        {
          Parameters: [{ ARN: parameterArn("known"), Value: "v" }],
          InvalidParameters: [parameterArn("gone")],
        },
      ],
    );
    assert.deepEqual(values, { KNOWN: "v" });
    assert.deepEqual(
      problems.map((each) => [each.variable, each.code]),
      [["GONE", "ParameterNotFound"]],
    );
  });

  for (const [name, body, reason] of [
    ["a binary secret", { SecretBinary: "AAEC" }, "MalformedAnswer: the secret holds no text"],
    ["a captive portal", "<html>", "MalformedAnswer: the secret holds no text"],
  ] as const) {
    test(`${name} is no value`, async (t) => {
      const { problems } = await fetched(t, { KEY: secretArn("key") }, () => [200, body]);
      assert.equal(problems[0]?.problem, `can't be had (${reason})`);
    });
  }
});
