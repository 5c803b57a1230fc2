import { slept } from '../../core/domain/slept.ts';
import type { Clock } from '../../core/ports/runtime.ts';

/** Lets a loop sleep until there may be something to do. */
export interface Bell {
  /** Wakes who waits, or lets the next one not wait at all. */
  ring(): void;
  /** Resolves when it rings, after `ms`, or when the signal aborts. One waits at a time. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** A bell that has not rung. */
export function createBell(clock: Clock): Bell {
  let rung = false;
  let wake: AbortController | null = null;
  return {
    ring() {
      rung = true;
      wake?.abort();
    },
    async wait(ms, signal) {
      if (!rung) {
        wake = new AbortController();
        await slept(clock, ms, AbortSignal.any([signal, wake.signal]));
        wake = null;
      }
      rung = false;
    },
  };
}
