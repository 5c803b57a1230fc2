import { afterAll, describe, type ExpectStatic, it } from 'vitest';
import { allKinds } from './faults/all-kinds.ts';
import { claudeFaults } from './faults/claude-faults.ts';
import type { FaultCase } from './faults/fault-case.ts';
import { type FaultRow, faultTable } from './faults/fault-table.ts';
import { type Repetition, startFaultWorld } from './faults/fault-world.ts';
import { postgresFaults } from './faults/postgres-faults.ts';
import { slackEventFaults } from './faults/slack-event-faults.ts';
import { slackWriteFaults } from './faults/slack-write-faults.ts';
import { sqliteFaults } from './faults/sqlite-faults.ts';
import { youTubeFaults } from './faults/youtube-faults.ts';

const cases: readonly FaultCase[] = [
  ...claudeFaults,
  ...youTubeFaults,
  ...slackWriteFaults,
  ...slackEventFaults,
  ...sqliteFaults,
  ...postgresFaults,
];
const rows = new Map<FaultCase, FaultRow>();

afterAll(() => {
  process.stdout.write(`\n${faultTable(cases.flatMap((each) => rows.get(each) ?? []))}\n`);
});

const named = (alone: boolean) =>
  cases
    .filter((each) => (each.alone ?? false) === alone)
    .map((each) => ({ name: `${each.where}: ${each.fault}`, fault: each }));

async function meet(fault: FaultCase, expect: ExpectStatic): Promise<void> {
  const world = await startFaultWorld(fault);
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
    rows.set(fault, { fault, outcome });
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
    if (fault.kind !== 'status') expect(world.claude.stats().refusals).toEqual([]);
  } finally {
    await world.close();
  }
}

/** All of it is work: that the machine is slow, or busy with others, is no failure. */
const timeoutMs = 120_000;

describe('what becomes of a link when something fails', () => {
  describe.concurrent('side by side', () => {
    it.for(named(false))('$name', { timeout: timeoutMs }, ({ fault }, { expect }) => meet(fault, expect));
  });

  describe('while all stands still', () => {
    it.for(named(true))('$name', { timeout: timeoutMs }, ({ fault }, { expect }) => meet(fault, expect));
  });

  it.for(Object.entries(allKinds))('is known for every fault of the fake %s', ([where, kinds], { expect }) => {
    const met = new Set(cases.filter((each) => each.where === where).map(({ kind }) => kind));
    expect(kinds.filter((kind) => !met.has(kind))).toEqual([]);
  });

  it('is a whole answer, a word, something done again, or nothing that matters: never silence', ({ expect }) => {
    const silent = cases.filter(({ sees, again = [], logs = [], borne }) => {
      const said = sees.filter((each) => each !== 'whole answer');
      return said.length + again.length + logs.length === 0 && borne === undefined;
    });
    expect(silent.map(({ fault }) => fault)).toEqual([]);
  });
});
