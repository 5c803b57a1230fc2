import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPrices, parsePrices } from '../../../src/core/domain/prices.ts';
import { captionStats, estimateCost } from '../../../src/core/pipeline/estimate-cost.ts';
import { createMeteredModel } from '../../../src/core/pipeline/metered-model.ts';
import { type FakeClaude, startFakeClaude } from '../../fakes/fake-claude.ts';
import { make, modelOf } from '../../support/claude-pipeline.ts';
import { talk } from '../../support/talk.ts';

let fake: FakeClaude;
beforeEach(async () => {
  fake = await startFakeClaude();
});
afterEach(() => fake.close());

function estimate(minutes: number, language: string, translate = true, prices = defaultPrices): number {
  const { video, captions } = talk(minutes);
  return estimateCost(captionStats(video, captions), { language, translate }, modelOf(fake), prices);
}

describe('estimateCost', () => {
  it.each([
    [6, 'zh-CN', true],
    [42, 'zh-CN', true],
    [42, 'de', true],
    [42, 'ja', true],
    [42, 'en', true],
    [42, 'zh-CN', false],
    [150, 'zh-CN', true],
  ])(
    'is what %i minutes into %s (translated: %s) really take, and up to twice as much',
    async (minutes, language, translate) => {
      const { digest } = await make(modelOf(fake), talk(minutes), { language, translate });
      const realUsd = digest.usage.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
      const ratio = estimate(minutes, language, translate) / realUsd;
      expect(ratio).toBeGreaterThan(1);
      expect(ratio).toBeLessThan(2);
    },
  );

  it('grows with the length and no faster', () => {
    const [hour, tenHours] = [estimate(60, 'zh-CN'), estimate(600, 'zh-CN')];
    expect(tenHours / hour).toBeGreaterThan(7);
    expect(tenHours / hour).toBeLessThan(11);
  });

  it('follows the prices; a model without one is free', () => {
    const free = { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 };
    const prices = parsePrices(JSON.stringify({ asOf: '2026-01-01', models: { 'claude-sonnet-5-5': free } }));
    const translation = estimate(42, 'zh-CN', true, prices);
    expect(translation).toBeGreaterThan(0);
    expect(translation).toBeLessThan(estimate(42, 'zh-CN') / 2);
    expect(estimate(42, 'zh-CN', true, { asOf: '2026-01-01', models: {} })).toBe(0);
    expect(estimate(42, 'zh-CN', false, prices)).toBe(0);
  });
});

describe('a metered model', () => {
  it('counts what the digest counts, by the same prices', async () => {
    const double = { input: 4, output: 20, cacheWrite: 5, cacheRead: 0.2 };
    const prices = parsePrices(JSON.stringify({ asOf: '2026-01-01', models: { 'claude-sonnet-5-5': double } }));
    const metered = createMeteredModel(modelOf(fake), prices);
    const { digest } = await make(metered.model, talk(6));
    const report = metered.report();
    expect(report.map(({ costUsd: _, ...tokens }) => tokens)).toEqual(
      digest.usage.map(({ costUsd: _, ...tokens }) => tokens),
    );
    expect(report[0]?.costUsd).toBeCloseTo((digest.usage[0]?.costUsd ?? 0) * 2, 9);
  });
});
