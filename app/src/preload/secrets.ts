/**
 * Fetches the service's secrets before the service starts: `node --import ./secrets.mjs`.
 *
 * On AWS Lambda a secret must not be in the function's environment, where everyone who may look at
 * the function reads it. There the environment says only where each is (`SHIPSHAPE_SECRETS`, a JSON
 * map from variable to ARN), and this puts the values into `process.env`. The service knows nothing
 * of it. Without the variable it does nothing. What fails is one record and exit code 78.
 */
import { writeSync } from "node:fs";

import { EXIT_CONFIG } from "../config/problem.ts";
import type { ConfigProblem } from "../config/problem.ts";
import { ATTEMPT_MS } from "./ask.ts";
import { endpointFor } from "./endpoint.ts";
import { fetchSecrets } from "./fetch-secrets.ts";
import { SECRETS_VARIABLE, readReferences } from "./references.ts";
import type { Credentials } from "./signature.ts";

const STDERR = 2;

const asked = process.env[SECRETS_VARIABLE];
if (asked) {
  const problems = await load(asked, process.env);
  if (problems.length > 0) {
    tell(problems, process.env);
    process.exit(EXIT_CONFIG);
  }
  // A child process of the service inherits the values; it has nothing to fetch.
  delete process.env[SECRETS_VARIABLE];
}

async function load(text: string, into: NodeJS.ProcessEnv): Promise<readonly ConfigProblem[]> {
  const { references, problems } = readReferences(text);
  if (problems.length > 0) return problems;
  const credentials = credentialsOf(into);
  if (credentials === undefined) {
    const fix = "run it as a function with a role, or leave SHIPSHAPE_SECRETS out";
    return [{ variable: "AWS_ACCESS_KEY_ID", problem: "is missing: nobody to ask as", fix }];
  }
  const endpoint = endpointFor(into);
  const asker = { credentials, endpoint, now: () => new Date(), attemptMs: ATTEMPT_MS };
  const fetched = await fetchSecrets(references, asker);
  Object.assign(into, fetched.values);
  return fetched.problems;
}

function credentialsOf(variables: NodeJS.ProcessEnv): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = variables;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN || undefined,
  };
}

/** One record in the shape of the service's own; by hand, for its logger is not loaded yet. */
function tell(problems: readonly ConfigProblem[], variables: NodeJS.ProcessEnv): void {
  const record = {
    level: "fatal",
    timestamp: new Date().toISOString(),
    service: variables["SERVICE_NAME"] || "shipshape-app",
    version: variables["SERVICE_VERSION"] || "0.0.0",
    event: "secrets.unavailable",
    variable: problems[0]?.variable,
    problems,
    message: problems.map((each) => `${each.variable} ${each.problem}: ${each.fix}`).join("; "),
  };
  writeSync(STDERR, `${JSON.stringify(record)}\n`);
}
