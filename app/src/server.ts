import { readFileSync } from "node:fs";

import { resolveSecretFiles } from "./config/secret-files.ts";
import { selectDependencies } from "./dependencies/select.ts";
import { createApplication } from "./http/application.ts";
import { assemble } from "./lifecycle/assemble.ts";
import { crashOnUnexpected } from "./lifecycle/crash.ts";
import { drain, endConnectionsWithAnswers } from "./lifecycle/drain.ts";
import { EXIT_UNAVAILABLE, createServer, listen } from "./lifecycle/listen.ts";
import { onStopSignal } from "./lifecycle/signals.ts";
import { environmentOrExit, startLogger } from "./lifecycle/start.ts";
import { captureConsole } from "./logging/console.ts";

const given = resolveSecretFiles(process.env, (path) => readFileSync(path, "utf8"));
const logger = startLogger(given.variables);
crashOnUnexpected(logger);
captureConsole(logger);
const environment = environmentOrExit(given, logger);

let draining = false;
const dependencies = selectDependencies(environment);
const service = assemble(environment, dependencies, logger, () => draining);
const server = createServer(service, createApplication(service));
endConnectionsWithAnswers(server, () => draining);

onStopSignal(logger, async () => {
  draining = true;
  await drain({
    server,
    streams: service.streams,
    logger,
    delayMs: environment.SHUTDOWN_DELAY_SECONDS * 1000,
    graceMs: environment.SHUTDOWN_GRACE_SECONDS * 1000,
  });
});

try {
  const port = await listen(server, environment.PORT, environment.HOST);
  const startupMs = Math.round(performance.now());
  const fields = { port, model: service.modelName, startup_ms: startupMs, node: process.version };
  logger.log("info", "server.listening", `listening on port ${port}`, fields);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `port ${environment.PORT} can't be had (${reason}): set PORT to a free one`;
  logger.log("fatal", "listen.failed", message, { port: environment.PORT });
  process.exit(EXIT_UNAVAILABLE);
}
