import type * as z from "zod";

import { Refusal, invalidRequest } from "./refusal.ts";

/** The largest request body accepted, in bytes: the longest prompt in four-byte characters. */
export const LARGEST_BODY = 512 * 1024;

/**
 * Reads a JSON body and checks it against a schema.
 *
 * @throws Refusal (400) that names every field at fault.
 */
export async function readBody<Schema extends z.ZodType>(
  request: { text(): Promise<string> },
  schema: Schema,
): Promise<z.output<Schema>> {
  const result = schema.safeParse(parseJson(await request.text()));
  if (!result.success) throw invalidRequest(result.error.issues);
  return result.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const message = text === "" ? "is empty, expected JSON" : "is not valid JSON";
    throw new Refusal("invalid_request", `body: ${message}`, [{ field: "body", message }]);
  }
}
