import type { TextStreamPart, ToolSet } from "ai";

/** One part of the model's answer as the AI SDK hands it out. */
export type Part = TextStreamPart<ToolSet>;

/** Reads parts one at a time, and can look ahead without losing any. */
export interface PartReader {
  /** The next part; `undefined` after the last. */
  next(): Promise<Part | undefined>;
  /**
   * Waits for the first sign of success or failure, at most so long (milliseconds). Answers with
   * the error if the model failed before it said anything, else `undefined`.
   */
  earlyFailure(milliseconds: number): Promise<unknown>;
  /** Lets the source go. */
  cancel(reason: unknown): Promise<void>;
}

/** Reads the parts of a stream. */
export function createPartReader(stream: ReadableStream<Part>): PartReader {
  const reader = stream.getReader();
  const ahead: Promise<Part | undefined>[] = [];
  const read = () => reader.read().then((result) => (result.done ? undefined : result.value));

  return {
    next: () => ahead.shift() ?? read(),
    earlyFailure: async (milliseconds) => {
      const { promise: tooLong, resolve } = Promise.withResolvers<"waiting">();
      const timer = setTimeout(() => resolve("waiting"), milliseconds);
      try {
        for (;;) {
          const part = read();
          ahead.push(part);
          const seen = await Promise.race([part, tooLong]);
          if (seen === undefined || seen === "waiting") return undefined;
          if (seen.type === "error") return seen.error ?? new Error("the model failed");
          if (seen.type === "text-delta" || seen.type === "abort") return undefined;
        }
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  };
}
