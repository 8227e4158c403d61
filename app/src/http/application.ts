import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";

import { generateRoute } from "../generate/route.ts";
import { healthRoutes } from "../health/routes.ts";
import { LARGEST_BODY } from "./body.ts";
import { answerFailure } from "./failures.ts";
import { Refusal } from "./refusal.ts";
import { requestLog } from "./request-log.ts";
import type { RouteTypes, Service } from "./service.ts";

/** The whole HTTP interface. */
export function createApplication(service: Service): Hono<RouteTypes> {
  const application = new Hono<RouteTypes>();
  application.use(requestLog(service));
  application.onError(answerFailure);
  application.notFound((context) => {
    const { method, path } = context.req;
    return answerFailure(new Refusal("not_found", `there is no ${method} ${path}`), context);
  });
  application.route("/health", healthRoutes(service));
  application.get("/metrics", async (context) => {
    const { registry } = service.metrics;
    return context.body(await registry.metrics(), 200, { "Content-Type": registry.contentType });
  });
  application.post("/api/generate", limit(), generateRoute(service));
  return application;
}

function limit() {
  return bodyLimit({
    maxSize: LARGEST_BODY,
    onError: () => {
      const message = `the body is larger than ${LARGEST_BODY} bytes`;
      throw new Refusal("request_too_large", message);
    },
  });
}
