import { z } from 'zod';
import { noUsage, type TokenUsage } from '../../core/domain/usage.ts';

const count = z.number().int().nonnegative().nullish().catch(null);

/** Usage as the API reports it, at the start of a stream and again, cumulative, at its end. Servers leave fields out. */
export const tokenCountsSchema = z
  .object({
    input_tokens: count,
    output_tokens: count,
    cache_creation_input_tokens: count,
    cache_read_input_tokens: count,
  })
  .nullish()
  .catch(null);

/** `before` with every count that the server has renewed. */
export function renewUsage(before: TokenUsage | null, counts: z.infer<typeof tokenCountsSchema>): TokenUsage {
  const old = before ?? noUsage;
  return {
    inputTokens: counts?.input_tokens ?? old.inputTokens,
    outputTokens: counts?.output_tokens ?? old.outputTokens,
    cacheWriteTokens: counts?.cache_creation_input_tokens ?? old.cacheWriteTokens,
    cacheReadTokens: counts?.cache_read_input_tokens ?? old.cacheReadTokens,
  };
}
