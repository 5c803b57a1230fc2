import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costUsd, defaultPrices, type PriceTable, parsePrices } from '../../../src/core/domain/prices.ts';
import { addUsage, noUsage, type TokenUsage } from '../../../src/core/domain/usage.ts';

const usage = (part: Partial<TokenUsage>): TokenUsage => ({ ...noUsage, ...part });

describe('costUsd', () => {
  it('counts each kind of token at its own price', () => {
    const million = 1_000_000;
    expect(costUsd('claude-sonnet-5-5', usage({ inputTokens: million }))).toBe(2);
    expect(costUsd('claude-sonnet-5-5', usage({ outputTokens: million }))).toBe(10);
    expect(costUsd('claude-sonnet-5-5', usage({ cacheWriteTokens: million }))).toBe(2.5);
    expect(costUsd('claude-sonnet-5-5', usage({ cacheReadTokens: million }))).toBe(0.1);
  });

  it('takes the higher price for the whole call once its prompt passes the step, cached tokens included', () => {
    const below = usage({ inputTokens: 10_000, cacheReadTokens: 80_000, cacheWriteTokens: 10_000, outputTokens: 1000 });
    const above = addUsage(below, usage({ inputTokens: 1 }));
    expect(costUsd('claude-haiku-5-5', below)).toBeCloseTo(0.00355, 8);
    expect(costUsd('claude-haiku-5-5', above)).toBeCloseTo(0.01775, 5);
  });

  it('does not take output for prompt', () => {
    expect(costUsd('claude-haiku-5-5', usage({ outputTokens: 200_000 }))).toBeCloseTo(0.1, 8);
  });

  it('knows dated ids and says null for an unknown model', () => {
    expect(costUsd('claude-haiku-4-5-20251001', usage({ outputTokens: 1_000_000 }))).toBe(5);
    expect(costUsd('claude-fable-5-2', usage({ outputTokens: 1 }))).toBeNull();
    expect(costUsd('toString', usage({ outputTokens: 1 }))).toBeNull();
  });

  it('takes another table', () => {
    const prices: PriceTable = {
      asOf: '2030-01-01',
      models: { local: { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 } },
    };
    expect(costUsd('local', usage({ inputTokens: 5 }), prices)).toBe(0);
    expect(costUsd('claude-sonnet-5-5', usage({ inputTokens: 5 }), prices)).toBeNull();
  });

  it('is never dearer to read a cache than to write it, and adds up below the step', () => {
    for (const price of Object.values(defaultPrices.models)) expect(price.cacheRead).toBeLessThan(price.cacheWrite);
    const tokens = fc.record({
      inputTokens: fc.nat(10_000),
      outputTokens: fc.nat(10_000),
      cacheWriteTokens: fc.nat(10_000),
      cacheReadTokens: fc.nat(10_000),
    });
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(defaultPrices.models)), tokens, tokens, (model, a, b) => {
        const sum = costUsd(model, addUsage(a, b)) ?? Number.NaN;
        expect(sum).toBeCloseTo((costUsd(model, a) ?? 0) + (costUsd(model, b) ?? 0), 9);
      }),
    );
  });
});

describe('parsePrices', () => {
  const price = { input: 1, output: 5, cacheWrite: 1.25, cacheRead: 0.1 };

  it('puts its models beside and over the listed ones', () => {
    const models = { mine: price, 'claude-haiku-5-5': price };
    const table = parsePrices(JSON.stringify({ asOf: '2026-12-01', models }));
    expect(table.asOf).toBe('2026-12-01');
    const million = usage({ inputTokens: 1_000_000 });
    expect(costUsd('mine', million, table)).toBe(1);
    // A step that is not given is gone.
    expect(costUsd('claude-haiku-5-5', million, table)).toBe(1);
    expect(costUsd('claude-sonnet-5-5', million, table)).toBe(2);
  });

  it.each([
    ['no JSON', '{', /no JSON/],
    [
      'a negative price',
      JSON.stringify({ asOf: '2026-12-01', models: { mine: { ...price, input: -1 } } }),
      /mine\.input/,
    ],
    ['a missing price', JSON.stringify({ asOf: '2026-12-01', models: { mine: { input: 1 } } }), /mine\.output/],
    ['no date', JSON.stringify({ asOf: 'today', models: {} }), /asOf/],
    ['no table', '[]', /table/],
  ])('refuses %s and says what is wrong', (_, text, reason) => {
    expect(() => parsePrices(text)).toThrow(
      expect.objectContaining({ code: 'config-invalid', reason: expect.stringMatching(reason) }),
    );
  });
});
