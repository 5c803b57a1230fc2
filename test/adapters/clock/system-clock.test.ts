import { describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';

describe('createSystemClock', () => {
  const clock = createSystemClock();

  it('tells the time in milliseconds since the epoch', () => {
    const before = Date.now();
    const now = clock.now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('wakes in the order of the delays', async () => {
    const woken: string[] = [];
    await Promise.all([
      clock.sleep(30).then(() => woken.push('later')),
      clock.sleep(0).then(() => woken.push('at once')),
      clock.sleep(-5).then(() => woken.push('past')),
    ]);
    expect(woken.at(-1)).toBe('later');
  });

  it('rejects with the reason of the signal, before and during the sleep', async () => {
    const reason = new Error('stop');
    await expect(clock.sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const sleeping = clock.sleep(60_000, controller.signal);
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
  });

  it('does not take a delay beyond the timer range for none', async () => {
    const controller = new AbortController();
    let awake = false;
    const sleeping = clock.sleep(2 ** 40, controller.signal).then(
      () => {
        awake = true;
      },
      (error: unknown) => error,
    );
    await clock.sleep(20);
    expect(awake).toBe(false);
    const reason = new Error('stop');
    controller.abort(reason);
    expect(await sleeping).toBe(reason);
  });
});
