import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chapter } from '../../../src/core/domain/digest.ts';
import { errorCodeOf } from '../../../src/core/domain/errors.ts';
import type { Line } from '../../../src/core/domain/transcript.ts';
import { assemblePassages, coverageOf, type PassagePart } from '../../../src/core/pipeline/assemble-passages.ts';
import { partitionChapters } from '../../../src/core/pipeline/chapters.ts';
import { cleanedPassages } from '../../../src/core/pipeline/cleaned-passages.ts';
import { arbitraryLines, countUp, evenLines, type LineSpec, numbersIn, someLines } from './some-lines.ts';

const part = (first: number, last: number, state: PassagePart['state'] = 'translated'): PassagePart => ({
  lines: { first, last },
  turns: [{ speaker: null, text: `${first}-${last}` }],
  state,
  problems: [],
});
const heading = (first: number) => ({ first, title: `at ${first}`, gist: '' });

describe('assemblePassages', () => {
  const lines = someLines(Array.from({ length: 20 }, () => ({ pauseMs: 1_000 })));
  const chapters = partitionChapters([heading(1), heading(11)], lines, 125_000);

  it('orders passages and gives them times without a gap', () => {
    const passages = assemblePassages([part(11, 20), part(5, 10), part(1, 4)], chapters, lines);
    expect(passages.map(({ chapter, startMs, endMs, lines: { first } }) => [first, chapter, startMs, endMs])).toEqual([
      [1, 0, 0, 25_000],
      [5, 0, 25_000, 61_000],
      [11, 1, 61_000, 125_000],
    ]);
  });

  it.each([
    ['a gap', [part(1, 4), part(6, 10), part(11, 20)]],
    ['an overlap', [part(1, 5), part(5, 10), part(11, 20)]],
    ['a passage across chapters', [part(1, 4), part(5, 12), part(13, 20)]],
    ['lines left over', [part(1, 10), part(11, 19)]],
    ['too many lines', [part(1, 10), part(11, 21)]],
    ['nothing', []],
  ])('throws for %s', (_, parts) => {
    let code = 'none';
    try {
      assemblePassages(parts, chapters, lines);
    } catch (error) {
      code = errorCodeOf(error);
    }
    expect(code).toBe('internal');
  });

  it('counts what is translated or original, and nothing else', () => {
    const parts = [part(1, 4, 'doubtful'), part(5, 10), part(11, 15, 'source'), part(16, 20, 'original')];
    const coverage = coverageOf(assemblePassages(parts, chapters, lines), lines, 125_000);
    expect(coverage).toEqual({ lines: 20, coveredLines: 11, durationMs: 125_000, coveredMs: 36_000 + 34_000 });
  });
});

describe('cleanedPassages', () => {
  const whole = (count: number): Chapter[] => partitionChapters([heading(1)], evenLines(count), 0);

  it('makes passages of 60 to 90 seconds', () => {
    for (const { startMs, endMs } of cleanedPassages(evenLines(100), whole(100))) {
      expect(endMs - startMs).toBeGreaterThanOrEqual(60_000);
      expect(endMs - startMs).toBeLessThanOrEqual(90_000);
    }
  });

  it('breaks where the speaker changes or falls silent', () => {
    const talk = (change: Partial<LineSpec>) =>
      someLines(Array.from({ length: 60 }, (_, at) => ({ text: 'no sentence end', ...(at === 33 ? change : {}) })));
    const firstsOf = (lines: Line[]) =>
      cleanedPassages(lines, partitionChapters([], lines, 0)).map((passage) => passage.lines.first);
    expect(firstsOf(talk({}))).toEqual([1, 16, 31, 46]);
    expect(firstsOf(talk({ speakerChange: true, pauseMs: 1_500 }))).toContain(34);
  });

  it('begins a turn at each speaker mark and joins by script', () => {
    const lines = someLines([
      { text: 'Um, hello there.' },
      { text: 'How are you?' },
      { text: '我很好。', speakerChange: true },
      { text: '你呢？' },
    ]);
    const chapters = partitionChapters([], lines, 0);
    expect(cleanedPassages(lines, chapters, 'en').flatMap(({ turns }) => turns)).toEqual([
      { speaker: null, text: 'Hello there. How are you?' },
      { speaker: null, text: '我很好。你呢？' },
    ]);
    expect(cleanedPassages(lines, chapters)[0]?.turns[0]?.text).toBe('Um, hello there. How are you?');
  });

  it('partitions lines and time for any captions, two minutes at most', () => {
    fc.assert(
      fc.property(arbitraryLines(), fc.array(fc.integer({ min: 1, max: 120 })), (lines, starts) => {
        const chapters = partitionChapters(starts.map(heading), lines, 0);
        const passages = cleanedPassages(lines, chapters, 'en');
        expect(numbersIn(passages.map((passage) => passage.lines))).toEqual(countUp(1, lines.length));
        expect(passages.map(({ startMs }) => startMs)).toEqual([0, ...passages.slice(0, -1).map(({ endMs }) => endMs)]);
        const coverage = coverageOf(passages, lines, 0);
        expect(coverage.coveredMs).toBe(coverage.durationMs);
        expect(coverage.coveredLines).toBe(coverage.lines);
        for (const {
          lines: { first, last },
        } of passages) {
          const spokenMs = (lines[last - 1]?.endMs ?? 0) - (lines[first - 1]?.startMs ?? 0);
          if (last > first) expect(spokenMs).toBeLessThanOrEqual(120_000);
        }
      }),
    );
  });
});
