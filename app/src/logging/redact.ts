/** What stands where a secret stood. */
export const REDACTED = "[redacted]";

/** Fields whose value never belongs in a log, whatever it looks like. Prompts are the user's. */
const SECRET_FIELD =
  /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|prompt|password|passwd|secret)$|api[_-]?key|access[_-]?token/i;

/** Values that look like a secret wherever they turn up, with what of each may stay. */
const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:sk|pk|rk)-[\w-]{8,}/g, REDACTED],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{4,}/gi, `$1 ${REDACTED}`],
  [/\b([a-z][a-z\d+.-]*:\/\/)[^\s/@]+@/gi, `$1${REDACTED}@`],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, REDACTED],
];

const DEEPEST = 6;
const LONGEST_TEXT = 4096;

/** Takes secrets out of anything that is about to be logged. */
export type Redactor = <Value>(value: Value) => Value;

/**
 * Builds a redactor that knows the process' own secrets literally and others by their shape.
 * It also bounds depth and length, so that one record can't flood the log.
 */
export function createRedactor(secrets: readonly (string | undefined)[] = []): Redactor {
  const literal = secrets.filter((each) => each !== undefined && each.length >= 6) as string[];

  const text = (value: string): string => {
    const known = literal.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), value);
    const clean = SECRET_SHAPES.reduce((rest, [shape, by]) => rest.replace(shape, by), known);
    return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}…` : clean;
  };

  const any = (value: unknown, depth: number): unknown => {
    if (typeof value === "string") return text(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth >= DEEPEST) return "[too deep]";
    if (value instanceof Error) return errorFields(value, depth);
    if (Array.isArray(value)) return value.map((each) => any(each, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => field(name, each, depth)),
    );
  };

  const field = (name: string, value: unknown, depth: number): [string, unknown] => [
    name,
    SECRET_FIELD.test(name) ? REDACTED : any(value, depth + 1),
  ];

  const errorFields = (error: Error, depth: number): unknown => ({
    type: error.name,
    message: text(error.message),
    ...(error.stack === undefined ? {} : { stack: text(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: any(error.cause, depth + 1) }),
  });

  return <Value>(value: Value): Value => any(value, 0) as Value;
}
