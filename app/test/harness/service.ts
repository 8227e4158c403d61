import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";

/** One line of the service's log. */
export type LogRecord = Record<string, unknown> & { readonly event: string };

/** A real process that runs the bundle, as the production image does. */
export interface RunningService {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** Every record so far. */
  readonly records: readonly LogRecord[];
  /** Standard output as it came. */
  readonly lines: readonly string[];
  /** Standard error as it came. */
  errors(): string;
  /** The first record of an event, waiting for it if need be. */
  record(event: string, where?: (record: LogRecord) => boolean): Promise<LogRecord>;
  /** Exit code, or the signal's name. */
  readonly exited: Promise<number | string>;
}

/** The path of a built file. */
export const built = (name: string) =>
  fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));

/** Starts a process of the bundle without waiting for it to listen; it ends with the test. */
export function startProcess(
  test: TestContext,
  environment: Record<string, string> = {},
  entry = "server.mjs",
): RunningService {
  const child = spawn(process.execPath, [built(entry)], {
    env: { PORT: "0", HOST: "127.0.0.1", SHUTDOWN_DELAY_SECONDS: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const records: LogRecord[] = [];
  let errors = "";
  const watchers = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    records.push(JSON.parse(line) as LogRecord);
    watchers.forEach((watch) => watch());
  });
  child.stderr.on("data", (text: Buffer) => (errors += text.toString()));
  const exited = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  test.after(async () => {
    child.kill("SIGKILL");
    await exited;
  });

  const record: RunningService["record"] = (event, where = () => true) => {
    const { promise, resolve, reject } = Promise.withResolvers<LogRecord>();
    const watch = () => {
      const found = records.find((each) => each.event === event && where(each));
      if (found === undefined) return;
      watchers.delete(watch);
      resolve(found);
    };
    watchers.add(watch);
    watch();
    void exited.then((code) => {
      reject(
        new Error(`the service ended (${code}) without ${event}:\n${lines.join("\n")}${errors}`),
      );
    });
    return promise;
  };
  return {
    get url() {
      return `http://127.0.0.1:${this.port}`;
    },
    get port() {
      return Number(records.find((each) => each.event === "server.listening")?.["port"]);
    },
    process: child,
    records,
    lines,
    errors: () => errors,
    record,
    exited,
  };
}

/** Starts the service and waits until it listens. */
export async function startService(
  test: TestContext,
  environment: Record<string, string> = {},
  entry = "server.mjs",
): Promise<RunningService> {
  const service = startProcess(test, environment, entry);
  await service.record("server.listening");
  return service;
}

/** Posts to `/api/generate`. */
export function generate(
  service: RunningService,
  body: unknown,
  init: RequestInit = {},
): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return fetch(`${service.url}/api/generate`, { method: "POST", body: text, ...init });
}

/** The value of one metric line, such as `ai_streams_total{outcome="completed"}`. */
export async function metric(service: RunningService, name: string): Promise<number | undefined> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  const line = text.split("\n").find((each) => each.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

/** Asks again until the answer is wanted; fails with the test's own timeout. */
export async function eventually<Value>(
  ask: () => Promise<Value> | Value,
  wanted: (value: Value) => boolean,
): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (wanted(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
