import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import type { ActiveStreams } from "../generate/active-streams.ts";
import { ShutdownCut } from "../generate/failure-text.ts";
import type { Logger } from "../logging/logger.ts";

/** What draining works on, and its budgets in milliseconds. */
export interface DrainOptions {
  readonly server: Server;
  readonly streams: ActiveStreams;
  readonly logger: Logger;
  /** How long new requests are still served, while whoever routes them learns to stop. */
  readonly delayMs: number;
  /** The whole budget, the delay included. */
  readonly graceMs: number;
}

/** Between two looks at connections that have become idle. */
const LOOK_MS = 50;
/** For a cut stream's last event to reach its client. */
const LAST_WORDS_MS = 500;

/**
 * Ends the server without cutting anybody short: serve on for a moment, then take no more
 * connections, wait for the open ones, and only cut what is left when the budget is spent.
 */
export async function drain(options: DrainOptions): Promise<void> {
  const { server, streams, logger, delayMs, graceMs } = options;
  const started = performance.now();
  const left = () => Math.max(0, graceMs - (performance.now() - started));
  logger.log("info", "shutdown.start", "no longer ready, draining", { streams: streams.size });

  if ((await connections(server)) > 0) await sleep(Math.min(delayMs, graceMs));
  const closed = close(server);
  await Promise.race([closed, sleep(left(), undefined, { ref: true })]);

  const cut = streams.stopAll(new ShutdownCut());
  if (cut > 0) await Promise.race([closed, sleep(LAST_WORDS_MS)]);
  server.closeAllConnections();
  const ms = Math.round(performance.now() - started);
  const said =
    cut === 0 ? "every stream ended by itself" : `${cut} streams cut, the budget is spent`;
  logger.log(cut === 0 ? "info" : "warn", "shutdown.end", said, { ms, cut });
}

function connections(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((_, count) => resolve(count ?? 0)));
}

/** Closes the listener, and each connection as soon as nothing is under way on it. */
function close(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(idle);
      resolve();
    });
  });
}
