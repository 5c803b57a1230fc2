import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfterMs, retryDelayMs } from '../../../src/adapters/claude/retry-after.ts';

const now = Date.UTC(2026, 0, 1);

describe('retryAfterMs', () => {
  it.each<[Record<string, string>, number | null]>([
    [{}, null],
    [{ 'retry-after': '12' }, 12_000],
    [{ 'retry-after': '0.25' }, 250],
    [{ 'retry-after-ms': '120', 'retry-after': '5' }, 120],
    [{ 'retry-after-ms': 'soon', 'retry-after': '5' }, 5_000],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'Wed, 31 Dec 2025 23:59:00 GMT' }, null],
    [{ 'retry-after': '0' }, null],
    [{ 'retry-after': '-3' }, null],
    [{ 'retry-after': 'later' }, null],
    [{ 'retry-after': '' }, null],
  ])('reads %j', (headers, expected) => {
    expect(retryAfterMs(new Headers(headers), now)).toBe(expected);
  });
});

describe('retryDelayMs', () => {
  it('is never shorter than asked for, and at most a tenth longer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e7 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (askedMs, random) => {
          const delayMs = retryDelayMs(1, askedMs, () => random);
          expect(delayMs).toBeGreaterThanOrEqual(askedMs);
          expect(delayMs).toBeLessThanOrEqual(Math.ceil(askedMs * 1.1));
        },
      ),
    );
  });

  it('doubles up to a limit, less up to a quarter', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7].map((retry) => retryDelayMs(retry, null, () => 0));
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 16_000]);
    expect(retryDelayMs(1, null, () => 0.999)).toBe(376);
  });
});
