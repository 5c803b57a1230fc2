import { rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCodeOf } from '../../../src/core/domain/errors.ts';
import { fillDisk } from '../../support/full-disk.ts';
import type { FaultCase } from './fault-case.ts';
import type { FaultWorld } from './fault-world.ts';

const whole = { where: 'SQLite', sees: ['whole answer'], ends: 'done' } as const;
/** Slack sends what is not acknowledged so often. */
const mostAttempts = 4;
const notTaken = 'a slack event was not taken';

/** The answer has begun to stand in the thread. */
function begun({ until, slack, ts }: FaultWorld): Promise<void> {
  return until('something stands', () => slack.thread(ts()).length > 0);
}

/** The data cannot be written until the program has noticed. */
async function whileUnwritable(world: FaultWorld, block: () => () => void, noticed: readonly string[]): Promise<void> {
  const unblock = block();
  try {
    await world.until('it is noticed', () => noticed.some((message) => world.logged(message) > 0));
  } finally {
    unblock();
  }
}

function lock({ dataFile }: FaultWorld): () => void {
  const other = new DatabaseSync(dataFile);
  other.exec('begin immediate');
  return () => other.close();
}

/** What can go wrong with the file and with whoever else uses it. */
export const sqliteFaults: readonly FaultCase[] = [
  {
    fault: 'disk full when the link comes',
    ...whole,
    logs: [notTaken],
    async post(world) {
      const free = fillDisk(world.dataFile, 'requests');
      world.ask();
      await whileUnwritable(world, () => free, [notTaken]);
    },
  },
  {
    fault: 'disk full until Slack gives up',
    ...whole,
    again: ['event', 'reading up'],
    logs: [notTaken],
    slack: { ackTimeoutMs: 300 },
    async post(world) {
      const free = fillDisk(world.dataFile, 'requests');
      world.ask();
      // In the machine's own time: half an hour later the link would be left alone.
      while (world.logged(notTaken) < mostAttempts) await pause(20);
      free();
    },
  },
  {
    fault: 'disk full in the middle',
    // The overview stands by then, and stays.
    ...whole,
    again: ['digest'],
    async after(world) {
      await begun(world);
      await whileUnwritable(world, () => fillDisk(world.dataFile, 'posts'), ['a job failed', 'a digest failed']);
    },
  },
  {
    fault: 'locked when the link comes',
    ...whole,
    alone: true,
    logs: [notTaken],
    async post(world) {
      const unlock = lock(world);
      world.ask();
      await whileUnwritable(world, () => unlock, [notTaken]);
    },
  },
  {
    fault: 'locked in the middle',
    // The overview stands by then, and stays.
    ...whole,
    alone: true,
    again: ['digest'],
    async after(world) {
      await begun(world);
      await whileUnwritable(world, () => lock(world), [
        'a job failed',
        'a digest failed',
        'a job could not be taken or given back',
      ]);
    },
  },
  {
    fault: 'lease taken by another in the middle',
    ...whole,
    again: ['job'],
    async after(world) {
      await begun(world);
      await world.sql(
        `update leases set owner = 'another', token = token + 1, until_ms = ${world.clock.now() + 20_000}`,
      );
    },
  },
  {
    fault: 'process lock lost, a second bot on the data',
    ...whole,
    borne: 'one of them answers',
    async after(world) {
      await begun(world);
      await rm(`${world.dataFile}-lock`);
      await world.join();
    },
  },
  {
    fault: 'second bot on the data',
    ...whole,
    borne: 'it is refused',
    async after(world) {
      const refusal = await world.clock.during(world.another().then(() => null, errorCodeOf));
      if (refusal !== 'store-failed') throw new Error('two bots use one file');
    },
  },
  {
    fault: 'bot restarted in the middle',
    ...whole,
    borne: 'it goes on',
    async after(world) {
      await begun(world);
      await world.restart();
    },
  },
];
