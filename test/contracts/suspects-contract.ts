import { describe, expect, it } from 'vitest';
import type { LeaseStore } from '../../src/core/ports/lease-store.ts';
import type { Queue } from '../../src/core/ports/queue.ts';
import { job, steered } from './queue-bench.ts';

/** Long enough for whatever was going to begin. */
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_000));

/** What every queue does with jobs that two workers in a row died with. */
export function describeSuspects(open: () => Promise<Queue>, leasesOf: () => LeaseStore): void {
  const killTwice = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      for (const owner of ['dead 1', 'dead 2']) await leasesOf().take(key, { owner, ttlMs: 0 });
    }
  };

  describe('jobs that two workers died with', () => {
    it('run while nothing else does, one after another, and then the rest goes on', async () => {
      await killTwice('s1', 's2');
      const queue = await open();
      const { handler, runs, keys, endAll } = steered();
      await queue.submit([job('a', 'c1')]);
      await queue.start(handler, { concurrency: 5 });
      await expect.poll(keys).toEqual(['a']);
      await queue.submit([job('s1', 'c2'), job('s2', 'c3')]);
      await quiet();
      await queue.submit([job('late', 'c4')]);
      await quiet();
      expect(keys()).toEqual(['a']);
      runs[0]?.end({ kind: 'done' });
      for (const running of [2, 3]) {
        await expect.poll(keys, { timeout: 5_000 }).toHaveLength(running);
        await quiet();
        expect(keys()).toHaveLength(running);
        expect(runs.at(-1)?.job).toMatchObject({ key: expect.stringMatching(/^s[12]$/), deaths: 2 });
        runs.at(-1)?.end({ kind: 'done' });
      }
      await expect.poll(() => keys().slice(3), { timeout: 5_000 }).toEqual(['late']);
      endAll();
    }, 20_000);

    it('hold no lease while they wait, so that they do not die with another, and go back when the queue stops', async () => {
      await killTwice('s1');
      const queue = await open();
      const { handler, runs, keys } = steered();
      await queue.submit([job('a', 'c1')]);
      await queue.start(handler, { concurrency: 5 });
      await expect.poll(keys).toEqual(['a']);
      await queue.submit([job('s1', 'c2')]);
      await quiet();
      const lease = await leasesOf().take('s1', { owner: 'another', ttlMs: 60_000 });
      expect(lease?.deaths).toBe(2);
      if (lease !== null) await leasesOf().putBack(lease);
      const stopped = queue.stop(3_000);
      runs[0]?.end({ kind: 'done' });
      await stopped;
      expect(keys()).toEqual(['a']);

      const next = await open();
      const again = steered();
      await next.submit([job('s1', 'c2')]);
      await next.start(again.handler, { concurrency: 5 });
      await expect.poll(() => again.runs.map(({ job: { key, deaths } }) => [key, deaths])).toEqual([['s1', 2]]);
      again.endAll();
    }, 20_000);
  });
}
