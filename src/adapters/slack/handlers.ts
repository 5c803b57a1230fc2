import { errorCodeOf } from '../../core/domain/errors.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';

/** Work that goes on until the end. */
export interface Handlers {
  /** Aborts when all is to stop. */
  readonly signal: AbortSignal;
  /** Starts it. What it throws is logged, unless it was told to stop. */
  run(work: (signal: AbortSignal) => Promise<void>): void;
  /** Starts it for somebody who waits: what it throws is thrown. Throws at once when all is to stop. */
  attend(work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Aborts all signals and waits for the work to end, for a while. */
  stop(): Promise<void>;
}

/** Nothing running yet. `stop` waits `graceMs` at most. */
export function createHandlers(
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
  { graceMs }: { readonly graceMs: number },
): Handlers {
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const guarded = async (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    try {
      await work(stopping.signal);
    } catch (error) {
      if (stopping.signal.aborted) return;
      const known = error instanceof Error ? error : String(error);
      logger.error('a slack handler failed', { code: errorCodeOf(error), error: known });
    }
  };
  const kept = (work: Promise<void>): Promise<void> => {
    const promise = work.finally(() => running.delete(promise));
    running.add(promise);
    return promise;
  };
  return {
    signal: stopping.signal,
    run(work) {
      if (stopping.signal.aborted) return;
      void kept(guarded(work));
    },
    async attend(work) {
      stopping.signal.throwIfAborted();
      await kept(work(stopping.signal));
    },
    async stop() {
      stopping.abort();
      if (running.size === 0) return;
      const done = new AbortController();
      const all = Promise.allSettled(running).then(() => done.abort());
      // Ended early when all is done.
      const grace = clock.sleep(graceMs, done.signal).catch(() => undefined);
      await Promise.race([all, grace]);
      if (running.size > 0) logger.warn('slack handlers are still running', { count: running.size });
    },
  };
}
