import { asError, VidigestError } from '../../core/domain/errors.ts';
import { slept } from '../../core/domain/slept.ts';
import type { Lease, LeaseStore, LeaseTerms } from '../../core/ports/lease-store.ts';
import { type JobHandler, type JobOutcome, mostDeaths, type TakenJob } from '../../core/ports/queue.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';

/** What running jobs needs of the world. */
export interface LeaseDeps {
  readonly leases: LeaseStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How one run is watched and ended. */
export interface RunWatch {
  /** Ends the run: the job is handed back. */
  readonly stop: AbortSignal;
  readonly outlined: () => void;
  /** As `Turn.alone`. */
  readonly alone: () => Promise<boolean>;
  /** Called with each renewal of the lease, and as often while the job waits to be alone. What it throws is logged. */
  readonly beat?: () => Promise<void>;
}

/**
 * What became of a run. `busy`: somebody else has the job; `returned`: it was handed back unfinished; `broken`: the
 * handler failed, which is logged.
 */
export type RunEnd = JobOutcome | { readonly kind: 'busy' | 'returned' | 'broken' };

/** A lease is renewed three times before it runs out. */
const renewals = 3;
/** How long a handler may take to notice that it was told to stop. */
const handBackMs = 5_000;

/** Runs a handler on a job as the only one of all processes. Never rejects. */
export async function runUnderLease(
  deps: LeaseDeps,
  terms: LeaseTerms,
  key: string,
  handler: JobHandler,
  watch: RunWatch,
): Promise<RunEnd> {
  try {
    let lease = await deps.leases.take(key, terms);
    if (lease?.deaths === mostDeaths - 1) {
      // While it waits the process may die of another job, which must not count as its death.
      await deps.leases.putBack(lease);
      deps.logger.warn('a job that died with its workers is run alone', { job: key, deaths: lease.deaths });
      if (!(await waitAlone(deps, terms, key, watch))) return { kind: 'returned' };
      lease = await deps.leases.take(key, terms);
    }
    if (lease === null) return { kind: 'busy' };
    return await runHolding(deps, terms, lease, handler, watch);
  } catch (error) {
    deps.logger.error('a job could not be taken or given back', { job: key, error: asError(error) });
    return { kind: 'broken' };
  }
}

async function waitAlone(
  { clock, logger }: LeaseDeps,
  { ttlMs }: LeaseTerms,
  key: string,
  { alone, beat }: RunWatch,
): Promise<boolean> {
  const over = new AbortController();
  const beating = async (): Promise<void> => {
    while (await slept(clock, ttlMs / renewals, over.signal)) {
      await beat?.().catch((error: unknown) => {
        logger.warn('a waiting job could not give a sign', { job: key, error: asError(error) });
      });
    }
  };
  const beaten = beating();
  try {
    return await alone();
  } finally {
    over.abort();
    await beaten;
  }
}

async function runHolding(
  deps: LeaseDeps,
  terms: LeaseTerms,
  lease: Lease,
  handler: JobHandler,
  { stop, outlined, beat }: RunWatch,
): Promise<RunEnd> {
  const { leases, clock, logger } = deps;
  const { key, token, deaths } = lease;
  const lost = new AbortController();
  const over = new AbortController();
  const signal = AbortSignal.any([stop, lost.signal]);
  const renewing = keepRenewing(deps, terms, lease, { over: over.signal, lost, beat });
  const job: TakenJob = { key, token, deaths, signal, outlined };
  try {
    return await endedInTime(handler(job), signal, clock);
  } catch (error) {
    if (signal.aborted) return { kind: 'returned' };
    logger.error('a job failed', { job: key, error: asError(error) });
    return { kind: 'broken' };
  } finally {
    over.abort();
    await renewing;
    await leases.release(lease);
  }
}

interface Renewal {
  readonly over: AbortSignal;
  readonly lost: AbortController;
  readonly beat: (() => Promise<void>) | undefined;
}

async function keepRenewing(
  { leases, clock, logger }: LeaseDeps,
  { ttlMs }: LeaseTerms,
  lease: Lease,
  { over, lost, beat }: Renewal,
): Promise<void> {
  const giveUp = (): void => lost.abort(new VidigestError('cancelled', 'the job is in other hands'));
  let held = lease;
  while (await slept(clock, ttlMs / renewals, over)) {
    try {
      const renewed = await leases.renew(held, ttlMs);
      if (renewed === null) return giveUp();
      held = renewed;
      await beat?.();
    } catch (error) {
      logger.warn('a lease could not be renewed', { job: lease.key, error: asError(error) });
      // Others may have it by now: what is made here from now on may be made twice.
      if (clock.now() >= held.untilMs) return giveUp();
    }
  }
}

/** The work's own end; the signal's reason when it has not ended a while after the signal aborted. */
async function endedInTime<T>(work: Promise<T>, signal: AbortSignal, clock: Clock): Promise<T> {
  const ended = new AbortController();
  const { promise: deserted, reject } = Promise.withResolvers<never>();
  const onAbort = async (): Promise<void> => {
    if (await slept(clock, handBackMs, ended.signal)) reject(signal.reason);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) void onAbort();
  try {
    return await Promise.race([work, deserted]);
  } finally {
    ended.abort();
    signal.removeEventListener('abort', onAbort);
  }
}
