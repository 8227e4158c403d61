import type * as z from "zod";

import type { DependencyName } from "../contract/health.ts";
import { type Environment, environmentSchema } from "./environment.ts";
import { keyProblem, keyRules } from "./keys.ts";
import { ConfigError, type ConfigProblem } from "./problem.ts";
import type { Resolved } from "./secret-files.ts";

/** The variable that says where each dependency is. */
const dependencyVariables: Readonly<Record<DependencyName, "DATABASE_URL" | "CACHE_URL">> = {
  database: "DATABASE_URL",
  cache: "CACHE_URL",
};

/**
 * Reads the whole environment before anything is started.
 *
 * @throws ConfigError with every problem found, not only the first; one a variable, the problem of
 * its file before what follows from it.
 */
export function readEnvironment({ variables, problems }: Resolved): Environment {
  const parsed = environmentSchema.safeParse(variables);
  const found = parsed.success
    ? [...keyProblems(parsed.data), ...dependencyProblems(parsed.data)]
    : parsed.error.issues.map(fromIssue);
  const known = new Set(problems.map((each) => each.variable));
  const all = [...problems, ...found.filter((each) => !known.has(each.variable))];
  if (all.length > 0 || !parsed.success) throw new ConfigError(all);
  return parsed.data;
}

function fromIssue(issue: z.core.$ZodIssue): ConfigProblem {
  const variable = issue.path.map(String).join(".");
  return { variable, problem: issue.message, fix: `correct ${variable} or leave it out` };
}

function keyProblems(environment: Environment): ConfigProblem[] {
  const choice = environment.MODEL;
  if (choice.provider === "offline") return [];
  const rule = keyRules[choice.provider];
  const behindGateway = environment[rule.gateway] !== undefined;
  const problem = keyProblem(rule, environment[rule.variable], behindGateway);
  if (problem === undefined) return [];
  const fix = `set ${rule.variable} to a key of ${choice.provider}, or MODEL=offline to run without one`;
  return [{ variable: rule.variable, problem, fix }];
}

function dependencyProblems(environment: Environment): ConfigProblem[] {
  return environment.REQUIRED_DEPENDENCIES.filter(
    (name) => environment[dependencyVariables[name]] === undefined,
  ).map((name) => ({
    variable: dependencyVariables[name],
    problem: `is missing, and REQUIRED_DEPENDENCIES names "${name}"`,
    fix: `set ${dependencyVariables[name]} or take "${name}" out of REQUIRED_DEPENDENCIES`,
  }));
}
