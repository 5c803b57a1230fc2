import { afterAll, beforeAll } from 'vitest';
import { createPostgresStore } from '../../../src/adapters/store/postgres-store.ts';
import { describeStoreContract } from '../../contracts/store-contract.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describeStoreContract('postgres', async () => {
  await database.empty();
  return createPostgresStore({ url: database.url, clock: createManualClock(), logger: createMemoryLogger() });
});
