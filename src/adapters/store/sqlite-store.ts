import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Store } from '../../core/ports/store.ts';
import { migrate } from './migrate.ts';
import { openNodeSqlite } from './node-sqlite.ts';
import { createNodeSqliteDialect } from './node-sqlite-dialect.ts';
import { type ProcessLock, takeProcessLock } from './process-lock.ts';
import { endLeases } from './sql-leases.ts';
import { createSqlStore, type SqlStoreDeps } from './sql-store.ts';
import type { Tables } from './tables.ts';

/** Where the data lies and how patient to be with it. */
export interface SqliteStoreOptions extends SqlStoreDeps {
  /** Path of the file, created with its folder where missing; `:memory:` keeps nothing. */
  readonly file: string;
  /**
   * How long to wait for another process's lock. The whole process stands still meanwhile, so it is short.
   * @default 2000
   */
  readonly busyTimeoutMs?: number;
}

/**
 * The store in one SQLite file, for one process: leases of the process before it are over. A save that returned survives
 * a power cut (`synchronous=FULL`). Throws `store-failed` when the file cannot be opened, is no database, or is a newer
 * program's, and when another process uses it.
 */
export async function createSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { file, clock, logger, busyTimeoutMs = 2_000 } = options;
  try {
    const lock = await lockData(file, busyTimeoutMs);
    try {
      const store = createSqlStore(await openMigrated(file, busyTimeoutMs), { clock, logger });
      return { ...store, close: () => store.close().finally(lock.release) };
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    if (error instanceof VidigestError) throw error;
    throw new VidigestError('store-failed', `cannot use ${file} as data file`, { cause: error });
  }
}

async function lockData(file: string, waitMs: number): Promise<ProcessLock> {
  if (file === ':memory:') return { release() {} };
  await mkdir(path.dirname(file), { recursive: true });
  const known = await stat(file).catch(nullWhereMissing);
  // Before a lock is left beside something that is none of ours.
  if (known?.isFile() === false) throw new Error('not a file');
  return takeProcessLock(file, waitMs);
}

async function openMigrated(file: string, busyTimeoutMs: number): Promise<Kysely<Tables>> {
  const database: DatabaseSync = await openNodeSqlite(file, { busyTimeoutMs });
  try {
    const db = new Kysely<Tables>({ dialect: createNodeSqliteDialect(database) });
    await migrate(db);
    await endLeases(db);
    return db;
  } catch (error) {
    database.close();
    throw error;
  }
}

function nullWhereMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
