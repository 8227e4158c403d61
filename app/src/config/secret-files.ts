import type { ConfigProblem } from "./problem.ts";

/** The variables whose values must never be printed; each may be given as a file instead. */
export const SECRET_VARIABLES = [
  "OPENAI_API_KEY",
  "ANTHROPIC_API_KEY",
  "DATABASE_URL",
  "CACHE_URL",
] as const;

/** The variables with every file read, and what was wrong with the files. */
export interface Resolved {
  readonly variables: NodeJS.ProcessEnv;
  readonly problems: readonly ConfigProblem[];
}

/** Reads a file as text; throws as `readFileSync` does. */
export type ReadText = (path: string) => string;

/**
 * Puts the content of the file that `NAME_FILE` names in the place of `NAME`, less the line break
 * at its end. A secret in a file shows neither in `docker inspect` nor in a child's environment.
 */
export function resolveSecretFiles(variables: NodeJS.ProcessEnv, readText: ReadText): Resolved {
  const read = SECRET_VARIABLES.map((name) => resolve(name, variables, readText));
  return {
    variables: Object.assign({}, variables, ...read.map((each) => each.variables)),
    problems: read.flatMap((each) => each.problems),
  };
}

function resolve(name: string, variables: NodeJS.ProcessEnv, readText: ReadText): Resolved {
  const file = `${name}_FILE`;
  const path = variables[file];
  if (!path) return { variables: {}, problems: [] };
  const wrong = (problem: string, fix: string): Resolved => {
    return { variables: {}, problems: [{ variable: name, problem, fix }] };
  };
  if (variables[name]) return wrong(`is set, and so is ${file}`, "keep one of the two");
  try {
    const value = readText(path).replace(/\r?\n$/, "");
    if (value !== "") return { variables: { [name]: value }, problems: [] };
    return wrong(`is empty: ${file} names an empty file`, `write the value into ${path}`);
  } catch (error) {
    const fix = `correct ${file}, or let the service's user read the file`;
    return wrong(`can't be read from ${file} (${reason(error)})`, fix);
  }
}

/** `ENOENT: no such file or directory, open '/run/secrets/KEY'`: it holds the path, no content. */
function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
