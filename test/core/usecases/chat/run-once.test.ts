import { describe, expect, it } from 'vitest';
import { createRunOnce } from '../../../../src/core/usecases/chat/run-once.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { createMemoryLeases } from '../../../support/memory-leases.ts';

function setUp() {
  const clock = createManualClock();
  const leases = createMemoryLeases(clock);
  const once = createRunOnce({ leases, owner: 'one' }, { quietMs: 1_000 });
  const elsewhere = createRunOnce({ leases, owner: 'two' }, { quietMs: 1_000 });
  const done: string[] = [];
  const run = (key: string) =>
    once.run(key, async () => {
      done.push(key);
    });
  return { clock, once, elsewhere, done, run };
}

describe('doing something once', () => {
  it('does not do it again while it is under way', async () => {
    const { once, run, done, clock } = setUp();
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = once.run('a', () => promise);
    await clock.advance(60_000);
    expect(await run('a')).toBe(false);
    expect(await run('b')).toBe(true);
    resolve();
    expect(await first).toBe(true);
    expect(done).toEqual(['b']);
  });

  it('does it again after a while, counted from its end', async () => {
    const { run, done, clock } = setUp();
    expect(await run('a')).toBe(true);
    await clock.advance(999);
    expect(await run('a')).toBe(false);
    await clock.advance(1);
    expect(await run('a')).toBe(true);
    expect(done).toEqual(['a', 'a']);
  });

  it('lets it be tried again at once after a failure', async () => {
    const { once, run } = setUp();
    await expect(once.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await run('a')).toBe(true);
  });

  it('does it in one process of several', async () => {
    const { once, elsewhere, clock } = setUp();
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = once.run('a', () => promise);
    await clock.advance(1);
    expect(await elsewhere.run('a', async () => {})).toBe(false);
    resolve();
    expect(await first).toBe(true);
    expect(await elsewhere.run('a', async () => {})).toBe(false);
    await clock.advance(1_000);
    expect(await elsewhere.run('a', async () => {})).toBe(true);
  });

  it('does not wait for ever for a process that died', async () => {
    const { once, elsewhere, clock } = setUp();
    void once.run('a', () => new Promise(() => {}));
    await clock.advance(10 * 60_000);
    expect(await elsewhere.run('a', async () => {})).toBe(true);
  });
});
