import * as z from "zod";

/** Treats a variable set to nothing as not set: `KEY=` in an env file means "no key". */
export function optional(): z.ZodType<string | undefined, string | undefined> {
  return z
    .string()
    .optional()
    .transform((text) => (text === "" ? undefined : text));
}

/** A number within bounds (inclusive) with a default, both in the unit of the variable's name. */
export function bounded(least: number, most: number, fallback: number) {
  const wanted = `must be a whole number from ${least} to ${most} (default ${fallback})`;
  return optional().transform((text, context) => {
    if (text === undefined) return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    context.addIssue({ code: "custom", message: wanted });
    return z.NEVER;
  });
}

/** A URL of one of the given schemes; the message never shows it, it may hold a password. */
export function url(...schemes: readonly string[]) {
  const wanted = `must be a URL that begins with ${schemes.map((each) => `${each}//`).join(" or ")}`;
  return optional().transform((text, context) => {
    if (text === undefined) return undefined;
    const parsed = URL.canParse(text) ? new URL(text) : undefined;
    if (parsed !== undefined && schemes.includes(parsed.protocol) && parsed.hostname !== "") {
      return text;
    }
    context.addIssue({ code: "custom", message: wanted });
    return z.NEVER;
  });
}
