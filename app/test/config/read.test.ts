import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { ConfigError } from "../../src/config/problem.ts";
import { readEnvironment as read } from "../../src/config/read.ts";

/** Every default, as README.md documents it; what has none isn't there. */
const DEFAULTS = {
  PORT: 8080,
  SERVICE_NAME: "shipshape-app",
  SERVICE_VERSION: "0.0.0",
  MODEL: { provider: "offline" },
  LOG_LEVEL: "info",
  SHUTDOWN_GRACE_SECONDS: 60,
  SHUTDOWN_DELAY_SECONDS: 2,
  MAX_STREAM_SECONDS: 300,
  STREAM_KEEPALIVE_SECONDS: 15,
  KEEP_ALIVE_TIMEOUT_SECONDS: 75,
  OFFLINE_CHUNK_DELAY_MS: 50,
  DATABASE_TIMEOUT_MS: 1000,
  CACHE_TIMEOUT_MS: 500,
  REQUIRED_DEPENDENCIES: [],
};

const UNSET = ["HOST", "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "DATABASE_URL", "CACHE_URL"];

const readEnvironment = (variables: NodeJS.ProcessEnv) => read({ variables, problems: [] });

function problems(variables: NodeJS.ProcessEnv): unknown {
  try {
    readEnvironment(variables);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return "no problem";
}

describe("reading the environment", () => {
  test("an empty one gives every default", () => {
    assert.deepEqual(readEnvironment({}), DEFAULTS);
  });

  test("a variable set to nothing is a variable not set", () => {
    const empty = Object.fromEntries(
      [...Object.keys(DEFAULTS), ...UNSET].map((name) => [name, ""]),
    );
    const unset = Object.fromEntries(UNSET.map((name) => [name, undefined]));
    assert.deepEqual(readEnvironment(empty), { ...DEFAULTS, ...unset });
  });

  test("every value is read and converted", () => {
    const found = readEnvironment({
      PORT: "9000",
      MODEL: "openai:gpt-5-mini",
      OPENAI_API_KEY: "sk-0123456789abcdef0123456789",
      LOG_LEVEL: "debug",
      DATABASE_URL: "postgres://app@db/app",
      CACHE_URL: "rediss://cache:6380",
      REQUIRED_DEPENDENCIES: " cache , database ",
    });
    assert.deepEqual(found, {
      ...DEFAULTS,
      PORT: 9000,
      MODEL: { provider: "openai", model: "gpt-5-mini" },
      OPENAI_API_KEY: "sk-0123456789abcdef0123456789",
      LOG_LEVEL: "debug",
      DATABASE_URL: "postgres://app@db/app",
      CACHE_URL: "rediss://cache:6380",
      REQUIRED_DEPENDENCIES: ["database", "cache"],
    });
  });

  test("all malformed values are told at once, each with the way out", () => {
    const found = problems({
      PORT: "70000",
      MODEL: "gpt-4",
      LOG_LEVEL: "loud",
      SHUTDOWN_GRACE_SECONDS: "-1",
      DATABASE_URL: "mysql://user:hunter2@db/app",
      REQUIRED_DEPENDENCIES: "queue",
    });
    const wrong = (variable: string, problem: string) => ({
      variable,
      problem,
      fix: `correct ${variable} or leave it out`,
    });
    assert.deepEqual(found, [
      wrong("PORT", "must be a whole number from 0 to 65535 (default 8080)"),
      wrong("MODEL", 'must be "offline", "openai:<model>" or "anthropic:<model>"'),
      wrong("LOG_LEVEL", "must be one of trace, debug, info, warn, error, fatal"),
      wrong("SHUTDOWN_GRACE_SECONDS", "must be a whole number from 0 to 3600 (default 60)"),
      wrong("DATABASE_URL", "must be a URL that begins with postgres:// or postgresql://"),
      wrong("REQUIRED_DEPENDENCIES", "must be a comma-separated list of database, cache"),
    ]);
  });

  test("a provider without its key, and a needed dependency without its address", () => {
    const found = problems({
      MODEL: "anthropic:claude-sonnet-4-5",
      OPENAI_API_KEY: "sk-0123456789abcdef0123456789",
      REQUIRED_DEPENDENCIES: "cache",
    });
    assert.deepEqual(found, [
      {
        variable: "ANTHROPIC_API_KEY",
        problem: "is missing",
        fix: "set ANTHROPIC_API_KEY to a key of anthropic, or MODEL=offline to run without one",
      },
      {
        variable: "CACHE_URL",
        problem: 'is missing, and REQUIRED_DEPENDENCIES names "cache"',
        fix: 'set CACHE_URL or take "cache" out of REQUIRED_DEPENDENCIES',
      },
    ]);
  });

  test("a file's problem comes first and is the only one of its variable", () => {
    const file = { variable: "ANTHROPIC_API_KEY", problem: "can't be read", fix: "read it" };
    const variables = { MODEL: "anthropic:claude-sonnet-4-5", REQUIRED_DEPENDENCIES: "cache" };
    assert.throws(
      () => read({ variables, problems: [file] }),
      (error) => {
        assert.ok(error instanceof ConfigError);
        const [first, ...more] = error.problems;
        assert.deepEqual(first, file);
        assert.deepEqual(
          more.map((each) => each.variable),
          ["CACHE_URL"],
        );
        return true;
      },
    );
  });

  test("a key of a provider that isn't used is not looked at", () => {
    assert.equal(readEnvironment({ OPENAI_API_KEY: "nonsense" }).OPENAI_API_KEY, "nonsense");
  });
});
