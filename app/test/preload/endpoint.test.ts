import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { endpointFor } from "../../src/preload/endpoint.ts";
import { callsFor } from "../../src/preload/stores.ts";
import { readReferences } from "../../src/preload/references.ts";
import { parameterArn, secretArn } from "../harness/store.ts";

function endpoints(variables: NodeJS.ProcessEnv, ...arns: string[]): string[] {
  const { references } = readReferences(JSON.stringify({ ...arns }));
  return callsFor(references).map((call) => endpointFor(variables)(call).href);
}

describe("where a store answers", () => {
  const both = [secretArn("a"), parameterArn("b", "us-east-1")];

  test("at AWS, in the region of the ARN, whatever the function's own region", () => {
    assert.deepEqual(endpoints({ AWS_REGION: "ap-south-1" }, ...both), [
      "https://secretsmanager.eu-west-1.amazonaws.com/",
      "https://ssm.us-east-1.amazonaws.com/",
    ]);
    const china = "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/b";
    assert.deepEqual(endpoints({}, china), ["https://ssm.cn-north-1.amazonaws.com.cn/"]);
  });

  test("where the variables of the SDKs say, the narrower one first", () => {
    const all = { AWS_ENDPOINT_URL: "http://all:1" };
    assert.deepEqual(endpoints(all, ...both), ["http://all:1/", "http://all:1/"]);
    const one = { ...all, AWS_ENDPOINT_URL_SECRETS_MANAGER: "http://sm:2" };
    assert.deepEqual(endpoints(one, ...both), ["http://sm:2/", "http://all:1/"]);
    const other = { AWS_ENDPOINT_URL: "", AWS_ENDPOINT_URL_SSM: "http://ssm:3" };
    assert.deepEqual(endpoints(other, parameterArn("b")), ["http://ssm:3/"]);
  });
});
