import * as z from "zod";

/** The longest prompt accepted, in characters. */
export const LONGEST_PROMPT = 100_000;

/** The body of `POST /api/generate`. Unknown fields are refused, so that a typo is noticed. */
export const generateRequestSchema = z.strictObject({
  /** What to answer, 1 to 100 000 characters. */
  prompt: z.string().min(1).max(LONGEST_PROMPT),
  /** The most tokens to answer with. */
  maxTokens: z.int().min(1).max(8192).optional(),
  /** Offline model only: milliseconds between two chunks. Providers ignore it. */
  chunkDelayMs: z.int().min(0).max(5000).optional(),
  /** Offline model only: milliseconds before the first chunk. Providers ignore it. */
  firstChunkDelayMs: z.int().min(0).max(60_000).optional(),
});
/** The body of `POST /api/generate`. */
export type GenerateRequest = z.infer<typeof generateRequestSchema>;

/** Tokens used, as the model counts them. */
export const usageSchema = z.object({
  inputTokens: z.number().optional(),
  outputTokens: z.number().optional(),
});
/** Tokens used, as the model counts them. */
export type Usage = z.infer<typeof usageSchema>;

/**
 * The events of the answer this service sends, a subset of the AI SDK's UI message stream (v1).
 * Each is one `data:` record of a server-sent event stream; `[DONE]` ends a whole answer.
 */
export const generateEventSchema = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("text-delta"), id: z.string(), delta: z.string() }),
  z.looseObject({ type: z.literal("error"), errorText: z.string() }),
  z.looseObject({
    type: z.literal("finish"),
    finishReason: z.string().optional(),
    messageMetadata: z.object({ usage: usageSchema }).optional(),
  }),
]);
/** An event of the answer that carries something. */
export type GenerateEvent = z.infer<typeof generateEventSchema>;
