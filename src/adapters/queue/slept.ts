import type { Clock } from '../../core/ports/runtime.ts';

/** Sleeps. False when the signal ended the sleep. */
export async function slept(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await clock.sleep(ms, signal);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
