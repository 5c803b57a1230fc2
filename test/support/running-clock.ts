import { setImmediate } from 'node:timers/promises';
import type { ManualClock } from './manual-clock.ts';

/**
 * Moves a manual clock while something runs, one step whenever all that is ready has run, and gives what it gave. For
 * work that waits now and then for long, and takes no time otherwise.
 */
export async function runningOn<T>(clock: ManualClock, work: Promise<T>, stepMs = 250): Promise<T> {
  let over = false;
  const end = () => {
    over = true;
  };
  work.then(end, end);
  await setImmediate();
  while (!over) await clock.advance(stepMs);
  return work;
}
