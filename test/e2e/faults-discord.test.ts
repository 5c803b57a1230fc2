import { afterAll, describe, type ExpectStatic, it } from 'vitest';
import { allKinds } from './faults/all-kinds.ts';
import { discordEventFaults } from './faults/discord-event-faults.ts';
import { startDiscordFaultWorld } from './faults/discord-fault-world.ts';
import { type DiscordFault, discordFaults } from './faults/discord-faults.ts';
import { type FaultRow, faultTable } from './faults/fault-table.ts';
import { faultTimeoutMs, meetFault, silentOf } from './faults/meet-fault.ts';

const cases = [...discordFaults, ...discordEventFaults];
const rows = new Map<DiscordFault, FaultRow>();

afterAll(() => {
  process.stdout.write(`\n${faultTable(cases.flatMap((each) => rows.get(each) ?? []))}\n`);
});

const named = cases.map((each) => ({ name: `${each.where}: ${each.fault}`, fault: each }));

async function meet(fault: DiscordFault, expect: ExpectStatic): Promise<void> {
  const world = await startDiscordFaultWorld(fault);
  await meetFault(fault, world, (outcome) => rows.set(fault, { fault, outcome }), expect);
}

describe('what becomes of a link on Discord when something fails', () => {
  describe.concurrent('side by side', () => {
    it.for(named)('$name', { timeout: faultTimeoutMs }, ({ fault }, { expect }) => meet(fault, expect));
  });

  it('is known for every fault of the fake', ({ expect }) => {
    const met = new Set(cases.map(({ kind }) => kind));
    expect(allKinds.Discord.filter((kind) => !met.has(kind))).toEqual([]);
  });

  it('is a whole answer, a word, something done again, or nothing that matters: never silence', ({ expect }) => {
    expect(silentOf(cases)).toEqual([]);
  });
});
