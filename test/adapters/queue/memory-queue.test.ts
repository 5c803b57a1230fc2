import { describe } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createMemoryQueue } from '../../../src/adapters/queue/memory-queue.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import { describeQueueContract } from '../../contracts/queue-contract.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';

const clock = createSystemClock();

describe('createMemoryQueue', () => {
  describeQueueContract({
    open: async ({ leases, ...setup }) =>
      createMemoryQueue({ leases, clock, logger: createQuietLogger() }, { ...setup, ttlMs: 30_000, maxWaiting: 1_000 }),
    leases: async () => (await createSqliteStore({ file: ':memory:', clock, logger: createQuietLogger() })).leases,
    reset: async () => {},
  });
});
