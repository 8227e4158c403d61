import { setTimeout as sleep } from "node:timers/promises";

import { type Credentials, signedHeaders } from "./signature.ts";
import { StoreError, UNREACHABLE, refusal } from "./store-error.ts";
import type { Answer, StoreCall } from "./stores.ts";

/** How long (ms) one attempt may take; two of them end well under Lambda's ten seconds of init. */
export const ATTEMPT_MS = 2500;
/** Between the two attempts, in ms. */
export const PAUSE_MS = 200;

/** What asking needs beside the call. */
export interface Asker {
  readonly credentials: Credentials;
  readonly endpoint: (call: StoreCall) => URL;
  /** The time that is signed. */
  readonly now: () => Date;
  /** How long one attempt may take, in ms. */
  readonly attemptMs: number;
}

/**
 * Asks a store once, and once more after a failure that can pass.
 *
 * @throws StoreError with the code and message of the last attempt.
 */
export async function ask(call: StoreCall, asker: Asker): Promise<Answer> {
  try {
    return await attempt(call, asker);
  } catch (error) {
    if (!(error instanceof StoreError) || !error.passing) throw error;
    await sleep(PAUSE_MS);
    return attempt(call, asker);
  }
}

async function attempt(call: StoreCall, asker: Asker): Promise<Answer> {
  const endpoint = asker.endpoint(call);
  const { region, store: service, target, body } = call;
  const signed = { endpoint, region, service, target, body };
  // fetch sets `host` itself, from the same URL.
  const { host: _, ...headers } = signedHeaders(signed, asker.credentials, asker.now());
  const signal = AbortSignal.timeout(asker.attemptMs);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(endpoint, { method: "POST", headers, body, signal });
    text = await answer.text();
  } catch (error) {
    throw new StoreError(UNREACHABLE, `${endpoint.host}: ${reason(error, asker.attemptMs)}`, true);
  }
  if (answer.status !== 200) throw refusal(answer.status, text);
  return call.read(text);
}

function reason(error: unknown, limit: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer within ${limit} ms`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
