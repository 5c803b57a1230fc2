import { afterAll, describe, type ExpectStatic, it } from 'vitest';
import { allKinds } from './faults/all-kinds.ts';
import { claudeFaults } from './faults/claude-faults.ts';
import type { FaultCase } from './faults/fault-case.ts';
import { type FaultRow, faultTable } from './faults/fault-table.ts';
import { startFaultWorld } from './faults/fault-world.ts';
import { faultTimeoutMs, meetFault, silentOf } from './faults/meet-fault.ts';
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
  await meetFault(fault, world, (outcome) => rows.set(fault, { fault, outcome }), expect);
}

const timeout = faultTimeoutMs;

describe('what becomes of a link when something fails', () => {
  describe.concurrent('side by side', () => {
    it.for(named(false))('$name', { timeout }, ({ fault }, { expect }) => meet(fault, expect));
  });

  describe('while all stands still', () => {
    it.for(named(true))('$name', { timeout }, ({ fault }, { expect }) => meet(fault, expect));
  });

  it.for(Object.entries(allKinds).filter(([where]) => where !== 'Discord'))(
    'is known for every fault of the fake %s',
    ([where, kinds], { expect }) => {
      const met = new Set(cases.filter((each) => each.where === where).map(({ kind }) => kind));
      expect(kinds.filter((kind) => !met.has(kind))).toEqual([]);
    },
  );

  it('is a whole answer, a word, something done again, or nothing that matters: never silence', ({ expect }) => {
    expect(silentOf(cases)).toEqual([]);
  });
});
