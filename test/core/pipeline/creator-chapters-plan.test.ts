import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/core/domain/transcript.ts';
import type { Video } from '../../../src/core/domain/video.ts';
import { planCreatorChapters } from '../../../src/core/pipeline/creator-chapters-plan.ts';
import { arbitraryLines, evenLines, someLines } from './some-lines.ts';

function videoOf(chapters: readonly (readonly [number, string])[], lines: readonly Line[]): Video {
  return {
    id: 'abcdefghijk',
    title: 'A talk',
    feed: null,
    publishedOn: null,
    durationMs: lines.at(-1)?.endMs ?? 0,
    description: '',
    creatorChapters: chapters.map(([startMs, title]) => ({ startMs, title })),
    unlisted: false,
    linkable: true,
  };
}
const plan = (chapters: readonly (readonly [number, string])[], lines: readonly Line[]) =>
  planCreatorChapters(videoOf(chapters, lines), lines)?.map(({ title, firstLine }) => [title, firstLine]) ?? null;

describe('planCreatorChapters', () => {
  const lines = evenLines(120);

  it('takes the chapters as they are where they fit', () => {
    expect(
      plan(
        [
          [0, 'One'],
          [200_000, 'Two'],
          [400_000, 'Three'],
        ],
        lines,
      ),
    ).toEqual([
      ['One', 1],
      ['Two', 41],
      ['Three', 81],
    ]);
  });

  it('is null for too few to be a table of contents', () => {
    expect(plan([], lines)).toBeNull();
    expect(plan([[0, 'All']], lines)).toBeNull();
    expect(
      plan(
        [
          [60_000, 'A'],
          [120_000, 'B'],
        ],
        lines,
      ),
    ).toBeNull();
    expect(
      plan(
        [
          [0, 'A'],
          [120_000, 'B'],
          [999_000, 'after the end'],
        ],
        lines,
      ),
    ).toEqual([
      ['A', 1],
      ['B', 25],
    ]);
    expect(
      plan(
        [
          [0, 'A'],
          [300_000, ' '],
        ],
        lines,
      ),
    ).toBeNull();
    expect(
      plan(
        [
          [0, 'A'],
          [300_000, 'B'],
        ],
        [],
      ),
    ).toBeNull();
  });

  it('drops the fewest that are out of order or doubled', () => {
    const chapters = [
      [0, 'A'],
      [500_000, 'typo'],
      [100_000, 'B'],
      [100_000, 'B again'],
      [200_000, 'C'],
      [300_000, 'D'],
    ] as const;
    expect(plan(chapters, lines)?.map(([title]) => title)).not.toContain('typo');
    expect(plan(chapters, lines)).toHaveLength(4);
  });

  it('snaps to the line that begins after the given time, past a jingle', () => {
    // The line at 200 s runs to 205 s; times are whole seconds and come before what they mean.
    expect(
      plan(
        [
          [0, 'A'],
          [201_100, 'B'],
        ],
        lines,
      ),
    ).toEqual([
      ['A', 1],
      ['B', 42],
    ]);
    expect(
      plan(
        [
          [0, 'A'],
          [201_000, 'B'],
        ],
        lines,
      ),
    ).toEqual([
      ['A', 1],
      ['B', 41],
    ]);
    const jingle = someLines([
      { lengthMs: 60_000 },
      { lengthMs: 30_000 },
      { pauseMs: 40_000, lengthMs: 60_000 },
      {},
      {},
    ]);
    expect(
      plan(
        [
          [0, 'A'],
          [92_000, 'B'],
        ],
        jingle,
      ),
    ).toEqual([
      ['A', 1],
      ['B', 3],
    ]);
  });

  it('takes the line under way where the next one is far', () => {
    const long = someLines([{ lengthMs: 60_000 }, { lengthMs: 2_000 }, { lengthMs: 60_000 }, { lengthMs: 60_000 }]);
    expect(
      plan(
        [
          [0, 'A'],
          [67_000, 'B'],
        ],
        long,
      ),
    ).toEqual([
      ['A', 1],
      ['B', 3],
    ]);
  });

  it('joins slivers with a neighbour and starts at line 1', () => {
    expect(
      plan(
        [
          [5_000, 'A'],
          [15_000, 'B'],
          [300_000, 'C'],
          [595_000, 'End'],
        ],
        lines,
      ),
    ).toEqual([
      ['B', 1],
      ['C', 61],
    ]);
  });

  it('splits a long one at pauses into parts that want a title', () => {
    const long = someLines(
      Array.from({ length: 480 }, (_, index) => ({ pauseMs: index === 230 ? 4_000 : 0, speakerChange: index === 230 })),
    );
    const planned =
      planCreatorChapters(
        videoOf(
          [
            [0, 'Short'],
            [300_000, 'Long'],
          ],
          long,
        ),
        long,
      ) ?? [];
    expect(planned.map(({ title, part }) => [title, part?.index ?? null, part?.of ?? null])).toEqual([
      ['Short', null, null],
      ['Long', 1, 5],
      ['Long', 2, 5],
      ['Long', 3, 5],
      ['Long', 4, 5],
      ['Long', 5, 5],
    ]);
    expect(planned.map(({ firstLine }) => firstLine)).toContain(231);
    const lengths = planned.slice(1).map(({ firstLine }, index) => (planned[index + 2]?.firstLine ?? 481) - firstLine);
    for (const length of lengths) expect(length).toBeGreaterThan(50);
  });

  it('gives starts that rise strictly from line 1 to lines that exist, for any chapters', () => {
    const chapter = fc.tuple(fc.nat({ max: 9_000_000 }), fc.constantFrom('A', 'B', ' ', ''));
    fc.assert(
      fc.property(arbitraryLines(), fc.array(chapter), (some, chapters) => {
        const planned = planCreatorChapters(videoOf(chapters, some), some);
        if (planned === null) return;
        const firsts = planned.map(({ firstLine }) => firstLine);
        expect(firsts[0]).toBe(1);
        expect(firsts).toEqual([...new Set(firsts)].sort((a, b) => a - b));
        expect(firsts.at(-1)).toBeLessThanOrEqual(some.length);
        for (const { title } of planned) expect(title).toMatch(/\S/);
      }),
    );
  });
});
