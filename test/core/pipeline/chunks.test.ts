import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineRange } from '../../../src/core/domain/transcript.ts';
import { halveChunk, planChunks } from '../../../src/core/pipeline/chunks.ts';
import { estimateTokens } from '../../../src/core/pipeline/estimate-tokens.ts';
import { planWindows } from '../../../src/core/pipeline/windows.ts';
import { arbitraryLines, countUp, evenLines, numbersIn, someLines } from './some-lines.ts';

describe('planChunks', () => {
  it('makes 12 to 16 chunks of a talk of 42 minutes in 10 chapters, none tiny', () => {
    const lines = evenLines(504);
    const borders = [0, 150, 510, 840, 1200, 1470, 1680, 1920, 2070, 2220, 2520].map((second) => second / 5);
    const chapters = borders.slice(1).map((last, index): LineRange => ({ first: (borders[index] ?? 0) + 1, last }));
    const chunks = chapters.flatMap((chapter) => planChunks(chapter, lines));
    expect(chunks.length).toBeGreaterThanOrEqual(12);
    expect(chunks.length).toBeLessThanOrEqual(16);
    for (const { first, last } of chunks) expect(last - first + 1).toBeGreaterThanOrEqual(24);
    expect(numbersIn(chunks)).toEqual(countUp(1, 504));
  });

  it('ends a chunk at a pause and speaker change nearby', () => {
    const lines = someLines(
      Array.from({ length: 80 }, (_, index) => (index === 36 ? { pauseMs: 2_000, speakerChange: true } : {})),
    );
    expect(planChunks({ first: 1, last: 80 }, lines).map(({ first }) => first)).toEqual([1, 37]);
  });

  it('partitions the chapter for any lines, within the limits', () => {
    const options = { targetMs: 60_000, maxMs: 90_000, maxLines: 30 };
    fc.assert(
      fc.property(arbitraryLines(), fc.nat(), fc.nat(), (lines, a, b) => {
        const [first = 1, last = 1] = [(a % lines.length) + 1, (b % lines.length) + 1].sort((x, y) => x - y);
        const chunks = planChunks({ first, last }, lines, options);
        expect(numbersIn(chunks)).toEqual(countUp(first, last));
        for (const chunk of chunks) {
          if (chunk.first === chunk.last) continue;
          const spanMs = (lines[chunk.last - 1]?.endMs ?? 0) - (lines[chunk.first - 1]?.startMs ?? 0);
          expect(spanMs).toBeLessThanOrEqual(options.maxMs);
          expect(chunk.last - chunk.first).toBeLessThan(options.maxLines);
        }
      }),
    );
  });
});

describe('halveChunk', () => {
  it('cuts near the middle, or not at all', () => {
    const lines = someLines(Array.from({ length: 20 }, (_, index) => (index === 11 ? { pauseMs: 3_000 } : {})));
    expect(halveChunk({ first: 1, last: 20 }, lines)).toEqual([
      { first: 1, last: 11 },
      { first: 12, last: 20 },
    ]);
    expect(halveChunk({ first: 7, last: 8 }, lines)).toEqual([
      { first: 7, last: 7 },
      { first: 8, last: 8 },
    ]);
    expect(halveChunk({ first: 7, last: 7 }, lines)).toBeNull();
  });
});

describe('planWindows', () => {
  const lines = evenLines(100);
  const ten = countUp(0, 9).map((index): LineRange => ({ first: index * 10 + 1, last: index * 10 + 10 }));
  const windows = (maxTokens: number) => planWindows(ten, lines, { maxTokens, estimate: () => 10 });

  it('is one window where everything fits', () => {
    expect(windows(1_000)).toEqual([{ first: 1, last: 100 }]);
  });

  it('groups whole chapters evenly', () => {
    expect(windows(990)).toEqual([
      { first: 1, last: 50 },
      { first: 51, last: 100 },
    ]);
  });

  it('cuts a chapter that is too large', () => {
    const sizes = windows(50).map(({ first, last }) => last - first + 1);
    expect(sizes).toEqual(Array.from({ length: 20 }, () => 5));
  });

  it('partitions the lines, none over the limit but by a single line', () => {
    fc.assert(
      fc.property(
        arbitraryLines(),
        fc.array(fc.integer({ min: 1, max: 119 })),
        fc.integer({ min: 1, max: 400 }),
        (some, cuts, maxTokens) => {
          const ends = [...new Set([...cuts.filter((cut) => cut < some.length), some.length])].sort((a, b) => a - b);
          const chapters = ends.map((last, index): LineRange => ({ first: (ends[index - 1] ?? 0) + 1, last }));
          const estimate = ({ number }: { number: number }) => (number % 7) + 1;
          const planned = planWindows(chapters, some, { maxTokens, estimate });
          expect(numbersIn(planned)).toEqual(countUp(1, some.length));
          for (const window of planned) {
            const tokens = numbersIn([window]).reduce((sum, number) => sum + (number % 7) + 1, 0);
            expect(tokens <= maxTokens || window.first === window.last).toBe(true);
          }
        },
      ),
    );
  });
});

describe('estimateTokens', () => {
  it('counts Latin text at 3.5 characters a token and ideographs at one', () => {
    expect(estimateTokens('a'.repeat(3_500))).toBeGreaterThanOrEqual(1_000);
    expect(estimateTokens('a'.repeat(3_500))).toBeLessThanOrEqual(1_001);
    expect(estimateTokens('字かな한국')).toBe(5);
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('слово')).toBe(3);
  });
});
