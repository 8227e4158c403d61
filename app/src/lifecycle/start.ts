import { type Environment, logLevels } from "../config/environment.ts";
import { ConfigError, EXIT_CONFIG } from "../config/problem.ts";
import { readEnvironment } from "../config/read.ts";
import { type Resolved, SECRET_VARIABLES } from "../config/secret-files.ts";
import { type Logger, createLogger } from "../logging/logger.ts";
import { createRedactor } from "../logging/redact.ts";
import { joinTrace } from "../tracing/trace.ts";

/** Creates the logger before anything is known to be right, so that what is wrong can be told. */
export function startLogger(variables: NodeJS.ProcessEnv): Logger {
  const { LOG_LEVEL, SERVICE_NAME, SERVICE_VERSION } = variables;
  return createLogger({
    level: logLevels.find((each) => each === LOG_LEVEL) ?? "info",
    service: SERVICE_NAME || "shipshape-app",
    version: SERVICE_VERSION || "0.0.0",
    trace: joinTrace(),
    redact: createRedactor(SECRET_VARIABLES.map((name) => variables[name])),
  });
}

/** Reads the environment; a bad one ends the process with one line that holds every problem. */
export function environmentOrExit(given: Resolved, logger: Logger): Environment {
  try {
    return readEnvironment(given);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    logger.log("fatal", "config.invalid", error.message, { problems: error.problems });
    process.exit(EXIT_CONFIG);
  }
}
