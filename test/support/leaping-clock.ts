import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/core/ports/runtime.ts';
import { createManualClock } from './manual-clock.ts';

/**
 * A clock for a whole program and all that it talks to: time stands still while anything happens, and leaps to the next
 * wake-up when nothing does. Waits of hours take moments, and no machine is too slow for a timeout.
 */
export interface LeapingClock extends Clock {
  /**
   * Leaps until the predicate holds; it is asked whenever nothing happens. Throws with `what` when `patienceMs` of real
   * time have passed.
   */
  until(what: string, predicate: () => boolean | Promise<boolean>, patienceMs?: number): Promise<void>;
  /** Leaps until the work is done, no further, and gives what it gave. */
  during<T>(work: Promise<T>): Promise<T>;
}

export interface LeapingClockOptions {
  /** Counts what else happens, e.g. requests that arrived: nothing happens while neither it nor the clock is used. */
  readonly activity: () => number;
  /** Whether another process, such as a database, has to answer in between: leaps then wait longer for a silence. */
  readonly withOthers: boolean;
}

const turnMs = 4;
/** What never rests is looked at all the same. */
const mostTurns = 250;
/** Leaps without a look at what they brought. */
const mostLeaps = 20;
/** Turns of the event loop in which a request of this process has reached a server of this process. */
const sentTurns = 12;

/** Starts at the machine's time, so that what the machine dates is not far off. */
export function createLeapingClock({ activity, withOthers }: LeapingClockOptions): LeapingClock {
  const manual = createManualClock(Date.now());
  const quietTurns = withOthers ? 25 : 4;
  let uses = 0;
  const quiet = async (): Promise<void> => {
    let before = -1;
    let turns = 0;
    for (let all = 0; turns < quietTurns && all < mostTurns; all += 1) {
      await pause(turnMs);
      const now = uses + activity();
      turns = now === before ? turns + 1 : 0;
      before = now;
    }
  };
  const leap = async (): Promise<void> => {
    const atMs = manual.nextWakeMs();
    if (atMs !== null) await manual.advance(Math.max(0, atMs - manual.now()));
  };
  /** Leaps over what only looks round and goes back to sleep: many such sleepers wake every few seconds. */
  const leapOn = async (isOver = () => false): Promise<void> => {
    const before = activity();
    for (let leaps = 0; leaps < mostLeaps && activity() === before && !isOver(); leaps += 1) {
      await leap();
      if (withOthers) return;
      for (let turns = 0; turns < sentTurns; turns += 1) await turn();
    }
  };
  return {
    now() {
      uses += 1;
      return manual.now();
    },
    sleep(ms, signal) {
      uses += 1;
      return manual.sleep(ms, signal);
    },
    async until(what, predicate, patienceMs = 150_000) {
      const endMs = performance.now() + patienceMs;
      for (;;) {
        await quiet();
        if (await predicate()) return;
        if (performance.now() > endMs) throw new Error(`waited in vain until ${what}`);
        await leapOn();
      }
    },
    async during(work) {
      let over = false;
      const end = () => {
        over = true;
      };
      work.then(end, end);
      while (!over) {
        await quiet();
        if (!over) await leapOn(() => over);
      }
      return work;
    },
  };
}
