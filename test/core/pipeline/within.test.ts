import { describe, expect, it } from 'vitest';
import { within } from '../../../src/core/pipeline/within.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const late = () => new Error('too late');

describe('within', () => {
  it('gives what the work gives, and stops waiting', async () => {
    const clock = createManualClock();
    const { signal } = new AbortController();
    expect(await within(1_000, async () => 'done', { clock, signal, late })).toBe('done');
    await expect(within(1_000, () => Promise.reject(new Error('own')), { clock, signal, late })).rejects.toThrow('own');
    expect(clock.sleepers()).toBe(0);
  });

  it('ends late work with its own error, and tells it', async () => {
    const clock = createManualClock();
    let told: AbortSignal | undefined;
    const work = (signal: AbortSignal) => {
      told = signal;
      return new Promise<never>(() => {});
    };
    const waiting = within(1_000, work, { clock, signal: new AbortController().signal, late });
    const failed = expect(waiting).rejects.toThrow('too late');
    await clock.advance(999);
    expect(told?.aborted).toBe(false);
    await clock.advance(1);
    await failed;
    expect(told?.aborted).toBe(true);
  });

  it('ends with the caller’s reason', async () => {
    const clock = createManualClock();
    const stop = new AbortController();
    const waiting = within(1_000, () => new Promise<never>(() => {}), { clock, signal: stop.signal, late });
    stop.abort(new Error('stop'));
    await expect(waiting).rejects.toThrow('stop');
    await expect(within(1_000, async () => 'done', { clock, signal: stop.signal, late })).rejects.toThrow('stop');
    expect(clock.sleepers()).toBe(0);
  });
});
