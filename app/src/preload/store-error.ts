/** A store said no, or nothing. The message is its own; it never holds a value. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  /** The error's name at AWS, such as `AccessDeniedException`; ours where AWS gave none. */
  readonly code: string;
  /** It may be gone when asked again. */
  readonly passing: boolean;

  constructor(code: string, message: string, passing = false) {
    super(message);
    this.code = code;
    this.passing = passing;
  }
}

/** The code where nobody answered. */
export const UNREACHABLE = "Unreachable";

/** Errors of AWS that pass by themselves, whatever their HTTP status. */
const PASSING = /Throttl|TooManyRequests/;

/** Reads an answer that is not 200; AWS puts the error's name in `__type`, some with a prefix. */
export function refusal(status: number, text: string): StoreError {
  const said = fields(text);
  const type = String(said["__type"] ?? "");
  const code = type.split("#").at(-1) || `HTTP ${status}`;
  const message = said["message"] ?? said["Message"] ?? "no reason given";
  return new StoreError(code, String(message), status >= 500 || PASSING.test(code));
}

/** The fields of a JSON object; none for any other text. */
export function fields(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
