/** What the codes of system calls and of servers mean to whoever reads a health report. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  EHOSTUNREACH: "host unreachable",
  ENETUNREACH: "network unreachable",
  ENOTFOUND: "host name not found",
  EAI_AGAIN: "host name not resolved",
  ETIMEDOUT: "connection timed out",
  "28P01": "password refused",
  "28000": "user refused",
  "3D000": "database does not exist",
  "53300": "too many connections",
  "57P03": "starting up",
  NOAUTH: "password required",
  WRONGPASS: "password refused",
  LOADING: "starting up",
};

/**
 * Says why a check failed, in words that are safe to show: health reports are public and the
 * drivers' own messages can name hosts, users and databases.
 */
export function failureReason(error: unknown): string {
  const seen = chain(error);
  for (const each of seen) {
    if (each.name === "CheckTimeout") return each.message;
    const reason = REASONS[each.code ?? ""] ?? REASONS[each.message.split(" ")[0] ?? ""];
    if (reason !== undefined) return reason;
  }
  const code = seen.find((each) => each.code !== undefined)?.code;
  return code === undefined ? "check failed" : `check failed (${code})`;
}

function chain(error: unknown): (Error & { code?: string })[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause];
  return [error, ...inner.flatMap(chain)];
}
