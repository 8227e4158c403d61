import { createHash } from "node:crypto";

/** How many tokens the offline model answers with when it isn't told. */
export const DEFAULT_TOKENS = 40;

// prettier-ignore
const WORDS = [
  "anchor", "ballast", "beacon", "berth", "bow", "buoy", "cargo", "chart", "compass", "course",
  "crew", "current", "deck", "dock", "draft", "ebb", "fathom", "gale", "galley", "harbour",
  "helm", "hull", "keel", "knot", "lantern", "leeward", "lighthouse", "mast", "mooring", "pilot",
  "pier", "quay", "rigging", "rudder", "sail", "sextant", "shoal", "sounding", "starboard",
  "stern", "swell", "tide", "tiller", "voyage", "wake", "watch", "wharf", "windward",
] as const;

/**
 * The answer to a prompt, one token after another: the same prompt always gets the same answer,
 * so that a test can compare whole answers. Each token carries the space before it.
 */
export function* offlineTokens(prompt: string, count: number): Generator<string> {
  const seed = createHash("sha256").update(prompt).digest();
  for (let index = 0; index < count; index += 1) {
    const byte = seed[index % seed.length] ?? 0;
    const word = WORDS[(byte * 31 + index * 17) % WORDS.length] ?? WORDS[0];
    yield index === 0 ? word : ` ${word}`;
  }
}
