/** Which model answers: the offline one, or a provider's. */
export type ModelChoice =
  | { readonly provider: "offline" }
  | { readonly provider: "openai" | "anthropic"; readonly model: string };

/** What `MODEL` may hold, for messages and documentation. */
export const MODEL_FORMS = '"offline", "openai:<model>" or "anthropic:<model>"';

const FORM = /^(openai|anthropic):([\w.:/@-]+)$/;

/** Reads `MODEL`; `undefined` when it has none of the known forms. */
export function parseModelName(text: string): ModelChoice | undefined {
  if (text === "offline") return { provider: "offline" };
  const [, provider, model] = FORM.exec(text) ?? [];
  if (model === undefined) return undefined;
  return { provider: provider === "openai" ? "openai" : "anthropic", model };
}

/** The one string that chose the model. */
export function modelName(choice: ModelChoice): string {
  return choice.provider === "offline" ? "offline" : `${choice.provider}:${choice.model}`;
}
