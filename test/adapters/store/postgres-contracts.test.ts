import { afterAll, beforeAll } from 'vitest';
import { createPostgresStore } from '../../../src/adapters/store/postgres-store.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { describeAnswerMemoryContract } from '../../contracts/answer-memory-contract.ts';
import { describeAskingAgainContract } from '../../contracts/asking-again-contract.ts';
import type { Bench } from '../../contracts/bench.ts';
import { describeChannelStoreContract } from '../../contracts/channel-store-contract.ts';
import { describeDataRemovalContract } from '../../contracts/data-removal-contract.ts';
import { describeInstallationStoreContract } from '../../contracts/installation-store-contract.ts';
import { describeLeaseStoreContract } from '../../contracts/lease-store-contract.ts';
import { describeOutboxStoreContract } from '../../contracts/outbox-store-contract.ts';
import { describeOwnershipContract } from '../../contracts/ownership-contract.ts';
import { describeReplyStoreContract } from '../../contracts/reply-store-contract.ts';
import { describeRequestStoreContract } from '../../contracts/request-store-contract.ts';
import { describeSettingsStoreContract } from '../../contracts/settings-store-contract.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const clock = createManualClock();
let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await createPostgresStore({ url: database.url, clock, logger: createMemoryLogger() });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

/** The file's one store, emptied: a new one for each test would spend its time on connections. */
async function openBench(): Promise<Bench> {
  await database.empty();
  return { store, clock };
}

describeRequestStoreContract('postgres', openBench);
describeAskingAgainContract('postgres', openBench);
describeOwnershipContract('postgres', openBench);
describeLeaseStoreContract('postgres', openBench);
describeOutboxStoreContract('postgres', openBench);
describeAnswerMemoryContract('postgres', openBench);
describeChannelStoreContract('postgres', openBench);
describeDataRemovalContract('postgres', openBench);
describeSettingsStoreContract('postgres', openBench);
describeReplyStoreContract('postgres', openBench);
describeInstallationStoreContract('postgres', openBench);
