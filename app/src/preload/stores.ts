import type { Reference, Store } from "./references.ts";
import { StoreError, fields } from "./store-error.ts";

/** What one call brought: values by ARN. */
export type Answer = ReadonlyMap<string, string>;

/** One call to a store, before it has an address and a signature. */
export interface StoreCall {
  readonly store: Store;
  readonly region: string;
  readonly target: string;
  readonly body: string;
  /** What the call is for. */
  readonly references: readonly Reference[];
  /** Reads a good answer; throws StoreError for what is none. */
  readonly read: (text: string) => Answer;
}

/** The store answered something else than its API says. */
const MALFORMED = "MalformedAnswer";

/** The most parameters that SSM hands out in one call. */
const PARAMETERS_A_CALL = 10;

/** The fewest calls that bring all: one a secret, one for up to ten parameters of a region. */
export function callsFor(references: readonly Reference[]): StoreCall[] {
  const kept = (store: Store) => references.filter((each) => each.store === store);
  const secrets = Object.values(Object.groupBy(kept("secretsmanager"), (each) => each.arn));
  const regions = Object.values(Object.groupBy(kept("ssm"), (each) => each.region));
  return [
    ...secrets.filter((each) => each !== undefined).map(secretCall),
    ...regions.filter((each) => each !== undefined).flatMap(parameterCalls),
  ];
}

function secretCall(references: readonly Reference[]): StoreCall {
  const [{ arn, region, store }] = references as [Reference];
  return {
    store,
    region,
    target: "secretsmanager.GetSecretValue",
    body: JSON.stringify({ SecretId: arn }),
    references,
    read: (text) => {
      const value = fields(text)["SecretString"];
      if (typeof value !== "string") throw new StoreError(MALFORMED, "the secret holds no text");
      return new Map([[arn, value]]);
    },
  };
}

function parameterCalls(references: readonly Reference[]): StoreCall[] {
  const arns = [...new Set(references.map((each) => each.arn))];
  const batches = Array.from({ length: Math.ceil(arns.length / PARAMETERS_A_CALL) }, (_, index) =>
    arns.slice(index * PARAMETERS_A_CALL, (index + 1) * PARAMETERS_A_CALL),
  );
  return batches.map((batch) =>
    parameterCall(references.filter((each) => batch.includes(each.arn))),
  );
}

function parameterCall(references: readonly Reference[]): StoreCall {
  const [{ region, store }] = references as [Reference];
  const arns = [...new Set(references.map((each) => each.arn))];
  return {
    store,
    region,
    target: "AmazonSSM.GetParameters",
    body: JSON.stringify({ Names: arns, WithDecryption: true }),
    references,
    read: (text) => {
      const parameters = fields(text)["Parameters"];
      if (!Array.isArray(parameters)) throw new StoreError(MALFORMED, "no parameters in it");
      return new Map(parameters.map(({ ARN, Value }) => [String(ARN), String(Value)]));
    },
  };
}
