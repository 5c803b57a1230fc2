import type { Clock } from '../../core/ports/runtime.ts';

/** Keeps a distance in time between things of one key. For callers that do them one at a time. */
export interface Pace {
  /** Runs `task` once the distance to the end of the last one is kept. Counts failed ones too. */
  after<T>(key: string, task: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** Keys remembered before those that are due are dropped. */
const manyKeys = 500;

/** A distance of `everyMs` from the end of one to the start of the next. */
export function createPace(clock: Clock, everyMs: number): Pace {
  const nextAtMs = new Map<string, number>();
  return {
    async after(key, task, signal) {
      const waitMs = (nextAtMs.get(key) ?? 0) - clock.now();
      if (waitMs > 0) await clock.sleep(waitMs, signal);
      try {
        return await task();
      } finally {
        if (nextAtMs.size >= manyKeys) forgetPast(nextAtMs, clock.now());
        nextAtMs.set(key, clock.now() + everyMs);
      }
    },
  };
}

function forgetPast(nextAtMs: Map<string, number>, nowMs: number): void {
  for (const [key, atMs] of nextAtMs) if (atMs <= nowMs) nextAtMs.delete(key);
}
