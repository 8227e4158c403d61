import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { isBuiltin } from "node:module";
import { createServer } from "node:net";
import { describe, test } from "node:test";

import { built, startProcess, startService } from "../harness/service.ts";

const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

async function inspectorPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe("the production image", () => {
  test("holds no debug tool: not in the bundle, not in the stage", () => {
    for (const name of ["server.mjs", "healthcheck.mjs", "secrets.mjs"]) {
      assert.doesNotMatch(
        readFileSync(built(name), "utf8"),
        /VERCEL_DEBUG_PORT|VERCEL_LOG_LEVEL|(node:)?inspector["']|sourceMappingURL/,
      );
    }
    assert.match(readFileSync(built("debug.mjs"), "utf8"), /VERCEL_DEBUG_PORT/);
    const stage = file("Dockerfile")
      .split(/^FROM /m)
      .at(-1)
      ?.split("\n")
      .filter((line) => !line.startsWith("#"));
    assert.deepEqual(stage, [
      "${RUNTIME_IMAGE} AS production",
      "WORKDIR /app",
      "ENV NODE_ENV=production",
      "COPY --from=adapter /lambda-adapter* /opt/extensions/",
      "COPY --from=build /app/dist/secrets.mjs /opt/shipshape/secrets.mjs",
      "COPY --from=build /app/dist/server.mjs /app/dist/healthcheck.mjs ./",
      "COPY --from=check /reports/npm-ls.json ./",
      "USER 65532",
      "EXPOSE 8080",
      "HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \\",
      '    CMD ["/nodejs/bin/node", "healthcheck.mjs"]',
      'ENTRYPOINT ["/nodejs/bin/node"]',
      'CMD ["server.mjs"]',
      "",
    ]);
  });

  test("the bundle is all it needs", () => {
    const bundle = readFileSync(built("server.mjs"), "utf8");
    const imported = [...bundle.matchAll(/(?:^|;)import\b[^;]*?from"([^"]+)"/g)];
    const foreign = imported.map((each) => each[1] ?? "").filter((name) => !isBuiltin(name));
    assert.deepEqual(foreign, []);
    assert.deepEqual(readdirSync(built("")).sort(), [
      "debug.mjs",
      "healthcheck.mjs",
      "secrets.mjs",
      "server.mjs",
      "server.mjs.map",
    ]);
  });

  test("debug variables do nothing there, and SIGUSR1 opens no inspector", async (t) => {
    const service = await startService(t, {
      VERCEL_DEBUG_PORT: String(await inspectorPort()),
      VERCEL_LOG_LEVEL: "trace",
    });
    service.process.kill("SIGUSR1");
    await fetch(`${service.url}/health`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(service.errors(), "");
    assert.equal(service.records.length, 1);
    assert.equal(service.process.exitCode, null);
  });
});

describe("the debug entry", () => {
  test("opens the inspector on 127.0.0.1 when asked, and takes its log level", async (t) => {
    const port = await inspectorPort();
    const asked = { VERCEL_DEBUG_PORT: String(port), VERCEL_LOG_LEVEL: "debug" };
    const service = await startService(t, asked, "debug.mjs");
    await fetch(`${service.url}/health`);
    await service.record("request.end");
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as unknown[];
    assert.equal(targets.length, 1);
    assert.match(
      service.errors(),
      new RegExp(`^Debugger listening on ws://127\\.0\\.0\\.1:${port}/`),
    );
  });

  test("opens nothing when not asked", async (t) => {
    const service = await startService(t, {}, "debug.mjs");
    assert.equal(service.errors(), "");
  });

  test("a malformed port: one line, exit code 78", async (t) => {
    const service = startProcess(t, { VERCEL_DEBUG_PORT: "yes" }, "debug.mjs");
    assert.equal(await service.exited, 78);
    const [record] = service.records;
    assert.deepEqual(record, {
      timestamp: record?.["timestamp"],
      level: "fatal",
      event: "config.invalid",
      message: "VERCEL_DEBUG_PORT must be a port number: correct it or leave it out",
    });
  });
});

describe("the health check", () => {
  async function healthcheck(port: number, more: Record<string, string> = {}): Promise<unknown> {
    const env = { PORT: String(port), ...more };
    const child = spawn(process.execPath, [built("healthcheck.mjs")], { env, stdio: "ignore" });
    return (await once(child, "exit"))[0];
  }

  test("0 when the process answers, 1 when nobody does", async (t) => {
    const service = await startService(t);
    assert.equal(await healthcheck(service.port), 0);
    assert.equal(await healthcheck(1), 1);
  });

  test("asks the path it is told: readiness where a platform only waits and routes", async (t) => {
    const cacheIsAway = { CACHE_URL: "redis://127.0.0.1:1", REQUIRED_DEPENDENCIES: "cache" };
    const service = await startService(t, cacheIsAway);
    assert.equal(await healthcheck(service.port), 0);
    assert.equal(await healthcheck(service.port, { HEALTHCHECK_PATH: "/health/ready" }), 1);
  });
});
