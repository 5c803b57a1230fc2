import { Client } from 'pg';
import type { FaultCase } from './fault-case.ts';
import type { FaultWorld } from './fault-world.ts';

const whole = { where: 'PostgreSQL', sees: ['whole answer'], ends: 'done' } as const;

/** The answer has begun to stand in the thread. */
function begun({ until, slack, ts }: FaultWorld): Promise<void> {
  return until('something stands', () => slack.thread(ts()).length > 0);
}

/** What can go wrong with a database that other machines share. */
export const postgresFaults: readonly FaultCase[] = [
  {
    fault: 'connections cut when the link comes',
    ...whole,
    database: 'shared',
    borne: 'connected again',
    before: ({ cutDatabase }) => cutDatabase(),
  },
  {
    fault: 'connections cut in the middle',
    ...whole,
    database: 'shared',
    borne: 'connected again',
    async after(world) {
      await begun(world);
      await world.cutDatabase();
    },
  },
  {
    fault: 'restarted while the link comes',
    ...whole,
    database: 'own',
    borne: 'connected again',
    async post(world) {
      const restarted = world.restartDatabase();
      world.ask();
      await restarted;
    },
  },
  {
    fault: 'restarted in the middle',
    ...whole,
    database: 'own',
    borne: 'connected again',
    async after(world) {
      await begun(world);
      await world.restartDatabase();
    },
  },
  {
    fault: 'table locked when the link comes',
    ...whole,
    database: 'shared',
    logs: ['a slack event was not taken'],
    async post(world) {
      const other = new Client({ connectionString: world.databaseUrl() });
      await other.connect();
      try {
        await other.query('begin; lock table requests in access exclusive mode');
        world.ask();
        await world.until('it is noticed', () => world.logged('a slack event was not taken') > 0);
      } finally {
        await other.end();
      }
    },
  },
  {
    fault: 'lease taken by another in the middle',
    ...whole,
    database: 'shared',
    again: ['job'],
    async after(world) {
      await begun(world);
      await world.sql(
        `update leases set owner = 'another', token = token + 1, until_ms = ${world.clock.now() + 20_000}`,
      );
    },
  },
];
