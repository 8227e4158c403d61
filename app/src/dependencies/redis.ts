import { Redis } from "ioredis";

import type { Dependency } from "./check.ts";

/** The check's own budget ends first and gives the reason; the driver then drops the connection. */
const RELEASE_MS = 100;

/** A Redis server (or one that speaks its protocol), asked with `PING` over one kept connection. */
export function redis(url: string, required: boolean, timeoutMs: number): Dependency {
  const open = (): Redis => {
    const client = new Redis(url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      connectTimeout: timeoutMs + RELEASE_MS,
      commandTimeout: timeoutMs + RELEASE_MS,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
      enableReadyCheck: false,
    });
    client.on("error", () => undefined); // the check that meets it reports it
    return client;
  };
  let client: Redis | undefined;
  const drop = () => {
    client?.disconnect();
    client = undefined;
  };
  return {
    name: "cache",
    required,
    timeoutMs,
    ask: async () => {
      try {
        if (client?.status !== "ready") {
          drop();
          client = open();
          await client.connect();
        }
        await client.ping();
      } catch (error) {
        drop(); // a connection with an unanswered command on it can't be trusted again
        throw error;
      }
    },
    close: () => Promise.resolve(drop()),
  };
}
