import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { type BossQueueOptions, createBossQueue } from '../../../src/adapters/queue/boss-queue.ts';
import { createPostgresStore } from '../../../src/adapters/store/postgres-store.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { Job, JobHandler, JobOutcome, Queue, TakenJob } from '../../../src/core/ports/queue.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { createFileRequests } from '../../../src/core/usecases/file-requests.ts';
import { describeQueueContract } from '../../contracts/queue-contract.ts';
import { messageIn } from '../../support/job-runner.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const clock = createSystemClock();
const logger = createQuietLogger();
const patient = { timeout: 15_000 };
let database: TestDatabase;
let store: Store;
let queues: Queue[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  store = await createPostgresStore({ url: database.url, clock, logger });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});
const reset = async () => {
  const [row] = await database.execute(`select to_regclass('vidigest_jobs.job') as jobs`);
  if (row?.['jobs'] !== null) await database.execute('delete from vidigest_jobs.job');
  await database.empty();
};
beforeEach(reset);
afterEach(async () => {
  await Promise.all(queues.map((queue) => queue.stop(0)));
  queues = [];
});

async function open(change: Partial<BossQueueOptions> = {}): Promise<Queue> {
  const owner = `p${queues.length}`;
  const options = { url: database.url, owner, ttlMs: 30_000, perChannel: 3, outlines: 4, pollMs: 50, ...change };
  const queue = await createBossQueue({ leases: store.leases, clock, logger }, options);
  queues.push(queue);
  return queue;
}

const job = (key: string, channel = 'c1'): Job => ({ key, channel, dueAtMs: 0 });
const jobsIn = async (state: string): Promise<number> => {
  const [row] = await database.execute(`select count(*)::int as jobs from vidigest_jobs.job where state = '${state}'`);
  return Number(row?.['jobs']);
};

/** Runs that end when the test says so, and when they are aborted. */
function held() {
  const runs: { readonly job: TakenJob; readonly end: PromiseWithResolvers<JobOutcome> }[] = [];
  const handler: JobHandler = (taken) => {
    const end = Promise.withResolvers<JobOutcome>();
    runs.push({ job: taken, end });
    taken.signal.addEventListener('abort', () => end.reject(taken.signal.reason), { once: true });
    return end.promise;
  };
  return { runs, handler, keys: () => runs.map((run) => run.job.key) };
}

describe('createBossQueue', () => {
  describeQueueContract({
    open: ({ leases, ...setup }) =>
      createBossQueue({ leases, clock, logger }, { ...setup, url: database.url, ttlMs: 30_000, pollMs: 50 }),
    leases: async () => store.leases,
    reset,
  });

  it('puts a request and its job in line together or not at all', async () => {
    const queue = await open();
    const fileRequests = createFileRequests({ requests: store.requests, queue });
    const wanted = { ref: messageIn('C1', '1'), videoId: 'abcdefghijk', language: 'en' };
    await fileRequests([wanted]);
    expect(await jobsIn('created')).toBe(1);
    const undone = createFileRequests({
      requests: store.requests,
      queue: {
        async submit(jobs, transaction) {
          await queue.submit(jobs, transaction);
          throw new VidigestError('store-failed', 'after the job was written');
        },
      },
    });
    await expect(undone([{ ...wanted, videoId: 'ABCDEFGHIJK' }])).rejects.toMatchObject({ code: 'store-failed' });
    expect(await jobsIn('created')).toBe(1);
    expect(await store.requests.unfinished({ dueByMs: clock.now(), limit: 9 })).toHaveLength(1);
  });

  it('makes one job of fifty who ask at once in four processes, and shares many among all', async () => {
    const four = await Promise.all([open(), open(), open(), open()]);
    await Promise.all(Array.from({ length: 48 }, (_, index) => four[index % 4]?.submit([job('one', `c${index}`)])));
    expect(await jobsIn('created')).toBe(1);
    const { handler, runs } = held();
    for (const queue of four) await queue.start(handler, { concurrency: 5 });
    await expect.poll(() => runs.length, patient).toBe(1);
    runs[0]?.end.resolve({ kind: 'done' });

    const done: string[] = [];
    const many = Array.from({ length: 40 }, (_, index) => job(`many ${index}`, `c${index % 20}`));
    const byAll = await Promise.all([open(), open()]);
    for (const [index, queue] of byAll.entries()) {
      await queue.start(
        async ({ key }) => {
          done.push(`${index} ${key}`);
          await clock.sleep(20);
          return { kind: 'done' };
        },
        { concurrency: 5 },
      );
    }
    for (const queue of four) await queue.stop(0);
    await byAll[0]?.submit(many);
    await expect.poll(() => done.length, patient).toBe(40);
    expect(new Set(done.map((entry) => entry.slice(2))).size).toBe(40);
    for (const index of [0, 1]) expect(done.some((entry) => entry.startsWith(`${index} `))).toBe(true);
  });

  it('counts the jobs of a channel in each process, so that another makes it faster', async () => {
    const two = await Promise.all([open({ perChannel: 1 }), open({ perChannel: 1 })]);
    const { handler, keys, runs } = held();
    await two[0]?.submit([job('a', 'busy'), job('b', 'busy'), job('c', 'busy'), job('d', 'calm')]);
    for (const queue of two) await queue.start(handler, { concurrency: 5 });
    await expect.poll(() => keys().toSorted(), patient).toEqual(['a', 'b', 'd']);
    runs.find((run) => run.job.key === 'a')?.end.resolve({ kind: 'done' });
    await expect.poll(() => keys().toSorted(), patient).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets a channel in its turn that comes to a long line', async () => {
    const queue = await open({ outlines: 1, perChannel: 1 });
    await queue.submit(Array.from({ length: 30 }, (_, index) => job(`busy ${index}`, 'busy')));
    const order: string[] = [];
    const { promise: joined, resolve } = Promise.withResolvers<void>();
    await queue.start(
      async ({ key }) => {
        order.push(key);
        if (order.length === 10) {
          await queue.submit([job('calm 0', 'calm'), job('calm 1', 'calm')]);
          resolve();
        }
        return { kind: 'done' };
      },
      { concurrency: 1 },
    );
    await joined;
    await expect.poll(() => order.length, patient).toBe(32);
    expect(order.slice(10, 14)).toEqual(['busy 10', 'calm 0', 'busy 11', 'calm 1']);
  });

  it('gives signs of life for a running job, and hands it to another when they stop', async () => {
    const queue = await open({ ttlMs: 300 });
    const { handler, keys } = held();
    await queue.submit([job('a')]);
    await queue.start(handler, { concurrency: 1 });
    await expect.poll(keys).toEqual(['a']);
    const beat = async () =>
      (await database.execute('select heartbeat_on from vidigest_jobs.job'))[0]?.['heartbeat_on'];
    const first = await beat();
    await expect.poll(beat).not.toEqual(first);
    await queue.stop(0);
    await reset();

    // What a worker leaves that was killed half a minute ago.
    await store.leases.take('b', { owner: 'dead', ttlMs: 0 });
    const [dying, heir] = await Promise.all([open(), open()]);
    await dying.submit([job('b')]);
    await database.execute(
      `update vidigest_jobs.job set state = 'active', started_on = now() - interval '1 minute',
       heartbeat_on = now() - interval '30 seconds'`,
    );
    const later = held();
    await heir.start(later.handler, { concurrency: 1 });
    await expect.poll(later.keys, patient).toEqual(['b']);
    expect(later.runs[0]?.job.deaths).toBe(1);
  });

  it('goes on when its connections are lost', async () => {
    const queue = await open();
    const { handler, runs, keys } = held();
    await queue.submit([job('a')]);
    await queue.start(handler, { concurrency: 5 });
    await expect.poll(keys).toEqual(['a']);
    await database.disconnectAll();
    runs[0]?.end.resolve({ kind: 'again', atMs: clock.now() });
    await expect
      .poll(async () => {
        await queue.submit([job('b')]).catch(() => {});
        return keys().includes('b');
      }, patient)
      .toBe(true);
  });

  it('says so when the database cannot be had', async () => {
    const options = {
      url: 'postgres://postgres@127.0.0.1:1/none',
      owner: 'p',
      ttlMs: 30_000,
      perChannel: 1,
      outlines: 1,
    };
    await expect(createBossQueue({ leases: store.leases, clock, logger }, options)).rejects.toMatchObject({
      code: 'store-failed',
    });
    const queue = await open();
    await queue.stop(0);
    await expect(queue.submit([job('a')])).rejects.toMatchObject({ code: 'store-failed' });
  });
});
