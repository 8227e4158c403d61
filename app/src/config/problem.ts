/** One thing wrong with the environment, and the way out. */
export interface ConfigProblem {
  /** The environment variable at fault. */
  readonly variable: string;
  /** What is wrong with it; never its value when it is a secret. */
  readonly problem: string;
  /** What to do about it. */
  readonly fix: string;
}

/** The process can't start as configured; `EX_CONFIG` of sysexits(3). */
export const EXIT_CONFIG = 78;

/** Carries every problem found, so that one start shows them all. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map((each) => `${each.variable} ${each.problem}: ${each.fix}`).join("; "));
    this.problems = problems;
  }
}
