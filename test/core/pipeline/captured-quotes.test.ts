import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCaptions } from '../../../src/core/domain/captions/parse-captions.ts';
import type { Line } from '../../../src/core/domain/transcript.ts';
import { groundQuote } from '../../../src/core/pipeline/grounding.ts';
import { makeLines } from '../../../src/core/pipeline/lines.ts';

const { VIDIGEST_FIXTURES: folder = '' } = process.env;

function captured(name: string, language: string): Line[] {
  const cues = parseCaptions(readFileSync(join(folder, 'captions', name), 'utf8'));
  return makeLines({ language, kind: 'auto', cues });
}

/** Every stretch of `size` words at a step, with the line it begins in. */
function stretches(lines: readonly Line[], size: number, step: number): { words: string[]; line: number }[] {
  const words = lines.flatMap(({ text, number }) => text.split(/\s+/).map((word) => ({ word, number })));
  const found: { words: string[]; line: number }[] = [];
  for (let at = 0; at + size <= words.length; at += step) {
    found.push({ words: words.slice(at, at + size).map(({ word }) => word), line: words[at]?.number ?? 1 });
  }
  return found;
}

/** Part of the stretches that are found again after `change`, looked for in the lines they begin in. */
function rate(lines: readonly Line[], change: (words: string[]) => string): number {
  const all = stretches(lines, 14, 23);
  const hits = all.filter(({ words, line }) => {
    return groundQuote(change(words), { first: line, last: Math.min(line + 2, lines.length) }, lines) !== null;
  });
  return hits.length / all.length;
}

describe.skipIf(folder === '')('quotes from captured captions', () => {
  const talks = {
    auto: () => captured('en-auto_json3_dashboards-8min.json3', 'en'),
    manual: () => captured('english-manual_srt_3b1b-bitcoin-26min.srt', 'en'),
  };

  it.each(Object.entries(talks))('%s: every stretch is found word for word', (_, load) => {
    expect(rate(load(), (words) => words.join(' '))).toBe(1);
  });

  it.each(Object.entries(talks))(
    '%s: every stretch is found without case and marks, with a word misheard',
    (_, load) => {
      const misheard = (words: string[]): string =>
        words
          .map((word, index) => (index === 6 ? `${word}s` : word))
          .join(' ')
          .replace(/[^\w\s']/g, ' ')
          .toUpperCase();
      expect(rate(load(), misheard)).toBeGreaterThan(0.99);
    },
  );

  it.each(Object.entries(talks))('%s: two wrong words of fourteen are forgiven', (_, load) => {
    const wrong = (words: string[]): string =>
      words.map((word, index) => (index === 4 || index === 9 ? 'zebra' : word)).join(' ');
    expect(rate(load(), wrong)).toBeGreaterThan(0.97);
  });

  it.each(Object.entries(talks))('%s: five wrong words of fourteen are not', (_, load) => {
    const wrong = (words: string[]): string => words.map((word, index) => (index % 3 === 1 ? 'zebra' : word)).join(' ');
    expect(rate(load(), wrong)).toBe(0);
  });

  it('finds nothing of one talk in another', () => {
    const [auto, manual] = [talks.auto(), talks.manual()];
    const all = stretches(auto, 9, 7);
    const hits = all.filter(
      ({ words }) => groundQuote(words.join(' '), { first: 1, last: manual.length }, manual) !== null,
    );
    expect(hits.map(({ words }) => words.join(' '))).toEqual([]);
  });

  it('compares Japanese by character', () => {
    const lines = captured('japanese-manual_srt_3b1b-bitcoin-26min.srt', 'ja');
    const found = lines.slice(0, -1).map(({ text, number }) => {
      const quote = `${text}${lines[number]?.text ?? ''}`.replace(/[、。]/g, '');
      return groundQuote(quote, { first: number, last: number + 1 }, lines)?.lines;
    });
    expect(found).toEqual(lines.slice(0, -1).map(({ number }) => ({ first: number, last: number + 1 })));
  });
});
