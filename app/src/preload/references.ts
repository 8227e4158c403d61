import type { ConfigProblem } from "../config/problem.ts";

/** The variable that says where the service's secrets are: a JSON map, VARIABLE to ARN. */
export const SECRETS_VARIABLE = "SHIPSHAPE_SECRETS";

/** The services that keep secrets, by their name in an ARN. */
export type Store = "secretsmanager" | "ssm";

/** A variable of the service, and where its value is kept. */
export interface Reference {
  readonly variable: string;
  readonly arn: string;
  readonly store: Store;
  readonly region: string;
}

const ARN = /^arn:aws[\w-]*:(secretsmanager|ssm):([\w-]+):\d{12}:(secret:|parameter\/)\S+$/;
const RESOURCES = { secretsmanager: "secret:", ssm: "parameter/" } as const;
const WANTED =
  "the ARN of a Secrets Manager secret (arn:aws:secretsmanager:...:secret:NAME) or of an SSM " +
  "parameter (arn:aws:ssm:...:parameter/NAME)";

/** What `SHIPSHAPE_SECRETS` asks for, and every reason why a part of it can't be understood. */
export interface References {
  readonly references: readonly Reference[];
  readonly problems: readonly ConfigProblem[];
}

/** Reads `SHIPSHAPE_SECRETS`. */
export function readReferences(text: string): References {
  const map = parsed(text);
  if (map === undefined) {
    const fix = `make it a map such as {"OPENAI_API_KEY":"arn:aws:secretsmanager:..."}`;
    const problem = { variable: SECRETS_VARIABLE, problem: "is not a JSON map", fix };
    return { references: [], problems: [problem] };
  }
  const found = Object.entries(map).map(([variable, arn]) => reference(variable, arn));
  return {
    references: found.filter((each) => "arn" in each),
    problems: found.filter((each) => "problem" in each),
  };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
    return isMap ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function reference(variable: string, arn: unknown): Reference | ConfigProblem {
  const text = typeof arn === "string" ? arn : "";
  const [, service, region, resource] = ARN.exec(text) ?? [];
  const store: Store = service === "ssm" ? "ssm" : "secretsmanager";
  if (region !== undefined && resource === RESOURCES[store]) {
    return { variable, arn: text, store, region };
  }
  const fix = `give ${variable} ${WANTED} in ${SECRETS_VARIABLE}`;
  return { variable, problem: "has no ARN of a secret", fix };
}
