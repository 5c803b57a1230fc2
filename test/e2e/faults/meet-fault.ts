import type { ExpectStatic } from 'vitest';
import type { MetFault, MetWorld } from './fault-case.ts';
import type { FaultOutcome, Repetition } from './fault-world.ts';

/** All of it is work: that the machine is slow, or busy with others, is no failure. */
export const faultTimeoutMs = 300_000;

/**
 * Runs a case in its world, which it closes, and expects what the case says. `onOutcome` hears what became of the link
 * before that, whatever it is.
 */
export async function meetFault<World extends MetWorld>(
  fault: MetFault<World>,
  world: World,
  onOutcome: (outcome: FaultOutcome) => void,
  expect: ExpectStatic,
): Promise<void> {
  try {
    await fault.before?.(world);
    if (fault.post === undefined) world.ask();
    else await fault.post(world);
    await fault.after?.(world);
    const isOver = async (): Promise<boolean> => {
      const { sees, ends } = await world.outcome();
      return ends === fault.ends && JSON.stringify(sees) === JSON.stringify(fault.sees);
    };
    await world.until('it is as expected', isOver).catch(() => undefined);
    const outcome = await world.outcome();
    onOutcome(outcome);
    expect({ sees: outcome.sees, ends: outcome.ends }).toEqual({ sees: fault.sees, ends: fault.ends });
    expect(outcome.standsWrongly).toEqual([]);
    // Which of these comes first is chance, as is what a job asks of a locked file first; and a slow machine may miss the
    // time in which Slack wants to hear from it.
    const chance: readonly Repetition[] = [...outcome.again.keys()].filter(
      (what) => what === 'event' || what === 'reading up' || (what === 'job' && fault.where === 'SQLite'),
    );
    const again = [...outcome.again.keys()].filter((what) => !chance.includes(what) || fault.again?.includes(what));
    expect(again.toSorted()).toEqual([...(fault.again ?? [])].toSorted());
    expect((fault.logs ?? []).filter((message) => world.logged(message) === 0)).toEqual([]);
    // The bot itself asks for nothing that the model's service refuses.
    if (fault.where !== 'Claude' || fault.kind !== 'status') expect(world.claude.stats().refusals).toEqual([]);
  } finally {
    await world.close();
  }
}

/** Cases in which nothing is said, done again, logged or explained: there should be none. */
export function silentOf<World extends MetWorld>(cases: readonly MetFault<World>[]): string[] {
  const silent = cases.filter(({ sees, again = [], logs = [], borne }) => {
    const said = sees.filter((each) => each !== 'whole answer');
    return said.length + again.length + logs.length === 0 && borne === undefined;
  });
  return silent.map(({ fault }) => fault);
}
