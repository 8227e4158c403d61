import { Hono } from "hono";

import type { RouteTypes, Service } from "../http/service.ts";
import { healthStatus, readyStatus } from "./readiness.ts";

/** Health reports must come from the process itself, never from a cache on the way. */
const FRESH = { "Cache-Control": "no-store" };

/**
 * `/live`: the process answers, nothing else is asked, so a broken database restarts nobody.
 * `/ready` and `/`: configuration and dependencies; 503 when a needed one fails, and `/ready`
 * from the first signal to stop.
 */
export function healthRoutes(service: Service): Hono<RouteTypes> {
  const routes = new Hono<RouteTypes>();
  routes.get("/live", (context) => context.json({ status: "ok" }, 200, FRESH));
  for (const [path, status] of [
    ["/", healthStatus],
    ["/ready", readyStatus],
  ] as const) {
    routes.get(path, async (context) => {
      const report = await service.readiness.report();
      return context.json(report, status(report), FRESH);
    });
  }
  return routes;
}
