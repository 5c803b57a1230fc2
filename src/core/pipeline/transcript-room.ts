import type { ModelDescription } from '../ports/language-model.ts';

/** Kept free for instructions, names and the answer. */
const reservedTokens = 14_000;

/** Tokens of transcript that fit a prompt at the model's base price; never so few that nothing would. */
export function transcriptRoom({ contextTokens, priceStepTokens }: ModelDescription): number {
  const room = Math.min(contextTokens, priceStepTokens ?? contextTokens);
  return Math.max(Math.floor(room / 2), room - reservedTokens);
}
