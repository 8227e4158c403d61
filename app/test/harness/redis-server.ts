import { type Socket, createServer } from "node:net";
import type { TestContext } from "node:test";

/** A server that speaks enough of Redis' protocol to be asked for a PING. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** How it behaves from now on: answers, never answers, or wants a password. */
  mode: "ok" | "silent" | "locked";
  /** Commands seen, in order. */
  readonly commands: string[];
  /** Ends it and every connection. */
  stop(): Promise<void>;
}

/** Starts a small server on a free port (or the given one); it ends with the test. */
export async function startRedis(test: TestContext, port = 0): Promise<RedisServer> {
  const sockets = new Set<Socket>();
  const commands: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (bytes) => {
      for (const name of commandNames(bytes.toString())) {
        commands.push(name);
        const reply = answer(name, state.mode);
        if (reply !== undefined) socket.write(reply);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  const given = typeof address === "object" && address !== null ? address.port : 0;
  const state: RedisServer = {
    url: `redis://127.0.0.1:${given}`,
    port: given,
    mode: "ok",
    commands,
    stop: () => {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  test.after(() => state.stop());
  return state;
}

/** The names of the commands in a request: arrays of bulk strings, the first of each is the name. */
function commandNames(request: string): string[] {
  return [...request.matchAll(/\*\d+\r\n\$\d+\r\n([^\r]+)/g)].map((each) =>
    (each[1] ?? "").toUpperCase(),
  );
}

function answer(name: string, mode: RedisServer["mode"]): string | undefined {
  if (mode === "silent") return undefined;
  if (mode === "locked") return "-NOAUTH Authentication required.\r\n";
  return name === "PING" ? "+PONG\r\n" : "+OK\r\n";
}
