import type { Server } from "node:http";
import { Server as Listener } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import type { ActiveStreams } from "../generate/active-streams.ts";
import { ShutdownCut } from "../generate/failure-text.ts";
import type { Logger } from "../logging/logger.ts";

/** What draining works on, and its budgets in milliseconds. */
export interface DrainOptions {
  readonly server: Server;
  readonly streams: ActiveStreams;
  readonly logger: Logger;
  /** How long new connections are still taken, while whoever routes them learns to stop. */
  readonly delayMs: number;
  /** The whole budget, everything included. */
  readonly graceMs: number;
}

/** Between two looks at connections that have become idle. */
const LOOK_MS = 50;
/** For a cut stream's last event to reach its client. */
const LAST_WORDS_MS = 500;
/**
 * How long idle connections stay open. To close one while a request is on its way over it is to
 * drop that request; one that is in use sees `Connection: close` in an answer meanwhile.
 */
const LINGER_MS = 3000;

/**
 * Ends the server without cutting anybody short: serve on for a moment, then take no more
 * connections, wait for the open ones, and only cut what is left when the budget is spent.
 */
export async function drain(options: DrainOptions): Promise<void> {
  const { server, streams, logger, delayMs, graceMs } = options;
  const started = performance.now();
  const since = () => performance.now() - started;
  logger.log("info", "shutdown.start", "no longer ready, draining", { streams: streams.size });

  if ((await connections(server)) > 0) await sleep(Math.min(delayMs, graceMs));
  const closed = close(server, () => since() > LINGER_MS);
  await Promise.race([closed, sleep(Math.max(0, graceMs - LAST_WORDS_MS - since()))]);

  const cut = streams.stopAll(new ShutdownCut());
  if (cut > 0) await Promise.race([closed, sleep(LAST_WORDS_MS)]);
  server.closeAllConnections();
  const ms = Math.round(since());
  const said =
    cut === 0 ? "every stream ended by itself" : `${cut} streams cut, the budget is spent`;
  logger.log(cut === 0 ? "info" : "warn", "shutdown.end", said, { ms, cut });
}

/** Once the process drains, each connection ends with the answer that is under way on it. */
export function endConnectionsWithAnswers(server: Server, isDraining: () => boolean): void {
  server.on("request", (request, response) => {
    response.on("finish", () => {
      if (isDraining()) request.socket.end();
    });
  });
}

function connections(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((_, count) => resolve(count ?? 0)));
}

/** Closes the listener; resolves when the last connection has gone. */
function close(server: Server, mayCloseIdle: () => boolean): Promise<void> {
  const idle = setInterval(() => mayCloseIdle() && server.closeIdleConnections(), LOOK_MS);
  return new Promise((resolve) => {
    // The HTTP server's own close() would close idle connections at once.
    Listener.prototype.close.call(server, () => {
      clearInterval(idle);
      resolve();
    });
  });
}
