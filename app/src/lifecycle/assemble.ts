import type { Environment } from "../config/environment.ts";
import { modelName } from "../config/model-name.ts";
import type { Dependency } from "../dependencies/check.ts";
import { createActiveStreams } from "../generate/active-streams.ts";
import { createReadiness } from "../health/readiness.ts";
import type { Service } from "../http/service.ts";
import type { Logger } from "../logging/logger.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { selectModel } from "../models/select.ts";

/** Builds what the routes work with. Nothing is opened or asked yet. */
export function assemble(
  environment: Environment,
  dependencies: readonly Dependency[],
  logger: Logger,
  isDraining: () => boolean,
): Service {
  const name = modelName(environment.MODEL);
  const identity = {
    service: environment.SERVICE_NAME,
    version: environment.SERVICE_VERSION,
    model: name,
  };
  const metrics = createMetrics(identity);
  return {
    environment,
    modelName: name,
    model: selectModel(environment),
    readiness: createReadiness(identity, dependencies, isDraining, logger),
    streams: createActiveStreams((size) => metrics.streamsInFlight.set(size)),
    metrics,
    logger,
    isDraining,
  };
}
