import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChapterHeading, partitionChapters, targetChapterCount } from '../../../src/core/pipeline/chapters.ts';
import { arbitraryLines, countUp, evenLines, numbersIn } from './some-lines.ts';

const minutes = (count: number) => count * 60_000;
const heading = (first: number, title = `at ${first}`): ChapterHeading => ({ first, title, gist: `gist ${first}` });

describe('targetChapterCount', () => {
  it.each([
    [0, 1],
    [2.9, 1],
    [6, 2],
    [12, 3],
    [42, 11],
    [60, 15],
    [120, 20],
    [180, 25],
    [600, 25],
  ])('gives %d minutes %d chapters', (length, count) => {
    expect(targetChapterCount(minutes(length))).toBe(count);
  });
});

describe('partitionChapters', () => {
  const lines = evenLines(120);

  it('sorts, drops doubles and numbers of no line, and starts at line 1', () => {
    const starts = [
      heading(61),
      heading(9),
      heading(9, 'again'),
      heading(0),
      heading(121),
      heading(2.5),
      heading(Number.NaN),
    ];
    expect(partitionChapters(starts, lines, 600_000)).toEqual([
      { title: 'at 9', gist: 'gist 9', startMs: 0, endMs: 300_000, lines: { first: 1, last: 60 } },
      { title: 'at 61', gist: 'gist 61', startMs: 300_000, endMs: 600_000, lines: { first: 61, last: 120 } },
    ]);
  });

  it('joins slivers with a neighbour, under the name of the longer', () => {
    const titles = partitionChapters([heading(1), heading(3), heading(40), heading(118)], lines, 600_000);
    expect(titles.map(({ title, lines: { first } }) => [title, first])).toEqual([
      ['at 3', 1],
      ['at 40', 40],
    ]);
  });

  it('joins the shortest where there are too many', () => {
    const starts = countUp(1, 120)
      .filter((number) => number % 4 === 1)
      .map((number) => heading(number));
    expect(partitionChapters(starts, lines, 600_000)).toHaveLength(25);
    expect(partitionChapters(starts, lines, 600_000, 30)).toHaveLength(30);
  });

  it('ends with the video, or with the last line where that is later', () => {
    expect(partitionChapters([], lines, 650_000).at(-1)?.endMs).toBe(650_000);
    expect(partitionChapters([], lines, 0).at(-1)?.endMs).toBe(600_000);
  });

  it('makes one chapter of unusable starts and none of no lines', () => {
    expect(partitionChapters([heading(900, 'All')], lines, 0)).toMatchObject([
      { title: 'All', lines: { first: 1, last: 120 } },
    ]);
    expect(partitionChapters([heading(1)], [], 60_000)).toEqual([]);
  });

  it('partitions lines and time whatever the starts', () => {
    const first = fc.oneof(fc.integer({ min: -2, max: 130 }), fc.double(), fc.integer());
    fc.assert(
      fc.property(arbitraryLines(), fc.array(first), fc.nat({ max: 9_000_000 }), (some, firsts, durationMs) => {
        const chapters = partitionChapters(
          firsts.map((number) => heading(number)),
          some,
          durationMs,
        );
        expect(numbersIn(chapters.map((chapter) => chapter.lines))).toEqual(countUp(1, some.length));
        expect(chapters.length).toBeLessThanOrEqual(25);
        const borders = [0, ...chapters.map(({ endMs }) => endMs)];
        expect(chapters.map(({ startMs }) => startMs)).toEqual(borders.slice(0, -1));
        expect(borders.at(-1)).toBe(Math.max(durationMs, some.at(-1)?.endMs ?? 0));
        for (const [index, { startMs, endMs, lines: range }] of chapters.entries()) {
          if (index > 0) expect(startMs).toBe(some[range.first - 1]?.startMs);
          const alone = chapters.length === 1;
          expect(alone || (endMs - startMs >= 20_000 && range.last > range.first)).toBe(true);
        }
      }),
    );
  });
});
