import { createHash, createHmac } from "node:crypto";

/** Whoever asks: the function's role, as the platform hands it out. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Temporary credentials have one; Lambda's always do. */
  readonly sessionToken?: string | undefined;
}

/** One call of an AWS API that takes JSON by POST. */
export interface ApiCall {
  readonly endpoint: URL;
  readonly region: string;
  /** The name the signature is made out to: `secretsmanager`, `ssm`. */
  readonly service: string;
  /** The operation, such as `secretsmanager.GetSecretValue`. */
  readonly target: string;
  readonly body: string;
}

const ALGORITHM = "AWS4-HMAC-SHA256";

/**
 * The headers of a call, signed with AWS Signature Version 4.
 *
 * Only what these calls need: POST, no query, a body that is known. The headers that decide what
 * is asked are all signed.
 */
export function signedHeaders(call: ApiCall, by: Credentials, now: Date): Record<string, string> {
  const stamp = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const headers: Record<string, string> = {
    "content-type": "application/x-amz-json-1.1",
    host: call.endpoint.host,
    "x-amz-date": stamp,
    ...(by.sessionToken === undefined ? {} : { "x-amz-security-token": by.sessionToken }),
    "x-amz-target": call.target,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    "POST",
    call.endpoint.pathname,
    "",
    ...names.map((name) => `${name}:${headers[name]}`),
    "",
    names.join(";"),
    sha256(call.body),
  ].join("\n");
  const scope = `${stamp.slice(0, 8)}/${call.region}/${call.service}/aws4_request`;
  const text = [ALGORITHM, stamp, scope, sha256(canonical)].join("\n");
  const key = scope
    .split("/")
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${by.secretAccessKey}`);
  const signature = hmac(key, text).toString("hex");
  const claim = `Credential=${by.accessKeyId}/${scope}, SignedHeaders=${names.join(";")}`;
  return { ...headers, authorization: `${ALGORITHM} ${claim}, Signature=${signature}` };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
