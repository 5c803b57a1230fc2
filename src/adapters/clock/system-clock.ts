import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../core/ports/runtime.ts';

/** The longest delay a Node timer takes; a longer one would fire at once. */
const maxTimerMs = 2 ** 31 - 1;

/** The machine's own time. A sleep keeps the process alive; one longer than a timer can hold is slept in parts. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      let restMs = Math.max(0, ms);
      do {
        const partMs = Math.min(restMs, maxTimerMs);
        restMs -= partMs;
        await sleepOnce(partMs, signal);
      } while (restMs > 0);
    },
  };
}

/** Node rejects with its own AbortError that has the reason as `cause`; callers want the reason itself. */
async function sleepOnce(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await delay(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
