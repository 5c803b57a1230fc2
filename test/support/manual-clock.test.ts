import { describe, expect, it } from 'vitest';
import { createManualClock } from './manual-clock.ts';

describe('createManualClock', () => {
  it('wakes sleepers in order, each at its own time', async () => {
    const clock = createManualClock(1_000);
    const woken: [string, number][] = [];
    for (const [name, ms] of [
      ['second', 200],
      ['first', 100],
      ['never', 301],
    ] as const) {
      void clock.sleep(ms).then(() => woken.push([name, clock.now()]));
    }
    await clock.advance(300);
    expect(woken).toEqual([
      ['first', 1_100],
      ['second', 1_200],
    ]);
    expect(clock.now()).toBe(1_300);
    expect(clock.sleepers()).toBe(1);
  });

  it('wakes a loop again within one advance', async () => {
    const clock = createManualClock(0);
    const ticks: number[] = [];
    void (async () => {
      for (let i = 0; i < 3; i += 1) {
        await clock.sleep(10);
        ticks.push(clock.now());
      }
    })();
    await clock.advance(25);
    expect(ticks).toEqual([10, 20]);
  });

  it('rejects with the reason of the signal and forgets the sleeper', async () => {
    const clock = createManualClock();
    const reason = new Error('stop');
    await expect(clock.sleep(1, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const sleeping = clock.sleep(1_000, controller.signal);
    await clock.untilSleeping();
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(clock.sleepers()).toBe(0);
  });
});
