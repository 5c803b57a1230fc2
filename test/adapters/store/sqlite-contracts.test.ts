import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
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

const open: { readonly bench: Bench; readonly folder: string }[] = [];
afterEach(async () => {
  for (const { bench, folder } of open.splice(0)) {
    await bench.store.close();
    await rm(folder, { recursive: true });
  }
});

/** A store in a file of its own. */
async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vidigest-contract-'));
  const clock = createManualClock();
  const file = path.join(folder, 'vidigest.sqlite');
  const bench = { clock, store: await createSqliteStore({ file, clock, logger: createMemoryLogger() }) };
  open.push({ bench, folder });
  return bench;
}

describeRequestStoreContract('sqlite', openBench);
describeAskingAgainContract('sqlite', openBench);
describeOwnershipContract('sqlite', openBench);
describeLeaseStoreContract('sqlite', openBench);
describeOutboxStoreContract('sqlite', openBench);
describeAnswerMemoryContract('sqlite', openBench);
describeChannelStoreContract('sqlite', openBench);
describeDataRemovalContract('sqlite', openBench);
describeSettingsStoreContract('sqlite', openBench);
describeReplyStoreContract('sqlite', openBench);
describeInstallationStoreContract('sqlite', openBench);
