import type { Clock } from '../ports/runtime.ts';

const delaysMs = [500, 2_000, 5_000];

/** How a piece of work is tried again. */
export interface Patience {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told of each failure but the last, which is thrown. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Does work that must not be lost over a failure of some seconds, such as the restart of a database: four tries within
 * eight seconds. The work must bear repetition. Throws its last error, or the signal's reason.
 */
export async function patiently<T>(work: () => Promise<T>, { clock, signal, onFailure }: Patience): Promise<T> {
  for (const delayMs of delaysMs) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      onFailure(error);
      await clock.sleep(delayMs, signal);
    }
  }
  return work();
}
