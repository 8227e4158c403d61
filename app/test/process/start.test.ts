import assert from "node:assert/strict";
import { createServer } from "node:net";
import { describe, test } from "node:test";

import { startProcess, startService } from "../harness/service.ts";

describe("starting", () => {
  test("ready in well under two seconds, in less than 128 MiB", async (t) => {
    const before = performance.now();
    const service = await startService(t, { SERVICE_NAME: "svc", SERVICE_VERSION: "1.2.3" });
    assert.ok(performance.now() - before < 2000);
    assert.equal((await fetch(`${service.url}/health/ready`)).status, 200);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    const resident = Number(/^process_resident_memory_bytes (\d+)$/m.exec(metrics)?.[1]);
    assert.ok(resident < 128 * 1024 * 1024, `${resident} bytes`);
    const { level, model, service: name, version } = await service.record("server.listening");
    assert.deepEqual([level, model, name, version], ["info", "offline", "svc", "1.2.3"]);
  });

  for (const [name, environment, message] of [
    [
      "a missing key",
      { MODEL: "openai:gpt-5-mini" },
      "OPENAI_API_KEY is missing: set OPENAI_API_KEY to a key of openai, or MODEL=offline to run without one",
    ],
    [
      "a malformed key",
      { MODEL: "anthropic:claude-sonnet-4-5", ANTHROPIC_API_KEY: "sk-ant-hush-hush\n" },
      "ANTHROPIC_API_KEY holds white space, often a line break from a file: set ANTHROPIC_API_KEY to a key of anthropic, or MODEL=offline to run without one",
    ],
    [
      "several malformed values",
      { PORT: "eighty", MAX_STREAM_SECONDS: "0" },
      "PORT must be a whole number from 0 to 65535 (default 8080): correct PORT or leave it out; " +
        "MAX_STREAM_SECONDS must be a whole number from 1 to 3600 (default 300): correct MAX_STREAM_SECONDS or leave it out",
    ],
  ] as const) {
    test(`${name}: one line that names the variable and the fix, exit code 78`, async (t) => {
      const service = startProcess(t, environment);
      assert.equal(await service.exited, 78);
      const [record, ...more] = service.records;
      assert.deepEqual(more, []);
      assert.deepEqual(
        [record?.["level"], record?.event, record?.["message"]],
        ["fatal", "config.invalid", message],
      );
      assert.doesNotMatch(service.lines.join(""), /hush/);
      assert.equal(service.errors(), "");
    });
  }

  test("a port that is taken: one line, exit code 69", async (t) => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    t.after(() => holder.close());
    const address = holder.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const service = startProcess(t, { PORT: String(port) });
    assert.equal(await service.exited, 69);
    assert.deepEqual(
      service.records.map(({ level, event, message }) => [level, event, message]),
      [
        [
          "fatal",
          "listen.failed",
          `port ${port} can't be had (listen EADDRINUSE: address already in use 127.0.0.1:${port}): set PORT to a free one`,
        ],
      ],
    );
  });
});
