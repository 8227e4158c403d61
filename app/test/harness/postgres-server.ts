import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** A real PostgreSQL server. */
export interface PostgresServer {
  readonly url: string;
  /** The same server with a wrong password. */
  readonly wrongPassword: string;
  /** Freezes it: connections stay open and nobody answers. */
  freeze(): void;
  /** Lets it go on. */
  thaw(): void;
  /** Ends it. */
  stop(): Promise<void>;
}

/** Where Debian keeps the server's programs, the newest version last. */
const VERSIONS = "/usr/lib/postgresql";
const PASSWORD = "obviously-fake-password";

/** The folder of the server's programs; `undefined` when PostgreSQL isn't installed. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(VERSIONS)) return undefined;
  return readdirSync(VERSIONS)
    .sort()
    .map((version) => join(VERSIONS, version, "bin"))
    .filter((folder) => existsSync(join(folder, "initdb")))
    .at(-1);
}

/** Starts a server with a database of its own; both go with the test. */
export async function startPostgres(test: TestContext, programs: string): Promise<PostgresServer> {
  const account = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), "shipshape-postgres-"));
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid ?? account.uid);
  const data = join(folder, "data");
  const password = ["-c", `printf %s ${PASSWORD} > ${folder}/password`];
  execFileSync("/bin/sh", password, { ...account });
  const setup = ["-D", data, "-U", "app", "-A", "scram-sha-256", "--pwfile", `${folder}/password`];
  execFileSync(join(programs, "initdb"), [...setup, "--no-sync"], { ...account, stdio: "pipe" });
  const port = await freePort();
  const options = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, "-F"];
  const child = spawn(join(programs, "postgres"), options, { ...account, stdio: "ignore" });
  const ended = once(child, "exit");
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    workers(child.pid).forEach((pid) => process.kill(pid, "SIGCONT"));
    child.kill("SIGQUIT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  test.after(stop);
  await accepts(port);
  const at = (secret: string) => `postgres://app:${secret}@127.0.0.1:${port}/postgres`;
  return {
    url: at(PASSWORD),
    wrongPassword: at("another-fake-password"),
    freeze: () => workers(child.pid).forEach((pid) => process.kill(pid, "SIGSTOP")),
    thaw: () => workers(child.pid).forEach((pid) => process.kill(pid, "SIGCONT")),
    stop,
  };
}

/** PostgreSQL refuses to run as root; any other account will do. */
function unprivileged(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
}

/** The server and every process of it: one for each connection. */
function workers(pid: number | undefined): number[] {
  if (pid === undefined) return [];
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return [
    pid,
    ...children
      .split(" ")
      .filter((each) => each !== "")
      .map(Number),
  ];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function accepts(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = createConnection(port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      });
      socket.on("error", () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
