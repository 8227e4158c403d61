import type { CheckResult, DependencyName } from "../contract/health.ts";
import { failureReason } from "./failure.ts";

/** Something the service leans on, and how to ask whether it answers. */
export interface Dependency {
  readonly name: DependencyName;
  /** A failure takes the service out of rotation. */
  readonly required: boolean;
  /** The check's own budget, in milliseconds. */
  readonly timeoutMs: number;
  /** Resolves when the dependency answered; rejects when it didn't. `stopped`: too late. */
  ask(stopped: AbortSignal): Promise<void>;
}

/** Asks one dependency within its budget. Never rejects: a failure is a result. */
export async function checkDependency(dependency: Dependency): Promise<CheckResult> {
  const { name, required, timeoutMs } = dependency;
  const started = performance.now();
  const late = new AbortController();
  const work = dependency.ask(late.signal);
  const error = await within(work, timeoutMs, late).then(() => undefined, failureReason);
  const durationMs = Math.round(performance.now() - started);
  const result = { name, required, durationMs, timeoutMs };
  return error === undefined
    ? { ...result, status: "ok" }
    : { ...result, status: "failing", error };
}

/** A check that didn't end within its budget. */
export class CheckTimeout extends Error {
  override readonly name = "CheckTimeout";

  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
  }
}

function within(work: Promise<void>, milliseconds: number, late: AbortController): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new CheckTimeout(milliseconds));
    late.abort();
  }, milliseconds);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
