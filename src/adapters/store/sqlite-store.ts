import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Store } from '../../core/ports/store.ts';
import { migrate } from './migrations.ts';
import { openNodeSqlite } from './node-sqlite.ts';
import { createNodeSqliteDialect } from './node-sqlite-dialect.ts';
import { createSqlStore, type SqlStoreDeps } from './sql-store.ts';
import type { Tables } from './tables.ts';

/** Where the data lies and how patient to be with it. */
export interface SqliteStoreOptions extends SqlStoreDeps {
  /** Path of the file, created with its folder where missing; `:memory:` keeps nothing. */
  readonly file: string;
  /**
   * How long to wait for another process's write lock. The whole process stands still meanwhile, so it is short.
   * @default 2000
   */
  readonly busyTimeoutMs?: number;
}

/**
 * The store in one SQLite file. A save that returned survives a power cut (`synchronous=FULL`); several processes may
 * share the file. Throws `store-failed` when the file cannot be opened, is no database, or is a newer program's.
 */
export async function createSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { file, clock, logger, busyTimeoutMs = 2_000 } = options;
  const database = await openFile(file, busyTimeoutMs);
  const db = new Kysely<Tables>({ dialect: createNodeSqliteDialect(database) });
  try {
    await migrate(db);
  } catch (error) {
    database.close();
    throw asStoreError(error, file);
  }
  return createSqlStore(db, { clock, logger });
}

async function openFile(file: string, busyTimeoutMs: number): Promise<DatabaseSync> {
  try {
    if (file !== ':memory:') await mkdir(path.dirname(file), { recursive: true });
    return await openNodeSqlite(file, { busyTimeoutMs });
  } catch (error) {
    throw asStoreError(error, file);
  }
}

function asStoreError(error: unknown, file: string): VidigestError {
  if (error instanceof VidigestError) return error;
  return new VidigestError('store-failed', `cannot use ${file} as data file`, { cause: error });
}
