import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModelV4 } from "@ai-sdk/provider";

import type { Environment } from "../config/environment.ts";
import { createOfflineModel } from "./offline.ts";

/** The model that `MODEL` names, with its key. The environment has been checked by then. */
export function selectModel(environment: Environment): LanguageModelV4 {
  const choice = environment.MODEL;
  switch (choice.provider) {
    case "offline":
      return createOfflineModel(environment.OFFLINE_CHUNK_DELAY_MS);
    case "openai":
      return createOpenAI(access(environment.OPENAI_API_KEY, environment.OPENAI_BASE_URL))(
        choice.model,
      );
    case "anthropic":
      return createAnthropic(access(environment.ANTHROPIC_API_KEY, environment.ANTHROPIC_BASE_URL))(
        choice.model,
      );
  }
}

function access(apiKey: string | undefined, baseURL: string | undefined) {
  return {
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(baseURL === undefined ? {} : { baseURL }),
  };
}
