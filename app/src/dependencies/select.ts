import type { Environment } from "../config/environment.ts";
import type { Dependency } from "./check.ts";
import { postgres } from "./postgres.ts";
import { redis } from "./redis.ts";

/** The dependencies the environment gives the service; one without an address isn't there. */
export function selectDependencies(environment: Environment): Dependency[] {
  const required = environment.REQUIRED_DEPENDENCIES;
  const { DATABASE_URL: database, CACHE_URL: cache } = environment;
  return [
    ...(database === undefined
      ? []
      : [postgres(database, required.includes("database"), environment.DATABASE_TIMEOUT_MS)]),
    ...(cache === undefined
      ? []
      : [redis(cache, required.includes("cache"), environment.CACHE_TIMEOUT_MS)]),
  ];
}
