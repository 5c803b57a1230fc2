import { describe, expect, it } from 'vitest';
import { createKeyedQueues } from '../../../src/adapters/slack/keyed-queues.ts';
import { createPace } from '../../../src/adapters/slack/pace.ts';
import { createRecentIds } from '../../../src/adapters/slack/recent-ids.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const { signal } = new AbortController();

describe('keyed queues', () => {
  it('do one thing at a time for each key, in order, and forget idle keys', async () => {
    const queues = createKeyedQueues({ maxWaiting: 10 });
    const log: string[] = [];
    const gate = Promise.withResolvers<void>();
    const add = (key: string, name: string, wait?: Promise<void>) =>
      queues.run(
        key,
        async () => {
          await wait;
          log.push(name);
        },
        signal,
      );
    const all = Promise.all([add('a', 'a1', gate.promise), add('a', 'a2'), add('b', 'b1')]);
    await expect.poll(() => log).toEqual(['b1']);
    expect(queues.active()).toBe(1);
    gate.resolve();
    await all;
    expect(log).toEqual(['b1', 'a1', 'a2']);
    expect(queues.active()).toBe(0);
  });

  it('go on after a failure, and take no more than they should', async () => {
    const queues = createKeyedQueues({ maxWaiting: 1 });
    const gate = Promise.withResolvers<void>();
    const first = queues.run('a', () => gate.promise.then(() => Promise.reject(new Error('broken'))), signal);
    const second = queues.run('a', async () => 2, signal);
    await expect(queues.run('a', async () => 3, signal)).rejects.toMatchObject({ code: 'chat-refused' });
    gate.resolve();
    await expect(first).rejects.toThrow('broken');
    expect(await second).toBe(2);
    expect(queues.active()).toBe(0);
  });
});

describe('pace', () => {
  it('keeps the distance for each key, after failures too', async () => {
    const clock = createManualClock(0);
    const pace = createPace(clock, 1000);
    const at: number[] = [];
    const note = async () => void at.push(clock.now());
    await expect(pace.after('a', () => Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
    const second = pace.after('a', note, signal);
    await pace.after('b', note, signal);
    await clock.untilSleeping();
    await clock.advance(5000);
    await second;
    await pace.after('a', note, signal);
    expect(at).toEqual([0, 1000, 5000]);
  });
});

describe('recent ids', () => {
  it('remembers the newest', () => {
    const ids = createRecentIds(2);
    expect(['a', 'b', 'a', 'c', 'b', 'a'].map(ids.isNew)).toEqual([true, true, false, true, false, true]);
  });
});
