import type { StoreCall } from "./stores.ts";

const OVERRIDES = {
  secretsmanager: "AWS_ENDPOINT_URL_SECRETS_MANAGER",
  ssm: "AWS_ENDPOINT_URL_SSM",
} as const;

/**
 * Where a store answers: AWS' own address for the region, or what the variables that every AWS SDK
 * knows put in its place.
 */
export function endpointFor(variables: NodeJS.ProcessEnv): (call: StoreCall) => URL {
  return ({ store, region }) => {
    const given = variables[OVERRIDES[store]] || variables["AWS_ENDPOINT_URL"];
    const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return new URL(given || `https://${store}.${region}.${suffix}`);
  };
}
