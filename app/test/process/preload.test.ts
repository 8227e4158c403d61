import assert from "node:assert/strict";
import { type TestContext, describe, test } from "node:test";

import { built, generate, startProcess, startService } from "../harness/service.ts";
import { goodAnswer, parameterArn, secretArn, startStore } from "../harness/store.ts";
import { anthropicBegin, anthropicEnd, startProvider } from "../harness/provider.ts";

const KEY = "sk-ant-fake-0123456789abcdef0123";
const ARN = secretArn("key");

/** As AWS Lambda starts the service: the preload by NODE_OPTIONS, a role's credentials. */
const asFunction = (url: string, asked: unknown) => ({
  NODE_OPTIONS: `--import=${built("secrets.mjs")}`,
  SHIPSHAPE_SECRETS: typeof asked === "string" ? asked : JSON.stringify(asked),
  SERVICE_NAME: "svc",
  SERVICE_VERSION: "abc",
  AWS_ACCESS_KEY_ID: "AKIDFAKE",
  AWS_SECRET_ACCESS_KEY: "fake",
  AWS_ENDPOINT_URL: url,
});

async function failure(t: TestContext, environment: Record<string, string>) {
  const service = startProcess(t, environment);
  assert.equal(await service.exited, 78);
  assert.deepEqual(service.lines, []);
  const lines = service.errors().trimEnd().split("\n");
  assert.equal(lines.length, 1);
  return JSON.parse(lines[0] ?? "") as Record<string, unknown>;
}

describe("secrets fetched before the service starts", () => {
  test("the service finds them as if they had been in its environment", async (t) => {
    const store = await startStore(t, () => [200, { SecretString: KEY }]);
    const provider = await startProvider(t, (response) => {
      anthropicBegin(response, ["yes"]);
      anthropicEnd(response);
    });
    const service = await startService(t, {
      ...asFunction(store.url, { ANTHROPIC_API_KEY: ARN }),
      MODEL: "anthropic:claude-sonnet-4-5",
      ANTHROPIC_BASE_URL: provider.url,
    });
    await (await generate(service, { prompt: "a" })).text();
    assert.equal(provider.requests[0]?.headers["x-api-key"], KEY);
    assert.equal(service.errors(), "");
    assert.ok(!service.lines.join("\n").includes(KEY));
    assert.equal(store.received.length, 1);
  });

  test("without SHIPSHAPE_SECRETS nobody is asked", async (t) => {
    const store = await startStore(t, goodAnswer);
    const service = await startService(t, asFunction(store.url, ""));
    assert.equal(service.errors(), "");
    assert.deepEqual(store.received, []);
  });

  test("one that can't be had: one record of the service's shape, exit code 78", async (t) => {
    const store = await startStore(t, ({ target }) =>
      target === "secretsmanager.GetSecretValue"
        ? [400, { __type: "ResourceNotFoundException", Message: "can't find it" }]
        : [200, { Parameters: [{ ARN: parameterArn("db"), Value: KEY }] }],
    );
    const asked = { ANTHROPIC_API_KEY: ARN, DATABASE_URL: parameterArn("db") };
    const record = await failure(t, asFunction(store.url, asked));
    const problem = {
      variable: "ANTHROPIC_API_KEY",
      code: "ResourceNotFoundException",
      problem: "can't be had (ResourceNotFoundException: can't find it)",
      fix: `create ${ARN}, or correct the ARN`,
    };
    assert.deepEqual(record, {
      level: "fatal",
      timestamp: record["timestamp"],
      service: "svc",
      version: "abc",
      event: "secrets.unavailable",
      variable: "ANTHROPIC_API_KEY",
      problems: [problem],
      message: `ANTHROPIC_API_KEY ${problem.problem}: ${problem.fix}`,
    });
    assert.match(String(record["timestamp"]), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  test("a value where an ARN belongs is never shown", async (t) => {
    const record = await failure(t, asFunction("http://127.0.0.1:1", { ANTHROPIC_API_KEY: KEY }));
    assert.equal(record["variable"], "ANTHROPIC_API_KEY");
    assert.doesNotMatch(JSON.stringify(record), /sk-ant-fake/);
  });

  test("no credentials: told without asking anybody", async (t) => {
    const store = await startStore(t, goodAnswer);
    const environment = { ...asFunction(store.url, { A: ARN }), AWS_ACCESS_KEY_ID: "" };
    const record = await failure(t, environment);
    assert.equal(record["variable"], "AWS_ACCESS_KEY_ID");
    assert.deepEqual(store.received, []);
  });
});
