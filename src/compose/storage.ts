import { randomUUID } from 'node:crypto';
import { createMemoryQueue } from '../adapters/queue/memory-queue.ts';
import { backupSqlite, restoreSqlite } from '../adapters/store/sqlite-backup.ts';
import { createSqliteStore } from '../adapters/store/sqlite-store.ts';
import type { Config } from '../config.ts';
import type { Queue } from '../core/ports/queue.ts';
import type { Clock } from '../core/ports/runtime.ts';
import type { Store } from '../core/ports/store.ts';
import type { DataCopies } from '../terminal/copy-data.ts';
import type { Runtime } from './runtime.ts';

/** Where everything is kept, and who works on it. */
export interface Storage {
  readonly store: Store;
  readonly queue: Queue;
  /** Whether this process alone works from the store. */
  readonly alone: boolean;
  /** Names this process among those that share the store. */
  readonly owner: string;
}

/** A lease outlives a stalled worker by this; a dead one's jobs are in other hands well within a minute. */
const leaseMs = 20_000;
/** Jobs at once in one process, and how many of them may be without anything to read. */
export const jobsAtOnce = 16;
const outlinesAtOnce = 4;
const jobsOfOneChannel = 3;
const maxWaiting = 5_000;

/** A file and a queue of this process, or PostgreSQL and a queue in it. Throws `store-failed`. The caller closes both. */
export async function openStorage({ dataFile, databaseUrl }: Config, runtime: Runtime): Promise<Storage> {
  const { clock, logger } = runtime;
  const owner = randomUUID();
  const limits = { owner, ttlMs: leaseMs, outlines: outlinesAtOnce, perChannel: jobsOfOneChannel };
  if (databaseUrl === null) {
    const store = await createSqliteStore({ file: dataFile, clock, logger });
    const queue = createMemoryQueue({ leases: store.leases, clock, logger }, { ...limits, maxWaiting });
    return { store, queue, alone: true, owner };
  }
  // Loaded here alone: its drivers are megabytes that a process on a file does without.
  const { createPostgresStore } = await import('../adapters/store/postgres-store.ts');
  const { createBossQueue } = await import('../adapters/queue/boss-queue.ts');
  const store = await createPostgresStore({ url: databaseUrl, clock, logger });
  const queue = await createBossQueue({ leases: store.leases, clock, logger }, { ...limits, url: databaseUrl });
  return { store, queue, alone: false, owner };
}

/** Copies of the data file; null where the data lies in PostgreSQL, which has its own tools. */
export function copiesOf({ dataFile, databaseUrl }: Config, clock: Clock): DataCopies | null {
  if (databaseUrl !== null) return null;
  return {
    backup: (to) => backupSqlite({ file: dataFile, to }),
    restore: (from) => restoreSqlite({ from, file: dataFile, clock }),
  };
}
