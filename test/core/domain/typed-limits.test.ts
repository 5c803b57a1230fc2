import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../src/core/domain/settings.ts';
import { limitNames, readTypedLimits, typedLimits } from '../../../src/core/domain/typed-limits.ts';

const none = { shortestMs: '', longestMs: '', budgetUsd: '' };

describe('limits as they are typed', () => {
  it('are minutes and dollars, with a point or a comma; nothing is no limit', () => {
    expect(readTypedLimits(none)).toEqual({ set: { shortestMs: 0, longestMs: null, budgetUsd: null } });
    const typed = { shortestMs: ' 1,5 ', longestMs: '90', budgetUsd: '０' };
    expect(readTypedLimits(typed)).toEqual({ set: { shortestMs: 90_000, longestMs: 5_400_000, budgetUsd: 0 } });
  });

  it.each(['ten', '-1', '1e3', '1.2.3', '5 min', '∞', '1,000.00'])('are numbers: %s', (budgetUsd) => {
    expect(readTypedLimits({ ...none, budgetUsd })).toEqual({ problems: { budgetUsd: 'badNumber' } });
  });

  it('are told from those that are too large, and from a longest that is less than the shortest', () => {
    const problems = { longestMs: 'tooLarge', budgetUsd: 'tooLarge' };
    expect(readTypedLimits({ ...none, longestMs: '6001', budgetUsd: '1000001' })).toEqual({ problems });
    const range = { ...none, shortestMs: '10', longestMs: '9' };
    expect(readTypedLimits(range)).toEqual({ problems: { longestMs: 'badRange' } });
  });

  it('are valid settings or named, whatever is typed', () => {
    const field = fc.oneof(fc.string({ maxLength: 20 }), fc.double({ min: 0, max: 1e9, noNaN: true }).map(String));
    fc.assert(
      fc.property(field, field, field, (shortestMs, longestMs, budgetUsd) => {
        const read = readTypedLimits({ shortestMs, longestMs, budgetUsd });
        if ('problems' in read) expect(Object.keys(read.problems).length).toBeGreaterThan(0);
        else expect(settingsSchema.partial().parse(read.set)).toEqual(read.set);
      }),
    );
  });

  it('are read as the settings that they were written from', () => {
    const length = fc.oneof(fc.integer({ min: 0, max: 6_000 * 60_000 }), fc.integer({ min: 0, max: 6_000 }));
    const budget = fc.option(fc.integer({ min: 0, max: 1_000_000_000_000 }).map((millionths) => millionths / 1e6));
    fc.assert(
      fc.property(length, fc.option(length), budget, (shortestMs, longest, budgetUsd) => {
        const longestMs = longest === null ? null : Math.max(longest, shortestMs);
        const settings = { shortestMs, longestMs, budgetUsd };
        expect(readTypedLimits(typedLimits(settings))).toEqual({ set: settings });
        expect(limitNames.every((name) => typedLimits(settings)[name].length <= 20)).toBe(true);
      }),
    );
  });
});
