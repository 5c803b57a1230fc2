import type { Fence } from './lease-store.ts';
import type { StoreTransaction } from './transaction.ts';

/** Making one digest, for however many requests. */
export interface Job {
  /** As `jobKeyOf` has it: jobs of one key are one job. */
  readonly key: string;
  /** Whose turn it uses: `surface/workspace/channel` of whoever asked first. */
  readonly channel: string;
  /** Not to be begun before. */
  readonly dueAtMs: number;
}

/** A job that was in the hands of so many workers in a row when they died is to be left alone. */
export const mostDeaths = 3;

/** A job in this worker's hands. It is the fence under which the worker changes requests and posts. */
export interface TakenJob extends Fence {
  /** How many workers in a row died with this job. At `mostDeaths` it is to be parked. */
  readonly deaths: number;
  /** Aborts when the queue stops or the lease is lost. */
  readonly signal: AbortSignal;
  /**
   * Says that a reader can see what the video is about, so that the rest may take its time: another job may begin. Once
   * is enough; a job that ends without saying it is fine.
   */
  outlined(): void;
}

/** What became of a job: finished whatever the result, due again later, or left until a person says otherwise. */
export type JobOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly atMs: number }
  | { readonly kind: 'parked' };

/**
 * Works on one job. A rejection for the job's own signal hands the job back; any other is logged and tried again later.
 */
export type JobHandler = (job: TakenJob) => Promise<JobOutcome>;

/**
 * Jobs in line: one run at a time a key, channels taking turns. What the queue holds is a copy of the open requests in
 * the store: a job lost by the queue comes back from there.
 */
export interface Queue {
  /**
   * Puts jobs in line, or joins those of the same keys which are in line or running; the earlier due time counts. What
   * joins a running job is not sure of another run: the handler looks again before it ends, and what slips through comes
   * back from the store. A queue in the store's own database writes within `transaction` where one is given.
   */
  submit(jobs: readonly Job[], transaction?: StoreTransaction): Promise<void>;
  /**
   * Begins to hand out jobs, at most `concurrency` at once in this process. Once; without it the queue only takes. What
   * kills a process kills it with all that it runs, so a job one death short of `mostDeaths` runs while nothing else does
   * in this process: the death that parks it is its own.
   */
  start(handler: JobHandler, options: { readonly concurrency: number }): Promise<void>;
  /**
   * Takes no more, waits up to `graceMs` for what runs, then aborts it and hands it back. What a handler does after that
   * has no effect: its fence is gone.
   */
  stop(graceMs: number): Promise<void>;
}
