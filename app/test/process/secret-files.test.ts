import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, describe, test } from "node:test";

import { anthropicBegin, anthropicEnd, startProvider } from "../harness/provider.ts";
import { generate, startProcess, startService } from "../harness/service.ts";

const KEY = "sk-ant-fake-0123456789abcdef0123";
const MODEL = "anthropic:claude-sonnet-4-5";

function secretFile(test: TestContext, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "secret-"));
  test.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "ANTHROPIC_API_KEY");
  writeFileSync(path, content, { mode: 0o400 });
  return path;
}

describe("a secret in a file", () => {
  test("is used as the variable would be, and is in no record", async (t) => {
    const provider = await startProvider(t, (response) => {
      anthropicBegin(response, [`my key is ${KEY}`]);
      anthropicEnd(response);
    });
    const service = await startService(t, {
      MODEL,
      ANTHROPIC_API_KEY_FILE: secretFile(t, `${KEY}\n`),
      ANTHROPIC_BASE_URL: provider.url,
      LOG_LEVEL: "trace",
    });
    await (await generate(service, { prompt: KEY })).text();
    assert.equal(provider.requests[0]?.headers["x-api-key"], KEY);
    assert.ok(!service.lines.join("\n").includes(KEY));
  });

  test("one that isn't there: one line that names variable, file and fix, exit code 78", async (t) => {
    const service = startProcess(t, { MODEL, ANTHROPIC_API_KEY_FILE: "/run/secrets/nothing" });
    assert.equal(await service.exited, 78);
    assert.deepEqual(
      service.records.map((each) => [each.event, each["problems"]]),
      [
        [
          "config.invalid",
          [
            {
              variable: "ANTHROPIC_API_KEY",
              problem:
                "can't be read from ANTHROPIC_API_KEY_FILE (ENOENT: no such file or directory, open '/run/secrets/nothing')",
              fix: "correct ANTHROPIC_API_KEY_FILE, or let the service's user read the file",
            },
          ],
        ],
      ],
    );
  });

  test("together with the variable: a problem that shows neither", async (t) => {
    const other = "sk-ant-fake-ffffffffffffffffffff";
    const service = startProcess(t, {
      MODEL,
      ANTHROPIC_API_KEY: other,
      ANTHROPIC_API_KEY_FILE: secretFile(t, KEY),
    });
    assert.equal(await service.exited, 78);
    const [record] = service.records;
    assert.equal(
      record?.["message"],
      "ANTHROPIC_API_KEY is set, and so is ANTHROPIC_API_KEY_FILE: keep one of the two",
    );
    assert.doesNotMatch(service.lines.join(""), /sk-ant-fake/);
  });
});
