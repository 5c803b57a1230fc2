import { describe, expect, it } from 'vitest';
import type { BudgetNotice } from '../../../src/core/domain/budget.ts';
import { describeBudget, formatUsd } from '../../../src/formatters/strings/describe-budget.ts';
import { stringsFor } from '../../../src/formatters/strings/strings-for.ts';

const money = { limitUsd: 5, spentUsd: 4.9, estimateUsd: 0.2101, resetsAtMs: null };
const notices: readonly BudgetNotice[] = [
  { reason: 'day', ...money },
  { reason: 'channel', ...money },
  { reason: 'video', limitUsd: 5, estimateUsd: 7.5, resetsAtMs: null },
  { reason: 'person', limitDigests: 1200, resetsAtMs: 0 },
  { reason: 'total', resetsAtMs: 0 },
];

describe('describeBudget', () => {
  it('says the cause, and when there is room again', () => {
    const [day, , , person] = notices;
    if (day === undefined || person === undefined) throw new Error('no notice');
    expect(describeBudget(stringsFor('en'), day, '00:00 UTC')).toBe(
      'Made without AI: today’s budget of $5.00 has no room left for this video (about $0.22). There is room again from 00:00 UTC.',
    );
    expect(describeBudget(stringsFor('de'), person, null)).toContain('1.200');
  });

  it.each(['en', 'zh-CN', 'zh-TW', 'ja', 'ko', 'es', 'fr', 'de', 'pt-BR'])(
    'names the figures of each in %s',
    (language) => {
      const strings = stringsFor(language);
      const texts = notices.map((notice) => describeBudget(strings, notice, null));
      expect(new Set(texts).size).toBe(5);
      for (const text of texts.slice(0, 3)) expect(text).toContain(formatUsd(strings.locale, 5));
      expect(texts[0]).toContain(formatUsd(strings.locale, 0.22));
      expect(texts[4]).toMatch(/AI|KI|IA/);
      expect(describeBudget(strings, notices[0] ?? raise(), 'AT')).toContain('AT');
    },
  );
});

function raise(): never {
  throw new Error('no notice');
}

describe('formatUsd', () => {
  it.each([
    [0, '$0.00'],
    [0.000001, '$0.01'],
    [0.29, '$0.29'],
    [1.1, '$1.10'],
    [1234.5, '$1,234.50'],
  ])('shows %d as %s', (usd, text) => {
    expect(formatUsd('en', usd)).toBe(text);
  });
});
