import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BudgetLimits,
  capsFor,
  dayOf,
  defaultLimits,
  fromMicroUsd,
  isLiftable,
  monthOf,
  noticeOf,
  toMicroUsd,
  unliftableCaps,
} from '../../../src/core/domain/budget.ts';

const spender = { surface: 'slack', workspace: 'T1', channel: 'C1', author: 'U1' };
const noon = Date.UTC(2026, 1, 27, 12);
const midnight = Date.UTC(2026, 2, 1);
const dayEnd = Date.UTC(2026, 1, 28);
const hour = 3_600_000;

describe('capsFor', () => {
  it('holds a workspace to its day, a channel to its month, a person to the hour', () => {
    const dayMs = Date.UTC(2026, 1, 27);
    expect(capsFor(defaultLimits, 2, spender, noon)).toEqual([
      { reason: 'day', of: 'workspace', channel: null, author: null, sinceMs: dayMs, atMost: { usd: 5 } },
      {
        reason: 'channel',
        of: 'workspace',
        channel: 'C1',
        author: null,
        sinceMs: Date.UTC(2026, 1),
        atMost: { usd: 2 },
      },
      {
        reason: 'person',
        of: 'workspace',
        channel: null,
        author: 'U1',
        sinceMs: noon - hour + 1,
        atMost: { digests: 20 },
      },
    ]);
  });

  it('has no cap where there is no limit, and one of nothing where the limit is 0', () => {
    const none: BudgetLimits = { totalDayUsd: null, dayUsd: null, videoUsd: null, digestsPerPersonAndHour: null };
    expect(capsFor(none, null, spender, noon)).toEqual([]);
    expect(capsFor({ ...none, dayUsd: 0 }, 0, spender, noon)).toMatchObject([
      { reason: 'day', atMost: { usd: 0 } },
      { reason: 'channel', atMost: { usd: 0 } },
    ]);
  });
});

describe('noticeOf', () => {
  const [day, channel, person] = capsFor(defaultLimits, 2, spender, noon);
  const counted = { spentUsd: 1.9, digests: 20, firstAtMs: noon - 10 };

  it('says when there is room again', () => {
    if (day === undefined || channel === undefined || person === undefined) throw new Error('caps are missing');
    const limits = { spentUsd: 1.9, estimateUsd: 0.3 };
    expect(noticeOf(day, counted, 0.3, noon)).toEqual({ reason: 'day', limitUsd: 5, ...limits, resetsAtMs: dayEnd });
    expect(noticeOf(channel, counted, 0.3, noon)).toEqual({
      reason: 'channel',
      limitUsd: 2,
      ...limits,
      resetsAtMs: midnight,
    });
    expect(noticeOf(channel, counted, 2.1, noon)).toMatchObject({ resetsAtMs: null });
    expect(noticeOf(person, counted, 0.3, noon)).toEqual({
      reason: 'person',
      limitDigests: 20,
      resetsAtMs: noon - 10 + hour,
    });
  });
});

describe('the limit of all workspaces', () => {
  it('is for a day, and tells no figures', () => {
    const sinceMs = Date.UTC(2026, 1, 27);
    expect(unliftableCaps(defaultLimits, noon)).toEqual([]);
    const [cap, ...others] = unliftableCaps({ ...defaultLimits, totalDayUsd: 20 }, noon);
    const everywhere = { of: 'all', channel: null, author: null };
    expect(cap).toEqual({ reason: 'total', ...everywhere, sinceMs, atMost: { usd: 20 } });
    expect(others).toEqual([]);
    if (cap === undefined) throw new Error('no cap');
    const counted = { spentUsd: 19.9, digests: 300, firstAtMs: noon - 10 };
    const notice = noticeOf(cap, counted, 0.3, noon);
    expect(notice).toEqual({ reason: 'total', resetsAtMs: dayEnd });
    expect(isLiftable(notice)).toBe(false);
    expect(noticeOf(cap, counted, 20.1, noon)).toEqual({ reason: 'total', resetsAtMs: null });
  });
});

describe('days and months', () => {
  it('are those of UTC', () => {
    expect(dayOf(midnight - 1)).toEqual({ fromMs: Date.UTC(2026, 1, 28), toMs: midnight });
    expect(dayOf(midnight).fromMs).toBe(midnight);
    expect(monthOf(midnight - 1)).toEqual({ fromMs: Date.UTC(2026, 1), toMs: midnight });
    expect(monthOf(Date.UTC(2026, 11, 31, 23))).toEqual({ fromMs: Date.UTC(2026, 11), toMs: Date.UTC(2027, 0) });
  });
});

describe('toMicroUsd', () => {
  it('keeps every whole millionth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (micro) => {
        expect(toMicroUsd(fromMicroUsd(micro))).toBe(micro);
      }),
    );
  });

  it.each([-0.01, Number.NaN, Number.POSITIVE_INFINITY, 1e12])('refuses %s', (usd) => {
    expect(() => toMicroUsd(usd)).toThrow(RangeError);
  });
});
