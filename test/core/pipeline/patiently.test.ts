import { describe, expect, it } from 'vitest';
import { patiently } from '../../../src/core/pipeline/patiently.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { runningOn } from '../../support/running-clock.ts';

/** Work that fails so many times. */
function failing(times: number) {
  let tries = 0;
  return async () => {
    tries += 1;
    if (tries <= times) throw new Error(`try ${tries}`);
    return tries;
  };
}

describe('patiently', () => {
  it('does what works at once without waiting', async () => {
    const clock = createManualClock();
    const failures: unknown[] = [];
    const options = {
      clock,
      signal: new AbortController().signal,
      onFailure: (error: unknown) => failures.push(error),
    };
    expect(await patiently(failing(0), options)).toBe(1);
    expect(failures).toEqual([]);
  });

  it('tries four times within eight seconds, telling each failure but the last', async () => {
    const clock = createManualClock();
    const startMs = clock.now();
    const failures: string[] = [];
    const onFailure = (error: unknown) => failures.push(String(error));
    const options = { clock, signal: new AbortController().signal, onFailure };
    expect(await runningOn(clock, patiently(failing(3), options))).toBe(4);
    expect(clock.now() - startMs).toBeLessThanOrEqual(8_000);
    await expect(runningOn(clock, patiently(failing(9), options))).rejects.toThrow('try 4');
    expect(failures).toHaveLength(6);
  });

  it('stops when it is cancelled', async () => {
    const clock = createManualClock();
    const stop = new AbortController();
    const reason = new Error('stop');
    const trying = patiently(failing(9), { clock, signal: stop.signal, onFailure: () => {} });
    await clock.untilSleeping();
    stop.abort(reason);
    await expect(trying).rejects.toBe(reason);
  });
});
