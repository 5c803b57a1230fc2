import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutToWidth, displayWidth, graphemesOf } from '../../src/formatters/display-width.ts';

test.each([
  ['', 0],
  ['abc', 3],
  ['视频', 4],
  ['視頻，ok', 8],
  ['ひらカタ', 8],
  ['한국', 4],
  ['e\u0301', 1],
  ['👩‍👩‍👧', 2],
  ['🎉!', 3],
  ['⚠️', 2],
  ['\u200b\u2060', 0],
])('%j takes %i columns', (text, columns) => expect(displayWidth(text)).toBe(columns));

test('a cut is the longest beginning that fits, between whole characters', () => {
  expect(cutToWidth('视频ab', 3)).toBe('视');
  expect(cutToWidth('👩‍👩‍👧x', 1)).toBe('');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, columns) => {
      const cut = cutToWidth(text, columns);
      expect(text.startsWith(cut)).toBe(true);
      expect(displayWidth(cut)).toBeLessThanOrEqual(columns);
      const next = graphemesOf(text.slice(cut.length))[0];
      if (next !== undefined) expect(displayWidth(cut) + displayWidth(next)).toBeGreaterThan(columns);
    }),
  );
});
