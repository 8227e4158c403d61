import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { TestContext } from "node:test";

/** A stand-in for a model provider: records what it is asked, answers as the test says. */
export interface Provider {
  readonly url: string;
  readonly requests: IncomingMessage[];
  /** Resolves when a caller has gone before the answer was whole. */
  readonly abandoned: Promise<void>;
}

/** Starts a provider on a free port; it ends with the test. */
export async function startProvider(
  test: TestContext,
  answer: (response: ServerResponse, request: IncomingMessage) => void | Promise<void>,
): Promise<Provider> {
  const requests: IncomingMessage[] = [];
  const { promise: abandoned, resolve } = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    requests.push(request);
    request.resume();
    response.on("close", () => response.writableFinished || resolve());
    void answer(response, request);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, requests, abandoned };
}

/** Anthropic's stream of events for an answer of the given pieces, without its end. */
export function anthropicBegin(response: ServerResponse, pieces: readonly string[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const usage = { input_tokens: 3, output_tokens: 0 };
  const message = { id: "m", type: "message", role: "assistant", model: "claude", content: [] };
  send(response, { type: "message_start", message: { ...message, usage, stop_reason: null } });
  const block = { type: "text", text: "" };
  send(response, { type: "content_block_start", index: 0, content_block: block });
  for (const text of pieces) {
    send(response, { type: "content_block_delta", index: 0, delta: { type: "text_delta", text } });
  }
}

/** The end of Anthropic's stream. */
export function anthropicEnd(response: ServerResponse): void {
  send(response, { type: "content_block_stop", index: 0 });
  const delta = { stop_reason: "end_turn", stop_sequence: null };
  send(response, { type: "message_delta", delta, usage: { output_tokens: 2 } });
  send(response, { type: "message_stop" });
  response.end();
}

function send(response: ServerResponse, event: { type: string; [field: string]: unknown }): void {
  response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}
