import { afterEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createMemoryQueue, type MemoryQueueOptions } from '../../../src/adapters/queue/memory-queue.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import type { JobOutcome, TakenJob } from '../../../src/core/ports/queue.ts';
import type { Clock } from '../../../src/core/ports/runtime.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { describeQueueContract } from '../../contracts/queue-contract.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';

const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});
async function openStore(clock: Clock): Promise<Store> {
  const store = await createSqliteStore({ file: ':memory:', clock, logger: createQuietLogger() });
  stores.push(store);
  return store;
}

const options: MemoryQueueOptions = { owner: 'p1', ttlMs: 30_000, perChannel: 3, outlines: 4, maxWaiting: 5_000 };

async function setUp(change: Partial<MemoryQueueOptions> = {}) {
  const clock = createManualClock();
  const logger = createQuietLogger();
  const { leases } = await openStore(clock);
  const queue = createMemoryQueue({ leases, clock, logger }, { ...options, ...change });
  const runs: { readonly job: TakenJob; readonly end: PromiseWithResolvers<JobOutcome> }[] = [];
  const stubborn = (job: TakenJob): Promise<JobOutcome> => {
    const end = Promise.withResolvers<JobOutcome>();
    runs.push({ job, end });
    return end.promise;
  };
  const handler = (job: TakenJob): Promise<JobOutcome> => {
    const ended = stubborn(job);
    const end = runs.at(-1)?.end;
    job.signal.addEventListener('abort', () => end?.reject(job.signal.reason), { once: true });
    return ended;
  };
  const keys = () => runs.map(({ job }) => job.key);
  const stop = async (): Promise<void> => {
    const stopped = queue.stop(0);
    await clock.advance(0);
    await stopped;
  };
  return { clock, logger, leases, queue, runs, handler, stubborn, keys, stop };
}

const job = (key: string, channel = 'c1', dueAtMs = 0) => ({ key, channel, dueAtMs });
const burst = (count: number, channel = 'busy') =>
  Array.from({ length: count }, (_, index) => job(`${channel} ${index}`, channel));

describe('createMemoryQueue', () => {
  describeQueueContract({
    open: async ({ leases, ...setup }) => {
      const deps = { leases, clock: createSystemClock(), logger: createQuietLogger() };
      return createMemoryQueue(deps, { ...setup, ttlMs: 30_000, maxWaiting: 1_000 });
    },
    leases: async () => (await openStore(createSystemClock())).leases,
    reset: async () => {},
  });

  it('begins a job of another channel at once behind a thousand of one', async () => {
    const { queue, handler, keys, stop } = await setUp();
    await queue.submit(burst(1_000));
    await queue.start(handler, { concurrency: 100 });
    await expect.poll(keys).toHaveLength(3);
    await queue.submit([job('other', 'calm')]);
    await expect.poll(keys).toEqual(['busy 0', 'busy 1', 'busy 2', 'other']);
    await stop();
  });

  it('begins it after a single outline where many channels burst', async () => {
    const { queue, handler, runs, keys, stop } = await setUp();
    const busy = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'];
    await queue.submit(busy.flatMap((channel) => burst(200, channel)));
    await queue.start(handler, { concurrency: 100 });
    await expect.poll(keys).toHaveLength(4);
    await queue.submit([job('other', 'calm')]);
    for (const { job: begun } of runs.slice(0, 4)) begun.outlined();
    // The channels that have not had a turn come before it, as they did.
    await expect.poll(() => keys().slice(4)).toEqual(['b5 0', 'b6 0', 'other', 'b1 1']);
    await stop();
  });

  it('gives back to the store what it has no room for, from the channel that has most', async () => {
    const { queue, handler, runs, keys, stop } = await setUp({ maxWaiting: 3, perChannel: 1 });
    await queue.submit([job('calm', 'calm'), ...burst(5)]);
    await queue.submit([job('late', 'late')]);
    await queue.start(handler, { concurrency: 10 });
    await expect.poll(keys).toEqual(['calm', 'busy 0', 'late']);
    for (const { end } of runs) end.resolve({ kind: 'done' });
    await queue.submit(burst(5).slice(1, 2));
    await expect.poll(keys).toEqual(['calm', 'busy 0', 'late', 'busy 1']);
    await stop();
  });

  it('takes a job once more when it is asked for after it has ended, not before', async () => {
    const { queue, handler, runs, keys, stop } = await setUp();
    await queue.submit([job('a')]);
    await queue.start(handler, { concurrency: 10 });
    await expect.poll(keys).toEqual(['a']);
    await queue.submit([job('a')]);
    runs[0]?.end.resolve({ kind: 'done' });
    await queue.submit([job('b')]);
    await expect.poll(keys).toEqual(['a', 'b']);
    await queue.submit([job('a')]);
    await expect.poll(keys).toEqual(['a', 'b', 'a']);
    await stop();
  });

  it('tries a job whose handler failed half a minute later, and says so', async () => {
    const { queue, clock, logger, handler, runs, keys, stop } = await setUp();
    await queue.submit([job('a')]);
    await queue.start(handler, { concurrency: 10 });
    await expect.poll(keys).toEqual(['a']);
    runs[0]?.end.reject(new Error('disk full'));
    await expect.poll(() => logger.entries).toMatchObject([{ level: 'error', fields: { job: 'a' } }]);
    await clock.advance(29_000);
    expect(keys()).toEqual(['a']);
    await clock.advance(1_000);
    await expect.poll(keys).toEqual(['a', 'a']);
    await stop();
  });

  it('keeps the lease alive while a job runs, and stops the job when it is lost', async () => {
    const { queue, clock, leases, handler, runs, keys, stop } = await setUp();
    await queue.submit([job('a')]);
    await queue.start(handler, { concurrency: 10 });
    await expect.poll(keys).toEqual(['a']);
    await clock.advance(120_000);
    const fence = { key: 'a', token: runs[0]?.job.token ?? 0 };
    expect(await leases.holds(fence)).toBe(true);
    await leases.release(fence);
    await leases.take('a', { owner: 'thief', ttlMs: 60_000 });
    expect(runs[0]?.job.signal.aborted).toBe(false);
    await clock.advance(10_000);
    await expect.poll(() => runs[0]?.job.signal.aborted).toBe(true);
    await stop();
  });

  it('stops a job whose lease could not be renewed until it ran out', async () => {
    const { queue, clock, leases, logger, handler, runs, keys, stop } = await setUp();
    await queue.submit([job('a')]);
    await queue.start(handler, { concurrency: 10 });
    await expect.poll(keys).toEqual(['a']);
    leases.renew = () => Promise.reject(new Error('no database'));
    await clock.advance(20_000);
    expect(runs[0]?.job.signal.aborted).toBe(false);
    await clock.advance(10_000);
    await expect.poll(() => runs[0]?.job.signal.aborted).toBe(true);
    expect(logger.entries[0]).toMatchObject({ level: 'warn', message: 'a lease could not be renewed' });
    await stop();
  });

  it('does not wait for ever for a handler that will not stop', async () => {
    const { queue, clock, leases, runs, stubborn, keys } = await setUp();
    await queue.submit([job('a')]);
    await queue.start(stubborn, { concurrency: 10 });
    await expect.poll(keys).toEqual(['a']);
    const stopped = queue.stop(20_000);
    await clock.advance(20_000);
    expect(runs[0]?.job.signal.aborted).toBe(true);
    await clock.advance(5_000);
    await stopped;
    expect(await leases.holds({ key: 'a', token: runs[0]?.job.token ?? 0 })).toBe(false);
    expect(clock.sleepers()).toBe(0);
  });

  it('takes nothing more once it has stopped', async () => {
    const { queue, clock, handler, keys, stop } = await setUp();
    await queue.submit([job('later', 'c1', clock.now() + 1_000)]);
    await queue.start(handler, { concurrency: 10 });
    await stop();
    await queue.submit([job('a')]);
    await clock.advance(60_000);
    expect(keys()).toEqual([]);
  });
});
