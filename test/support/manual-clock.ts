import type { Clock } from '../../src/core/ports/runtime.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /**
   * Moves time forward and wakes the sleepers that are due, earliest first, `now()` reading each one's own wake time.
   * Between two of them pending promises run, so that a loop which sleeps again is woken again within one call.
   */
  advance(ms: number): Promise<void>;
  /** How many sleepers wait. */
  sleepers(): number;
  /** When the first of them wakes, in ms since the epoch; null when none waits. */
  nextWakeMs(): number | null;
  /** Resolves once at least `count` sleepers wait: the moment a test may advance without a race. */
  untilSleeping(count?: number): Promise<void>;
}

interface Sleeper {
  readonly wakeAtMs: number;
  readonly wake: () => void;
}

/** A manual clock that starts at `startMs` (default 2026-01-01T00:00:00Z). */
export function createManualClock(startMs: number = Date.UTC(2026, 0, 1)): ManualClock {
  let nowMs = startMs;
  const sleeping = new Set<Sleeper>();
  const watchers = new Set<() => void>();

  const next = (untilMs: number): Sleeper | undefined => {
    let first: Sleeper | undefined;
    for (const sleeper of sleeping) {
      if (sleeper.wakeAtMs <= untilMs && (first === undefined || sleeper.wakeAtMs < first.wakeAtMs)) first = sleeper;
    }
    return first;
  };

  return {
    now: () => nowMs,
    sleepers: () => sleeping.size,
    nextWakeMs: () => next(Number.POSITIVE_INFINITY)?.wakeAtMs ?? null,
    sleep(ms, signal) {
      return new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = () => {
          sleeping.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          wakeAtMs: nowMs + Math.max(0, ms),
          wake: () => {
            sleeping.delete(sleeper);
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        signal?.addEventListener('abort', stop, { once: true });
        sleeping.add(sleeper);
        for (const watcher of watchers) watcher();
      });
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (let due = next(untilMs); due !== undefined; due = next(untilMs)) {
        nowMs = Math.max(nowMs, due.wakeAtMs);
        due.wake();
        await settle();
      }
      nowMs = untilMs;
    },
    untilSleeping(count = 1) {
      return new Promise<void>((resolve) => {
        const check = () => {
          if (sleeping.size < count) return;
          watchers.delete(check);
          resolve();
        };
        watchers.add(check);
        check();
      });
    },
  };
}

/** Lets every promise that is ready run, and what they start in turn. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
