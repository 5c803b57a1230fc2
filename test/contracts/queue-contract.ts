import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../src/adapters/clock/system-clock.ts';
import type { PlaceLimits } from '../../src/adapters/queue/places.ts';
import type { LeaseStore } from '../../src/core/ports/lease-store.ts';
import type { Queue } from '../../src/core/ports/queue.ts';
import { job, steered } from './queue-bench.ts';
import { describeSuspects } from './suspects-contract.ts';

/** What a queue under test is made with. */
export interface QueueSetup extends Omit<PlaceLimits, 'concurrency'> {
  readonly leases: LeaseStore;
  /** Names the process that it is in. */
  readonly owner: string;
}

/** One kind of queue, as a test needs it. */
export interface QueueKind {
  /** A queue like those of other processes on the same jobs, if the kind has such. */
  open(setup: QueueSetup): Promise<Queue>;
  /** An empty store of leases on the system's clock. */
  leases(): Promise<LeaseStore>;
  /** Forgets all jobs between two tests. */
  reset(): Promise<void>;
}

const clock = createSystemClock();
/** What every queue does, whatever keeps its jobs. On the real clock: times are waited for, never measured. */
export function describeQueueContract(kind: QueueKind): void {
  let leases: LeaseStore;
  let opened: Queue[] = [];
  const open = async (limits: Partial<QueueSetup> = {}): Promise<Queue> => {
    const setup = { perChannel: 3, outlines: 4, leases, owner: `p${opened.length}`, ...limits };
    const queue = await kind.open(setup);
    opened.push(queue);
    return queue;
  };
  beforeEach(async () => {
    await kind.reset();
    leases = await kind.leases();
  });
  afterEach(async () => {
    await Promise.all(opened.map((queue) => queue.stop(0)));
    opened = [];
  });

  describeSuspects(open, () => leases);

  describe('a queue', () => {
    it('hands out a job once, under a lease that holds while it runs and no longer', async () => {
      const queue = await open();
      const { handler, runs } = steered();
      await queue.submit([job('a')]);
      await queue.start(handler, { concurrency: 5 });
      await expect.poll(() => runs.length).toBe(1);
      const taken = runs[0]?.job;
      expect(taken).toMatchObject({ key: 'a', deaths: 0 });
      const fence = { key: 'a', token: taken?.token ?? 0 };
      expect(await leases.holds(fence)).toBe(true);
      runs[0]?.end({ kind: 'done' });
      await expect.poll(() => leases.holds(fence)).toBe(false);
      await queue.submit([job('b')]);
      await expect.poll(() => runs.map((run) => run.job.key)).toEqual(['a', 'b']);
    });

    it('takes jobs of one key for one, in line and while it runs', async () => {
      const queue = await open();
      const { handler, runs, keys } = steered();
      await queue.submit([job('a'), job('a', 'slack/T1/C2')]);
      await queue.submit([job('a')]);
      await queue.start(handler, { concurrency: 5 });
      await expect.poll(keys).toEqual(['a']);
      await queue.submit([job('a'), job('b')]);
      await expect.poll(keys).toEqual(['a', 'b']);
      for (const run of runs) run.end({ kind: 'done' });
    });

    it('begins a job when it is due, and the earlier of two times counts', async () => {
      const queue = await open();
      const { handler, keys } = steered();
      const soonMs = clock.now() + 700;
      await queue.submit([job('hastened', 'c1', clock.now() + 3_600_000), job('soon', 'c2', soonMs)]);
      await queue.start(handler, { concurrency: 5 });
      await queue.submit([job('now', 'c3')]);
      await expect.poll(keys).toEqual(['now']);
      await queue.submit([job('hastened', 'c1'), job('soon', 'c2', clock.now() + 3_600_000)]);
      await expect.poll(keys, { timeout: 5_000 }).toEqual(['now', 'hastened', 'soon']);
      expect(clock.now()).toBeGreaterThanOrEqual(soonMs);
    });

    it('runs a job again when its handler says so, not before', async () => {
      const queue = await open();
      let atMs = 0;
      const startedMs: number[] = [];
      await queue.submit([job('a')]);
      await queue.start(
        async () => {
          startedMs.push(clock.now());
          if (startedMs.length > 1) return { kind: 'done' };
          atMs = clock.now() + 300;
          return { kind: 'again', atMs };
        },
        { concurrency: 1 },
      );
      await expect.poll(() => startedMs.length, { timeout: 5_000 }).toBe(2);
      expect(startedMs[1]).toBeGreaterThanOrEqual(atMs);
    });

    it('lets channels take turns', async () => {
      const queue = await open({ perChannel: 1, outlines: 1 });
      const order: string[] = [];
      const burst = Array.from({ length: 6 }, (_, index) => job(`burst ${index}`, 'busy'));
      await queue.submit(burst.slice(0, 3));
      await queue.submit(burst.slice(3));
      await queue.submit([job('late 0', 'calm'), job('late 1', 'calm')]);
      await queue.start(
        async ({ key }) => {
          order.push(key);
          return { kind: 'done' };
        },
        { concurrency: 1 },
      );
      await expect.poll(() => order.length, { timeout: 10_000 }).toBe(8);
      expect(order.slice(0, 4).map((key) => key.split(' ')[0])).toEqual(['burst', 'late', 'burst', 'late']);
      expect(order.filter((key) => key.startsWith('burst'))).toEqual(burst.map(({ key }) => key));
    });

    it('begins no more jobs of a channel at once than it may', async () => {
      const queue = await open({ perChannel: 2 });
      const { handler, runs, keys } = steered();
      await queue.submit(['a', 'b', 'c', 'd'].map((key) => job(key, 'busy')));
      await queue.submit([job('other', 'calm')]);
      await queue.start(handler, { concurrency: 10 });
      // Each takes its lease for itself: which handler is called first is not the queue's to say.
      const begun = () => keys().toSorted();
      await expect.poll(begun).toEqual(['a', 'b', 'other']);
      runs.find((run) => run.job.key === 'a')?.end({ kind: 'done' });
      await expect.poll(begun).toEqual(['a', 'b', 'c', 'other']);
    });

    it('begins no more jobs than may be without an outline, until one has it', async () => {
      const queue = await open({ outlines: 2 });
      const { handler, runs, keys } = steered();
      await queue.submit(['a', 'b', 'c', 'd'].map((key) => job(key, `channel ${key}`)));
      await queue.start(handler, { concurrency: 10 });
      await expect.poll(() => keys().length).toBe(2);
      await queue.submit([job('e', 'channel e')]);
      expect(keys()).toHaveLength(2);
      runs[0]?.job.outlined();
      runs[0]?.job.outlined();
      await expect.poll(() => keys().length).toBe(3);
      runs[1]?.end({ kind: 'done' });
      await expect.poll(() => keys().length).toBe(4);
    });

    it('waits for a job that somebody else holds, and counts those who died with it', async () => {
      const queue = await open();
      const { handler, runs } = steered();
      const held = await leases.take('held', { owner: 'other', ttlMs: 60_000 });
      await leases.take('left', { owner: 'dead', ttlMs: 0 });
      await queue.submit([job('held'), job('left')]);
      await queue.start(handler, { concurrency: 5 });
      await expect.poll(() => runs.map(({ job: { key, deaths } }) => [key, deaths])).toEqual([['left', 1]]);
      if (held !== null) await leases.release(held);
      await expect.poll(() => runs.map((run) => run.job.key), { timeout: 8_000 }).toEqual(['left', 'held']);
    });

    it('lets running jobs end when it stops, takes no more, and hands back what does not end', async () => {
      const queue = await open();
      const { handler, runs, keys } = steered();
      await queue.submit([job('quick', 'c1'), job('slow', 'c2')]);
      await queue.start(handler, { concurrency: 5 });
      await expect.poll(() => keys().toSorted()).toEqual(['quick', 'slow']);
      const quick = runs.find((run) => run.job.key === 'quick');
      const slow = runs.find((run) => run.job.key === 'slow');
      const stopped = queue.stop(500);
      expect([quick, slow].map((run) => run?.job.signal.aborted)).toEqual([false, false]);
      quick?.end({ kind: 'done' });
      await stopped;
      expect(slow?.job.signal.aborted).toBe(true);
      expect(await leases.holds({ key: 'slow', token: slow?.job.token ?? 0 })).toBe(false);

      const next = await open();
      const again = steered();
      await next.submit([job('slow', 'c2')]);
      await next.start(again.handler, { concurrency: 5 });
      await expect.poll(() => again.runs.map(({ job: { key, deaths } }) => [key, deaths])).toEqual([['slow', 0]]);
    });

    it('does not run a parked job again', async () => {
      const queue = await open({ perChannel: 1 });
      const { handler, runs, keys } = steered();
      await queue.submit([job('a'), job('b')]);
      await queue.start(handler, { concurrency: 5 });
      await expect.poll(keys).toEqual(['a']);
      runs[0]?.end({ kind: 'parked' });
      await expect.poll(keys).toEqual(['a', 'b']);
    });
  });
}
