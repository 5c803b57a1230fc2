import { afterAll, beforeAll } from 'vitest';
import { createPostgresStore } from '../../../src/adapters/store/postgres-store.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import { describeLedgerContract } from '../../contracts/ledger-contract.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describeLedgerContract('sqlite', async (clock) => [
  await createSqliteStore({ file: ':memory:', clock, logger: createMemoryLogger() }),
]);

describeLedgerContract('postgres', async (clock, count) => {
  await database.empty();
  const open = () => createPostgresStore({ url: database.url, clock, logger: createMemoryLogger() });
  return Promise.all(Array.from({ length: count }, open));
});
