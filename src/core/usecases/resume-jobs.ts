import { asError } from '../domain/errors.ts';
import { slept } from '../domain/slept.ts';
import type { Queue } from '../ports/queue.ts';
import type { RequestStore } from '../ports/request-store.ts';
import type { Clock, Logger } from '../ports/runtime.ts';

/** What resuming needs of the world. */
export interface ResumeJobsDeps {
  readonly requests: Pick<RequestStore, 'unfinished'>;
  readonly queue: Pick<Queue, 'submit'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface ResumeJobsSettings {
  readonly everyMs: number;
  /** Jobs looked at in one go, those asked for first: one that the queue has lost is among them sooner or later. */
  readonly limit: number;
}

/** Brings back what a queue has lost: with its process, in a gap between two looks, for want of room. */
export interface ResumeJobs {
  /** Puts all that is open and due in line. Before the queue starts, so that what was left comes first. */
  all(): Promise<void>;
  /** Does so every so often until the signal aborts. Never rejects: failures are logged and what they kept back waits. */
  keep(signal: AbortSignal): Promise<void>;
}

/** More is never open at once. */
const everything = 100_000;

/** The use case over its ports. */
export function createResumeJobs(deps: ResumeJobsDeps, { everyMs, limit }: ResumeJobsSettings): ResumeJobs {
  const { requests, queue, clock, logger } = deps;
  const sweep = async (most: number): Promise<void> => {
    const jobs = await requests.unfinished({ dueByMs: clock.now(), limit: most });
    if (jobs.length > 0) await queue.submit(jobs);
  };
  return {
    all: () => sweep(everything),
    async keep(signal) {
      while (await slept(clock, everyMs, signal)) {
        try {
          await sweep(limit);
        } catch (error) {
          logger.warn('open requests could not be looked for', { error: asError(error) });
        }
      }
    },
  };
}
