import { describe, expect, it } from 'vitest';
import { createRunOnce } from '../../../../src/core/usecases/chat/run-once.ts';
import { createManualClock } from '../../../support/manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  const once = createRunOnce(clock, { quietMs: 1_000 });
  const done: string[] = [];
  const run = (key: string) =>
    once.run(key, async () => {
      done.push(key);
    });
  return { clock, once, done, run };
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

  it('forgets the oldest of very many', async () => {
    const { run } = setUp();
    for (let count = 0; count <= 10_000; count += 1) await run(String(count));
    expect(await run('10000')).toBe(false);
    expect(await run('0')).toBe(true);
  });
});
