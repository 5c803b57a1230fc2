/** How a model is asked, and how much room it has. `null` in `thinking` and `effort`: the parameter is not sent. */
export interface KnownModel {
  readonly thinking: 'disabled' | 'between_tools' | null;
  readonly effort: 'low' | 'medium' | null;
  readonly contextTokens: number;
  readonly maxOutputTokens: number;
  /** A prompt longer than this costs more per token, all of it; null: one price. */
  readonly priceStepTokens: number | null;
}

/** Nothing is known of a model that is not Claude but what every local server can hold. */
const foreign: KnownModel = {
  thinking: null,
  effort: null,
  contextTokens: 32_000,
  maxOutputTokens: 8_000,
  priceStepTokens: null,
};

const unknownClaude: KnownModel = { ...foreign, contextTokens: 200_000, maxOutputTokens: 64_000 };
const large: KnownModel = { ...unknownClaude, contextTokens: 1_000_000, maxOutputTokens: 128_000 };
/** Thinking cannot be turned off; low effort keeps it short. */
const alwaysThinking: KnownModel = { ...large, effort: 'low' };

/**
 * Families of the API, November 2026. Thinking is off where the API allows it: outlines and translations gain little by
 * it and every thought delays the first word. The models refuse each other's settings (400), hence one row each.
 * Sonnet 5.5 at medium effort: the vendor's advice for work where somebody waits, and `between_tools` is refused above
 * high.
 */
const families: Readonly<Record<string, KnownModel>> = {
  'claude-haiku-5-5': { ...large, thinking: 'disabled', priceStepTokens: 100_000 },
  'claude-sonnet-5-5': { ...large, thinking: 'between_tools', effort: 'medium' },
  'claude-opus-5-5': alwaysThinking,
  'claude-fable-5': alwaysThinking,
  'claude-fable-5-1': alwaysThinking,
  'claude-fable-5-2': alwaysThinking,
  'claude-mythos-5': alwaysThinking,
  'claude-mythos-5-1': alwaysThinking,
  'claude-mythos-5-2': alwaysThinking,
  'claude-sonnet-5': alwaysThinking,
  'claude-opus-5': alwaysThinking,
};

/**
 * What is known of a model by its name, which may be dated (`claude-haiku-4-5-20251001`) or carry a gateway's prefix
 * (`anthropic/claude-haiku-5-5`). A name not in the table gets no thinking or effort setting and cautious limits.
 */
export function knownModel(model: string): KnownModel {
  const name = /(?:^|[/.])(claude-[a-z0-9-]+)$/.exec(model.toLowerCase())?.[1];
  if (name === undefined) return foreign;
  return families[name.replace(/-\d{8}$/, '')] ?? unknownClaude;
}
