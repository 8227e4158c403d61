import { Redis } from "ioredis";

import type { Dependency } from "./check.ts";

/** A connection, and why it failed: the driver only emits the reason, it rejects without it. */
interface Connection {
  readonly client: Redis;
  reason?: unknown;
}

/** A Redis server (or one that speaks its protocol), asked with `PING` over one kept connection. */
export function redis(url: string, required: boolean, timeoutMs: number): Dependency {
  let kept: Connection | undefined;
  const drop = (connection: Connection): void => {
    connection.client.disconnect();
    if (kept === connection) kept = undefined;
  };
  return {
    name: "cache",
    required,
    timeoutMs,
    ask: async (stopped) => {
      const connection = (kept ??= open(url, timeoutMs));
      // A late reply would be taken for the next one's: an unanswered connection isn't kept.
      stopped.addEventListener("abort", () => drop(connection), { once: true });
      try {
        if (connection.client.status !== "ready") await connection.client.connect();
        await connection.client.ping();
      } catch (error) {
        drop(connection);
        throw connection.reason ?? error;
      }
    },
  };
}

function open(url: string, timeoutMs: number): Connection {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    enableReadyCheck: false,
    connectTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  const connection: Connection = { client };
  client.on("error", (error) => (connection.reason = error));
  return connection;
}
