import { describe, expect, it } from 'vitest';
import { nextTry } from '../../../src/core/usecases/retry-plan.ts';

const now = Date.UTC(2026, 0, 1);
const hour = 3_600_000;

describe('nextTry', () => {
  it('never tries a final cause or one that an admin must mend again', () => {
    expect(nextTry('video-private', 0, now, undefined)).toBeNull();
    expect(nextTry('model-auth', 0, now, undefined)).toBeNull();
  });

  it('waits longer each time and gives up within about a day', () => {
    const tries: number[] = [];
    let at = now;
    for (let attempt = 0; ; attempt += 1) {
      const next = nextTry('live-now', attempt, at, undefined);
      if (next === null) break;
      tries.push(next - at);
      at = next;
    }
    expect(tries).toEqual(tries.toSorted((a, b) => a - b));
    expect(at - now).toBeGreaterThan(20 * hour);
    expect(at - now).toBeLessThan(25 * hour);
  });

  it('believes the other side about when it recovers, up to a day', () => {
    expect(nextTry('upcoming', 0, now, now + 5 * hour)).toBe(now + 5 * hour);
    expect(nextTry('upcoming', 0, now, now + 500 * hour)).toBe(now + 24 * hour);
    expect(nextTry('model-overloaded', 0, now, now - hour)).toBe(now + 20_000);
  });
});
