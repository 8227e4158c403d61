import pg from "pg";

import type { Dependency } from "./check.ts";

/** The check's own budget ends first and gives the reason; the driver then drops the connection. */
const RELEASE_MS = 100;

/**
 * A PostgreSQL server, asked with `SELECT 1` over one kept connection: that proves address,
 * credentials, database and a server that answers, not just an open port.
 */
export function postgres(url: string, required: boolean, timeoutMs: number): Dependency {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: timeoutMs + RELEASE_MS,
    query_timeout: timeoutMs + RELEASE_MS,
    idleTimeoutMillis: 60_000,
    application_name: "health-check",
    allowExitOnIdle: true,
  });
  // A kept connection that breaks between two checks is reported by the next check.
  pool.on("error", () => undefined);
  return {
    name: "database",
    required,
    timeoutMs,
    ask: async () => void (await pool.query("SELECT 1")),
  };
}
