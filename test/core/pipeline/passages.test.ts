import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineRange } from '../../../src/core/domain/transcript.ts';
import { checkPartition } from '../../../src/core/pipeline/passages.ts';
import { countUp, numbersIn } from './some-lines.ts';

const range = (first: number, last: number): LineRange => ({ first, last });

describe('checkPartition', () => {
  it('accepts a partition', () => {
    const answer = [range(11, 14), range(15, 15), range(16, 20)];
    expect(checkPartition(answer, [range(11, 20)])).toEqual({ accepted: answer, missing: [], faults: [] });
  });

  it('names missing lines as ranges, those of neighbouring asked ranges apart', () => {
    const { missing, faults } = checkPartition([range(3, 4)], [range(1, 6), range(7, 9), range(20, 21)]);
    expect(missing).toEqual([range(1, 2), range(5, 6), range(7, 9), range(20, 21)]);
    expect(faults).toContain('lines 1-2 are missing');
  });

  it.each([
    ['doubled', [range(1, 5), range(1, 5), range(6, 9)], [range(1, 5), range(6, 9)]],
    ['overlapping', [range(1, 5), range(4, 7), range(8, 9)], [range(1, 5), range(8, 9)]],
    ['foreign', [range(1, 5), range(6, 12)], [range(1, 5)]],
    ['foreign first', [range(0, 5), range(6, 9)], [range(6, 9)]],
    ['reversed', [range(5, 1), range(6, 9)], [range(6, 9)]],
    ['no numbers', [range(1.5, 3), range(Number.NaN, 4), range(6, Number.POSITIVE_INFINITY)], []],
    ['out of order', [range(6, 9), range(1, 5)], [range(1, 5), range(6, 9)]],
  ])('handles %s ranges', (_, answer, accepted) => {
    expect(checkPartition(answer, [range(1, 9)]).accepted).toEqual(accepted);
  });

  it('rejects a passage that leaves its asked range for another', () => {
    expect(checkPartition([range(4, 8)], [range(1, 5), range(6, 9)]).accepted).toEqual([]);
  });

  it('takes asked ranges in any order', () => {
    const { accepted, missing } = checkPartition([range(2, 3)], [range(8, 9), range(1, 3)]);
    expect(accepted).toEqual([range(2, 3)]);
    expect(missing).toEqual([range(1, 1), range(8, 9)]);
  });

  it('accepted and missing together are the asked lines, each once, for any answer', () => {
    fc.assert(
      fc.property(
        arbitraryAnswer(60),
        fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 2 }),
        (answer, cuts) => {
          const asked = askedFrom(cuts);
          const { accepted, missing } = checkPartition(answer, asked);
          expect(numbersIn([...accepted, ...missing]).sort((a, b) => a - b)).toEqual(numbersIn(asked));
          expect(accepted.every((item) => answer.includes(item))).toBe(true);
        },
      ),
    );
  });

  it('ends with every line in one passage, however often the answers are bad', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryAnswer(40), { maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        (answers, count) => {
          const accepted: LineRange[] = [];
          let missing: readonly LineRange[] = [range(1, count)];
          for (const answer of [...answers, null]) {
            const check = checkPartition(answer ?? missing, missing);
            accepted.push(...check.accepted);
            missing = check.missing;
          }
          expect(missing).toEqual([]);
          expect(numbersIn(accepted).sort((a, b) => a - b)).toEqual(countUp(1, count));
        },
      ),
    );
  });
});

function arbitraryAnswer(max: number): fc.Arbitrary<LineRange[]> {
  const number = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: -1, max }) },
    { weight: 1, arbitrary: fc.double() },
  );
  const near = fc
    .tuple(fc.integer({ min: 1, max }), fc.integer({ min: 0, max: 6 }))
    .map(([first, more]) => range(first, first + more));
  return fc.array(fc.oneof(near, fc.record({ first: number, last: number })), { maxLength: 30 });
}

/** Disjoint ranges in order, some of them neighbours. */
function askedFrom(cuts: readonly number[]): LineRange[] {
  const sorted = cuts.toSorted((a, b) => a - b);
  return sorted.slice(1).flatMap((last, index) => {
    const first = (sorted[index] ?? 0) + 1;
    return index % 3 === 2 ? [] : [range(first, last)];
  });
}
