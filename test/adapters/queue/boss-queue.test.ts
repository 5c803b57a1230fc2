import { afterAll, beforeAll, describe } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createBossQueue } from '../../../src/adapters/queue/boss-queue.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import { describeQueueContract } from '../../contracts/queue-contract.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const clock = createSystemClock();
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('createBossQueue', () => {
  describeQueueContract({
    open: ({ leases, ...setup }) =>
      createBossQueue(
        { leases, clock, logger: createQuietLogger() },
        { ...setup, url: database.url, ttlMs: 30_000, pollMs: 50 },
      ),
    leases: async () => (await createSqliteStore({ file: ':memory:', clock, logger: createQuietLogger() })).leases,
    reset: async () => {
      const [row] = await database.execute(`select to_regclass('vidigest_jobs.job') as jobs`);
      if (row?.['jobs'] !== null) await database.execute('delete from vidigest_jobs.job');
    },
  });
});
