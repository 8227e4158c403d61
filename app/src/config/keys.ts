/** The providers a key can belong to. */
export type KeyedProvider = "openai" | "anthropic";

/** What is known about a provider's key without calling the provider. */
export interface KeyRule {
  /** The environment variable that holds the key. */
  readonly variable: "OPENAI_API_KEY" | "ANTHROPIC_API_KEY";
  /** What every key of this provider begins with. */
  readonly prefix: string;
  /** The variable that points to a gateway instead; a gateway hands out keys of any shape. */
  readonly gateway: "OPENAI_BASE_URL" | "ANTHROPIC_BASE_URL";
}

/** One rule a provider; the prefixes are the ones the providers document. */
export const keyRules: Readonly<Record<KeyedProvider, KeyRule>> = {
  openai: { variable: "OPENAI_API_KEY", prefix: "sk-", gateway: "OPENAI_BASE_URL" },
  anthropic: {
    variable: "ANTHROPIC_API_KEY",
    prefix: "sk-ant-",
    gateway: "ANTHROPIC_BASE_URL",
  },
};

/** Real keys are far longer; anything below this is a truncated paste. */
const SHORTEST_KEY = 20;
const PLACEHOLDER = /your|change.?me|placeholder|example|dummy|replace|xxxx|<|>|\.\.\.|\*\*\*/i;

/**
 * Says what is wrong with a key, or `undefined` when it looks right. The answer never holds
 * the key or a part of it.
 */
export function keyProblem(
  rule: KeyRule,
  key: string | undefined,
  behindGateway: boolean,
): string | undefined {
  if (key === undefined || key === "") return "is missing";
  if (/\s/.test(key)) return "holds white space, often a line break from a file";
  if (PLACEHOLDER.test(key)) return "is a placeholder, not a key";
  if (behindGateway) return undefined;
  if (!key.startsWith(rule.prefix)) return `does not begin with "${rule.prefix}"`;
  if (key.length < SHORTEST_KEY) {
    return `is ${key.length} characters long, a key has at least ${SHORTEST_KEY}`;
  }
  return undefined;
}
