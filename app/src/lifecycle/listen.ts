import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";

import type { RouteTypes, Service } from "../http/service.ts";

/** The port can't be had; `EX_UNAVAILABLE` of sysexits(3). */
export const EXIT_UNAVAILABLE = 69;

/** A client has this long (ms) to send a whole request; it says nothing about answers. */
const REQUEST_TIMEOUT_MS = 60_000;
const SECOND = 1000;

/**
 * Creates the HTTP server. Answers have no timeout of their own: a stream may be silent for as
 * long as the model thinks. Idle connections are kept longer than load balancers keep them (60 s
 * is the common default), or the balancer would send a request into a closing connection.
 */
export function createServer(service: Service, application: Hono<RouteTypes>): Server {
  const keepAlive = service.environment.KEEP_ALIVE_TIMEOUT_SECONDS * SECOND;
  return createAdaptorServer({
    fetch: application.fetch,
    serverOptions: {
      keepAliveTimeout: keepAlive,
      headersTimeout: Math.min(keepAlive + 5 * SECOND, REQUEST_TIMEOUT_MS),
      requestTimeout: REQUEST_TIMEOUT_MS,
    },
  }) as Server;
}

/** Opens the port; resolves with the one that was given, rejects when it can't be had. */
export function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", reject);
  server.listen(port, host, () => {
    server.off("error", reject);
    resolve((server.address() as AddressInfo).port);
  });
  return promise;
}
