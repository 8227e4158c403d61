import type { ConfigProblem } from "../config/problem.ts";
import { type Asker, ask } from "./ask.ts";
import type { Reference } from "./references.ts";
import { StoreError } from "./store-error.ts";
import { type StoreCall, callsFor } from "./stores.ts";

/** Why a secret is not there. */
export interface SecretProblem extends ConfigProblem {
  /** The error's name at AWS, such as `AccessDeniedException`. */
  readonly code: string;
}

/** What came of all calls. */
export interface Fetched {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly SecretProblem[];
}

/** Fetches every secret at once; what fails is told for each variable. */
export async function fetchSecrets(
  references: readonly Reference[],
  asker: Asker,
): Promise<Fetched> {
  const all = await Promise.all(callsFor(references).map((call) => fetchOne(call, asker)));
  return {
    values: Object.assign({}, ...all.map((each) => each.values)) as Record<string, string>,
    problems: all.flatMap((each) => each.problems),
  };
}

async function fetchOne(call: StoreCall, asker: Asker): Promise<Fetched> {
  try {
    const answer = await ask(call, asker);
    const found = call.references.map(({ variable, arn }) => [variable, answer.get(arn)]);
    const missing = call.references.filter(({ arn }) => !answer.has(arn));
    return {
      values: Object.fromEntries(found.filter(([, value]) => value !== undefined)),
      problems: missing.map((each) => problem(each, NOT_FOUND)),
    };
  } catch (error) {
    return { values: {}, problems: call.references.map((each) => problem(each, error)) };
  }
}

/** SSM only lists what it doesn't know; Secrets Manager answers with an error. */
const NOT_FOUND = new StoreError("ParameterNotFound", "no parameter has this ARN");

function problem(reference: Reference, error: unknown): SecretProblem {
  if (!(error instanceof StoreError)) throw error;
  const { variable, arn, store } = reference;
  const { code, message } = error;
  const said = `can't be had (${code}: ${message})`;
  return { variable, code, problem: said, fix: fixes(code, arn, store) };
}

function fixes(code: string, arn: string, store: Reference["store"]): string {
  const action = store === "ssm" ? "ssm:GetParameters" : "secretsmanager:GetSecretValue";
  if (/AccessDenied/.test(code)) {
    return `allow the function's role ${action} on ${arn}, and kms:Decrypt on its key`;
  }
  if (/NotFound/.test(code)) return `create ${arn}, or correct the ARN`;
  if (/Unreachable/.test(code)) {
    return `check the way to ${store}: a function in a VPC needs a NAT or an endpoint for it`;
  }
  if (/Token|Signature|Credential/.test(code)) return "check the function's role and its region";
  return `look at ${arn} in its console`;
}
