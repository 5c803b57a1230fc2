import PQueue from 'p-queue';
import type { Clock, Logger } from '../../core/ports/runtime.ts';

interface RunOptions {
  /** Higher starts first; equal ones start in order of arrival. */
  readonly priority: number;
  readonly signal: AbortSignal;
}

/** One gate for all requests to the model service, of all videos in the works. */
export interface ModelLimiter {
  /**
   * Runs the task when its turn comes. Throws what the task throws; the signal's reason when it aborts, also while
   * waiting.
   */
  run<T>(task: () => Promise<T>, options: RunOptions): Promise<T>;
  /** How many requests may run at the same time just now. */
  concurrency(): number;
}

export interface LimiterOptions {
  /** At most so many requests at the same time. */
  readonly concurrency: number;
  /** For an error by which the service asks for less: how long everybody should wait, in ms. Null for other errors. */
  readonly pauseMsAfter: (error: unknown) => number | null;
}

const postponed = Symbol('postponed');

/**
 * Additive increase, multiplicative decrease: when the service asks for less, no request starts before the asked time
 * and half as many run at once; each full round of good answers allows one more, up to the configured number. Refusals
 * of requests that started before the last slowdown change nothing, so a burst of them counts once.
 */
export function createModelLimiter(
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
  options: LimiterOptions,
): ModelLimiter {
  const queue = new PQueue({ concurrency: options.concurrency });
  let round = 0;
  let good = 0;
  let closedUntilMs = 0;

  const slowDown = (startedInRound: number, pauseMs: number): void => {
    closedUntilMs = Math.max(closedUntilMs, clock.now() + pauseMs);
    if (startedInRound !== round) return;
    round += 1;
    good = 0;
    queue.concurrency = Math.max(1, Math.floor(queue.concurrency / 2));
    logger.warn('the model service asks for less', { concurrency: queue.concurrency, pauseMs });
  };
  const speedUp = (): void => {
    good += 1;
    if (good < queue.concurrency || queue.concurrency >= options.concurrency) return;
    good = 0;
    queue.concurrency += 1;
  };
  const observed = async <T>(task: () => Promise<T>): Promise<T | typeof postponed> => {
    // A slot gained while everybody waits is given back, so that urgent calls need not wait for it.
    if (clock.now() < closedUntilMs) return postponed;
    const startedInRound = round;
    try {
      const result = await task();
      speedUp();
      return result;
    } catch (error) {
      const pauseMs = options.pauseMsAfter(error);
      if (pauseMs !== null) slowDown(startedInRound, pauseMs);
      throw error;
    }
  };

  return {
    concurrency: () => queue.concurrency,
    async run(task, { priority, signal }) {
      signal.throwIfAborted();
      for (;;) {
        while (clock.now() < closedUntilMs) await clock.sleep(closedUntilMs - clock.now(), signal);
        const result = await queue.add(() => observed(task), { priority, signal });
        if (result !== postponed) return result;
      }
    },
  };
}
