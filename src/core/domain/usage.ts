import { z } from 'zod';

const tokens = z.number().int().nonnegative();

/** The model calls of a digest, each with its own model and prompt cache. */
export const stageSchema = z.enum(['outline', 'analysis', 'translation']);
export type Stage = z.infer<typeof stageSchema>;

/** Tokens of one or many calls. `inputTokens` excludes those written to or read from the prompt cache. */
export const tokenUsageSchema = z.object({
  inputTokens: tokens,
  outputTokens: tokens,
  cacheWriteTokens: tokens,
  cacheReadTokens: tokens,
});
export type TokenUsage = z.infer<typeof tokenUsageSchema>;

/** The usage of nothing: where sums start. */
export const noUsage: TokenUsage = { inputTokens: 0, outputTokens: 0, cacheWriteTokens: 0, cacheReadTokens: 0 };

/** What one stage of a digest used. `costUsd` is null for a model that is not in the price table. */
export const stageUsageSchema = tokenUsageSchema.extend({
  stage: stageSchema,
  model: z.string(),
  calls: z.number().int().nonnegative(),
  costUsd: z.number().nonnegative().nullable(),
});
export type StageUsage = z.infer<typeof stageUsageSchema>;

/** Sum of two usages. */
export function addUsage(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
  };
}
