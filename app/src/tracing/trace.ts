import { randomBytes } from "node:crypto";

import { parseTraceParent } from "@opentelemetry/core";

/** One request's place in a distributed trace (W3C Trace Context). */
export interface TraceContext {
  /** 32 hex digits, the same for everyone who takes part. */
  readonly traceId: string;
  /** 16 hex digits, ours. */
  readonly spanId: string;
  /** The span that called us, where there is one. */
  readonly parentId?: string;
  /** Two hex digits; bit 0: somebody upstream samples this trace. */
  readonly flags: string;
  /** Vendors' own data, handed on as it came. */
  readonly state?: string;
}

/** The recommendation asks to hand on at least this many characters of `tracestate`. */
const LONGEST_STATE = 512;

/** Joins the caller's trace; without a valid `traceparent` a new trace begins. */
export function joinTrace(traceparent?: string | null, state?: string | null): TraceContext {
  const spanId = randomBytes(8).toString("hex");
  const parent = traceparent ? parseTraceParent(traceparent) : null;
  if (parent === null) {
    return { traceId: randomBytes(16).toString("hex"), spanId, flags: "00" };
  }
  const flags = (parent.traceFlags & 0xff).toString(16).padStart(2, "0");
  const joined = { traceId: parent.traceId, parentId: parent.spanId, spanId, flags };
  return state && state.length <= LONGEST_STATE ? { ...joined, state } : joined;
}

/** The headers that let the next service join; ours is the parent span there. */
export function traceHeaders(trace: TraceContext): Record<string, string> {
  const traceparent = `00-${trace.traceId}-${trace.spanId}-${trace.flags}`;
  return trace.state === undefined ? { traceparent } : { traceparent, tracestate: trace.state };
}
