import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Store } from '../../core/ports/store.ts';
import { migrate } from './migrate.ts';
import { asKyselyPool, createPostgresPool } from './postgres-pool.ts';
import { createSqlStore, type SqlStoreDeps } from './sql-store.ts';
import type { Tables } from './tables.ts';

/** Where the database is: its address, or a pool of `createPostgresPool` that stays the caller's. */
export type PostgresStoreOptions = SqlStoreDeps & ({ readonly url: string } | { readonly pool: Pool });

/**
 * The store in a PostgreSQL, for any number of processes, which may all start at once. Lost connections fail the
 * operations under way as `store-failed`; those after them get new ones. Throws `store-failed` when the database cannot
 * be reached or is a newer program's.
 */
export async function createPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const { clock, logger } = options;
  const pool = 'pool' in options ? options.pool : createPostgresPool({ url: options.url, logger });
  const end = 'pool' in options ? async () => {} : () => pool.end();
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: asKyselyPool(pool, end) }) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    if (error instanceof VidigestError) throw error;
    // The address holds a password: the driver's error alone says what is wrong.
    throw new VidigestError('store-failed', 'cannot use the PostgreSQL database', { cause: error });
  }
  return createSqlStore(db, { clock, logger });
}
