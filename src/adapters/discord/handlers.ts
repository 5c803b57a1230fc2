import { errorCodeOf } from '../../core/domain/errors.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';

/** Work that nobody waits for, until the end. */
export interface Handlers {
  /** Starts it. What it throws is logged, unless it was told to stop. */
  run(what: string, work: (signal: AbortSignal) => Promise<void>): void;
  /** Aborts all signals and waits for the work to end, for `graceMs` at most. */
  stop(graceMs: number): Promise<void>;
}

/** Nothing running yet. */
export function createHandlers({ clock, logger }: { readonly clock: Clock; readonly logger: Logger }): Handlers {
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const guarded = async (what: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    try {
      await work(stopping.signal);
    } catch (error) {
      if (stopping.signal.aborted) return;
      const known = error instanceof Error ? error : String(error);
      logger.error('a discord event was not dealt with', { what, code: errorCodeOf(error), error: known });
    }
  };
  return {
    run(what, work) {
      if (stopping.signal.aborted) return;
      const promise = guarded(what, work).finally(() => running.delete(promise));
      running.add(promise);
    },
    async stop(graceMs) {
      stopping.abort();
      if (running.size === 0) return;
      const done = new AbortController();
      const all = Promise.allSettled(running).then(() => done.abort());
      // Ended early when all is done.
      const grace = clock.sleep(graceMs, done.signal).catch(() => undefined);
      await Promise.race([all, grace]);
      if (running.size > 0) logger.warn('work on discord events goes on after the end', { count: running.size });
    },
  };
}
