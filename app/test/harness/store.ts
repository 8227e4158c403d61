import { once } from "node:events";
import { createServer } from "node:http";
import type { TestContext } from "node:test";

/** One call that a store got. */
export interface Received {
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a store answers with; `undefined` is silence. */
export type StoreAnswer = readonly [status: number, body: unknown] | undefined;

/** A stand-in for both of AWS' stores: records what it is asked, answers as the test says. */
export interface SecretStore {
  readonly url: string;
  readonly received: readonly Received[];
}

/** Starts a store on a free port; it ends with the test. */
export async function startStore(
  test: TestContext,
  answer: (call: Received, count: number) => StoreAnswer,
): Promise<SecretStore> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Received["body"];
    const { headers } = request;
    const call = { target: String(headers["x-amz-target"]), headers, body };
    received.push(call);
    const said = answer(call, received.length);
    if (said !== undefined) response.writeHead(said[0]).end(JSON.stringify(said[1]));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, received };
}

/** An ARN of a Secrets Manager secret. */
export const secretArn = (name: string) =>
  `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}`;

/** An ARN of an SSM parameter. */
export const parameterArn = (name: string, region = "eu-west-1") =>
  `arn:aws:ssm:${region}:123456789012:parameter/${name}`;

/** What a good store says: the value of `NAME` is `value of NAME`. */
export function goodAnswer({ target, body }: Received): StoreAnswer {
  const value = (arn: string) => `value of ${arn.split(/[:/]/).at(-1)}`;
  if (target === "secretsmanager.GetSecretValue") {
    return [200, { SecretString: value(String(body["SecretId"])) }];
  }
  const names = body["Names"] as readonly string[];
  const Parameters = names.map((ARN) => ({ ARN, Value: value(ARN) }));
  return [200, { Parameters, InvalidParameters: [] }];
}
