import { type EventSourceMessage, EventSourceParserStream } from "eventsource-parser/stream";

import { type ErrorBody, errorBodySchema } from "./contract/error.ts";
import {
  type GenerateEvent,
  type GenerateRequest,
  type Usage,
  generateEventSchema,
  generateRequestSchema,
} from "./contract/generate.ts";
import { type HealthReport, healthReportSchema } from "./contract/health.ts";

export type { GenerateRequest, HealthReport, Usage };

/** The service refused the request: `status` is the HTTP status, `body` says why. */
export class RequestRefused extends Error {
  override readonly name = "RequestRefused";
  readonly status: number;
  readonly body: ErrorBody | undefined;

  constructor(status: number, body: ErrorBody | undefined) {
    super(body?.error.message ?? `the service answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** The answer began and did not end well: it was cut, or the model failed. */
export class AnswerBroken extends Error {
  override readonly name = "AnswerBroken";
}

/** How a whole answer ended. */
export interface AnswerEnd {
  readonly finishReason: string | undefined;
  readonly usage: Usage;
}

/** Settings of one call. */
export interface CallOptions {
  /** Aborting it ends the call on both sides. */
  readonly signal?: AbortSignal;
  /** Further headers, such as `traceparent`. */
  readonly headers?: Record<string, string>;
}

/** A typed client of the service. */
export interface Client {
  /**
   * Yields pieces of text as they come; returns how the answer ended.
   *
   * @throws z.ZodError before anything is sent, when the request is malformed.
   * @throws RequestRefused when the service doesn't take the request.
   * @throws AnswerBroken when the answer stops before its end.
   */
  generate(request: GenerateRequest, options?: CallOptions): AsyncGenerator<string, AnswerEnd>;
  /** The health report, whether good (200) or bad (503). */
  health(options?: CallOptions): Promise<HealthReport>;
}

/** Creates a client of the service at `baseUrl`; `fetch` can be replaced. */
export function createClient(baseUrl: string, send: typeof fetch = fetch): Client {
  return {
    generate: async function* (request, options = {}) {
      const response = await send(new URL("/api/generate", baseUrl), {
        method: "POST",
        body: JSON.stringify(generateRequestSchema.parse(request)),
        headers: { "content-type": "application/json", ...options.headers },
        ...(options.signal && { signal: options.signal }),
      });
      if (!response.ok || response.body === null) throw await refused(response);
      return yield* answer(response.body);
    },
    health: async (options = {}) => {
      const response = await send(new URL("/health", baseUrl), options);
      if (response.status !== 200 && response.status !== 503) throw await refused(response);
      return healthReportSchema.parse(await response.json());
    },
  };
}

async function refused(response: Response): Promise<RequestRefused> {
  const body: unknown = await response.json().catch(() => undefined);
  return new RequestRefused(response.status, errorBodySchema.safeParse(body).data);
}

async function* answer(body: ReadableStream<Uint8Array>): AsyncGenerator<string, AnswerEnd> {
  let end: AnswerEnd | undefined;
  for await (const message of events(body)) {
    if (message.data === "[DONE]") break;
    const event = parseEvent(message.data);
    if (event?.type === "error") throw new AnswerBroken(event.errorText);
    if (event?.type === "text-delta") yield event.delta;
    if (event?.type === "finish") {
      end = { finishReason: event.finishReason, usage: event.messageMetadata?.usage ?? {} };
    }
  }
  if (end === undefined) throw new AnswerBroken("the connection ended before the answer did");
  return end;
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<EventSourceMessage> {
  const parsed = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  try {
    yield* parsed;
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw error;
    throw new AnswerBroken("the connection broke during the answer", { cause: error });
  }
}

/** Events that carry nothing for us (the AI SDK sends several) are `undefined`. */
function parseEvent(data: string): GenerateEvent | undefined {
  const known = generateEventSchema.safeParse(JSON.parse(data));
  return known.success ? known.data : undefined;
}

/** The answer as one text, for callers that don't want the pieces. */
export async function wholeAnswer(
  pieces: AsyncGenerator<string, AnswerEnd>,
): Promise<AnswerEnd & { readonly text: string }> {
  let text = "";
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) return { text, ...value };
    text += value;
  }
}
