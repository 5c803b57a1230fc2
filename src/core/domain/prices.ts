import { z } from 'zod';
import { VidigestError } from './errors.ts';
import type { TokenUsage } from './usage.ts';

const usd = z.number().nonnegative();
const priceSchema = z.object({ input: usd, output: usd, cacheWrite: usd, cacheRead: usd });
const modelPriceSchema = priceSchema.extend({
  step: z.object({ aboveTokens: z.number().int().positive(), price: priceSchema }).optional(),
});

/**
 * Prices of one model in USD per million tokens. Cache writes are those that live five minutes. A call whose whole prompt
 * is longer than `step.aboveTokens` is billed at the step's prices throughout.
 */
type ModelPrice = z.infer<typeof modelPriceSchema>;

const priceTableSchema = z.object({
  /** ISO 8601 date the figures were read on. */
  asOf: z.iso.date(),
  models: z.record(z.string(), modelPriceSchema),
});
/** Prices by model id. A dated id (`claude-haiku-4-5-20251001`) is looked up without its date too. */
export type PriceTable = z.infer<typeof priceTableSchema>;

/**
 * The table in a JSON text: its models beside those of `defaultPrices`, or instead of them. Throws `config-invalid` with
 * a `reason` that names what is wrong.
 */
export function parsePrices(json: string): PriceTable {
  const parsed = priceTableSchema.safeParse(parseJson(json));
  if (!parsed.success) {
    const reason = parsed.error.issues
      .map(({ path, message }) => `${path.join('.') || 'table'}: ${message}`)
      .join('; ');
    throw new VidigestError('config-invalid', `prices: ${reason}`, { reason });
  }
  return { asOf: parsed.data.asOf, models: { ...defaultPrices.models, ...parsed.data.models } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VidigestError('config-invalid', 'prices: no JSON', { cause, reason: 'it holds no JSON' });
  }
}

/**
 * Anthropic's list prices. Models without a published price are left out, so that their cost is unknown and not wrong.
 * The cache write price of claude-opus-5-5 is not published; it follows the rule of all the others, 1.25 times input.
 */
export const defaultPrices: PriceTable = {
  asOf: '2026-11-24',
  models: {
    'claude-haiku-5-5': {
      input: 0.1,
      output: 0.5,
      cacheWrite: 0.125,
      cacheRead: 0.01,
      step: { aboveTokens: 100_000, price: { input: 0.5, output: 2.5, cacheWrite: 0.625, cacheRead: 0.05 } },
    },
    'claude-sonnet-5-5': { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.1 },
    'claude-opus-5-5': { input: 4, output: 20, cacheWrite: 5, cacheRead: 0.2 },
    'claude-fable-5-1': { input: 10, output: 50, cacheWrite: 12.5, cacheRead: 0.25 },
    'claude-opus-5': opus(),
    'claude-opus-4-8': opus(),
    'claude-opus-4-7': opus(),
    'claude-opus-4-6': opus(),
    'claude-opus-4-5': opus(),
    'claude-haiku-4-5': { input: 1, output: 5, cacheWrite: 1.25, cacheRead: 0.1 },
  },
};

function opus(): ModelPrice {
  return { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 };
}

/**
 * What one call cost in USD; null for a model without a price. Per call, never for a sum of calls: a price step depends
 * on the prompt of each. The prompt is all of its tokens, cached or not.
 */
export function costUsd(model: string, usage: TokenUsage, prices: PriceTable = defaultPrices): number | null {
  const id = [model, model.replace(/-\d{8}$/, '')].find((known) => Object.hasOwn(prices.models, known));
  const listed = id === undefined ? undefined : prices.models[id];
  if (listed === undefined) return null;
  const promptTokens = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
  const price = listed.step !== undefined && promptTokens > listed.step.aboveTokens ? listed.step.price : listed;
  const microUsd =
    usage.inputTokens * price.input +
    usage.outputTokens * price.output +
    usage.cacheWriteTokens * price.cacheWrite +
    usage.cacheReadTokens * price.cacheRead;
  return microUsd / 1e6;
}
