import type { Context, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";

import type { LogLevel } from "../config/environment.ts";
import { joinTrace, traceHeaders } from "../tracing/trace.ts";
import type { RouteTypes, Service } from "./service.ts";

/** Probes and scrapes come every few seconds; at `info` they would drown what matters. */
const QUIET = /^\/(health(\/|$)|metrics$)/;

/**
 * Gives every request its trace and logger, and every answer its `traceparent`; logs start and
 * end, and counts. While the process drains, answers ask the client to open a new connection.
 */
export function requestLog(service: Service): MiddlewareHandler<RouteTypes> {
  return async (context, next) => {
    const trace = joinTrace(context.req.header("traceparent"), context.req.header("tracestate"));
    const logger = service.logger.within(trace);
    const started = performance.now();
    const { method, path } = context.req;
    const level: LogLevel = QUIET.test(path) ? "debug" : "info";
    context.set("trace", trace);
    context.set("logger", logger);
    context.set("started", started);
    logger.log(level, "request.start", `${method} ${path}`, startFields(context));

    for (const [name, value] of Object.entries(traceHeaders(trace))) context.header(name, value);
    if (service.isDraining()) context.header("Connection", "close");

    await next();

    const status = context.res.status;
    service.metrics.requests.inc({ method, route: routePath(context, -1), status });
    if (context.var.reported) return;
    const ms = Math.round(performance.now() - started);
    logger.log(level, "request.end", `${method} ${path} ${status}`, { method, path, status, ms });
  };
}

function startFields(context: Context<RouteTypes>): Record<string, unknown> {
  const { method, path } = context.req;
  const { parentId } = context.get("trace");
  const agent = context.req.header("user-agent");
  return {
    method,
    path,
    ...(parentId && { parent_span_id: parentId }),
    ...(agent && { user_agent: agent }),
  };
}
