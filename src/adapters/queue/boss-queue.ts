import type { PgBoss } from 'pg-boss';
import { asError, VidigestError } from '../../core/domain/errors.ts';
import type { LeaseTerms } from '../../core/ports/lease-store.ts';
import type { Job, JobHandler, Queue } from '../../core/ports/queue.ts';
import { type Bell, createBell } from './bell.ts';
import { type BossOptions, defaultSchema, digestQueue, openBoss } from './boss-client.ts';
import { jobDataSchema, submitJobs } from './boss-jobs.ts';
import { drain } from './drain.ts';
import { createPlaces, type PlaceLimits, type Places, type Turn } from './places.ts';
import { type LeaseDeps, type RunEnd, runUnderLease } from './run-under-lease.ts';

/** How a queue in PostgreSQL shares its work out. */
export interface BossQueueOptions extends BossOptions, LeaseTerms, Omit<PlaceLimits, 'concurrency'> {
  /**
   * How long a job of another process may go unnoticed.
   * @default 500
   */
  readonly pollMs?: number;
}

/** A job as pg-boss handed it out: `id` and `retryCount` name this handing out. */
interface Claim extends Omit<Job, 'dueAtMs'> {
  readonly id: string;
  readonly retryCount: number;
}

const busyMs = 2_000;
const brokenMs = 30_000;

/**
 * A queue of any number of processes in the store's database; the limits are each process's own. Open from the start: a
 * process that only submits never calls `start`, and every one calls `stop`. Throws `store-failed`, here and in `submit`.
 */
export async function createBossQueue(deps: LeaseDeps, options: BossQueueOptions): Promise<Queue> {
  const { clock, logger } = deps;
  const { schema = defaultSchema, pollMs = 500 } = options;
  const boss = await openBoss(options, logger);
  const bell = createBell(clock);
  const ended = new AbortController();
  const stopping = new AbortController();
  let places: Places | null = null;
  let loop: Promise<void> = Promise.resolve();
  return {
    async submit(jobs, transaction) {
      try {
        await submitJobs(boss, schema, transaction ?? boss.getDb(), jobs, clock.now());
      } catch (cause) {
        throw new VidigestError('store-failed', 'jobs could not be queued', { cause });
      }
      bell.ring();
    },
    async start(handler, { concurrency }) {
      places = createPlaces({ ...options, concurrency }, bell.ring);
      const work: Work = { ...deps, boss, schema, options, handler, places, bell, pollMs, stop: stopping.signal };
      loop = handOut(work, ended.signal);
    },
    async stop(graceMs) {
      ended.abort();
      await loop;
      if (places !== null) await drain(places, graceMs, stopping, clock);
      await boss.stop({ graceful: false });
    },
  };
}

interface Work extends LeaseDeps {
  readonly boss: PgBoss;
  readonly schema: string;
  readonly options: BossQueueOptions;
  readonly handler: JobHandler;
  readonly places: Places;
  readonly bell: Bell;
  readonly pollMs: number;
  readonly stop: AbortSignal;
}

/** Takes jobs while there are places, until the signal aborts. Never rejects. */
async function handOut(work: Work, ended: AbortSignal): Promise<void> {
  const { places, bell, pollMs } = work;
  while (!ended.aborted) {
    const claim = places.free() ? await takeNext(work) : null;
    if (claim === null) await bell.wait(pollMs, ended);
    else if (places.free()) places.begin(claim.channel, (turn) => workOn(work, claim, turn));
    else await putBack(work, claim);
  }
}

async function takeNext({ boss, places, logger }: Work): Promise<Claim | null> {
  try {
    const [job] = await boss.fetch<unknown>(digestQueue, { batchSize: 1, ignoreGroups: [...places.full()] });
    if (job === undefined) return null;
    return { ...jobDataSchema.parse(job.data), id: job.id, retryCount: job.retryCount };
  } catch (error) {
    logger.warn('no job could be taken', { error: asError(error) });
    return null;
  }
}

/** It was taken when another job had just asked to be alone. */
async function putBack({ boss, logger }: Work, claim: Claim): Promise<void> {
  try {
    await boss.fail(digestQueue, claim);
  } catch (error) {
    logger.warn('a job could not be put back', { job: claim.key, error: asError(error) });
  }
}

async function workOn(work: Work, claim: Claim, turn: Turn): Promise<void> {
  const { boss, options, handler, stop } = work;
  // pg-boss takes the job away from a worker that gives no sign.
  const beat = async (): Promise<void> => {
    await boss.touch(digestQueue, claim);
  };
  const end = await runUnderLease(work, options, claim.key, handler, { stop, ...turn, beat });
  try {
    await settle(work, claim, end);
  } catch (error) {
    // It stays this worker's until pg-boss misses the heartbeat, and is handed out again.
    work.logger.warn('the end of a job could not be written down', { job: claim.key, error: asError(error) });
  }
}

async function settle(work: Work, claim: Claim, end: RunEnd): Promise<void> {
  const { boss, clock } = work;
  switch (end.kind) {
    case 'done':
    case 'parked':
      await boss.complete(digestQueue, claim);
      return;
    case 'again':
      return completeAndSubmit(work, claim, end.atMs);
    case 'busy':
      return completeAndSubmit(work, claim, clock.now() + busyMs);
    case 'broken':
      return completeAndSubmit(work, claim, clock.now() + brokenMs);
    case 'returned':
      // Back in line at its old place.
      await boss.fail(digestQueue, claim);
      return;
  }
}

async function completeAndSubmit({ boss, schema, clock }: Work, claim: Claim, dueAtMs: number): Promise<void> {
  const transaction = await boss.getDb().beginTransaction?.();
  if (transaction === undefined) throw new Error('pg-boss has no connections of its own');
  try {
    await boss.complete(digestQueue, claim, null, { db: transaction.db });
    const { key, channel } = claim;
    await submitJobs(boss, schema, transaction.db, [{ key, channel, dueAtMs }], clock.now());
    await transaction.commit();
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
