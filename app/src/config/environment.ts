import * as z from "zod";

import { type DependencyName, dependencyNames } from "../contract/health.ts";
import { bounded, optional, url } from "./fields.ts";
import { MODEL_FORMS, type ModelChoice, parseModelName } from "./model-name.ts";

/** The levels a record can have, the quietest last. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
/** A log level by name. */
export type LogLevel = (typeof logLevels)[number];

/** Every variable the service reads, with its bounds and default. README.md holds the table. */
export const environmentSchema = z.object({
  PORT: bounded(0, 65_535, 8080),
  HOST: optional(),
  SERVICE_NAME: optional().transform((name) => name ?? "shipshape-app"),
  SERVICE_VERSION: optional().transform((version) => version ?? "0.0.0"),
  MODEL: optional().transform((text, context): ModelChoice => {
    const choice = parseModelName(text ?? "offline");
    if (choice !== undefined) return choice;
    context.addIssue({ code: "custom", message: `must be ${MODEL_FORMS}` });
    return z.NEVER;
  }),
  OPENAI_API_KEY: optional(),
  ANTHROPIC_API_KEY: optional(),
  OPENAI_BASE_URL: url("http:", "https:"),
  ANTHROPIC_BASE_URL: url("http:", "https:"),
  LOG_LEVEL: optional().transform((text, context): LogLevel => {
    const level = logLevels.find((each) => each === (text ?? "info"));
    if (level !== undefined) return level;
    context.addIssue({ code: "custom", message: `must be one of ${logLevels.join(", ")}` });
    return z.NEVER;
  }),
  SHUTDOWN_GRACE_SECONDS: bounded(0, 3600, 60),
  SHUTDOWN_DELAY_SECONDS: bounded(0, 600, 2),
  MAX_STREAM_SECONDS: bounded(1, 3600, 300),
  STREAM_KEEPALIVE_SECONDS: bounded(1, 300, 15),
  KEEP_ALIVE_TIMEOUT_SECONDS: bounded(1, 3600, 75),
  OFFLINE_CHUNK_DELAY_MS: bounded(0, 5000, 50),
  DATABASE_URL: url("postgres:", "postgresql:"),
  CACHE_URL: url("redis:", "rediss:"),
  DATABASE_TIMEOUT_MS: bounded(10, 30_000, 1000),
  CACHE_TIMEOUT_MS: bounded(10, 30_000, 500),
  REQUIRED_DEPENDENCIES: optional().transform((text, context): readonly DependencyName[] => {
    const wanted = (text ?? "").split(",").map((each) => each.trim());
    const named = wanted.filter((each) => each !== "");
    const known = dependencyNames.filter((each) => named.includes(each));
    if (named.every((each) => dependencyNames.some((name) => name === each))) return known;
    context.addIssue({
      code: "custom",
      message: `must be a comma-separated list of ${dependencyNames.join(", ")}`,
    });
    return z.NEVER;
  }),
});

/** The environment, read and converted. */
export type Environment = z.output<typeof environmentSchema>;
