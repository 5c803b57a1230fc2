import { open } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { VidigestError } from '../../core/domain/errors.ts';
import { migrate, readSchema } from './migrate.ts';
import { loadNodeSqlite } from './node-sqlite.ts';
import { createNodeSqliteDialect } from './node-sqlite-dialect.ts';
import { markRestored } from './sql-outbox.ts';
import type { Tables } from './tables.ts';

const busyTimeoutMs = 2_000;

/** Opens an existing data file as it is, whether or not a bot uses it. Closing `database` closes `db`. */
export async function openData(
  file: string,
): Promise<{ readonly database: DatabaseSync; readonly db: Kysely<Tables> }> {
  const { DatabaseSync } = await loadNodeSqlite();
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  return { database, db: new Kysely<Tables>({ dialect: createNodeSqliteDialect(database) }) };
}

/**
 * Makes sure that a file is whole, ours and not a newer program's, and if asked brings it up to date
 * and marks it and its open requests as restored at an instant.
 * Throws `store-failed` with a reason that calls the file `name`.
 */
export async function inspectData(file: string, name: string, restoredAtMs: number | null = null): Promise<void> {
  const { database, db } = await openData(file);
  try {
    const damage = damageOf(database);
    if (damage !== null) throw refusal(`${name} is damaged: ${damage}`);
    if ((await readSchema(db)) === 0) throw refusal(`${name} is no data of Vidigest`);
    if (restoredAtMs !== null) {
      await migrate(db);
      await markRestored(db, restoredAtMs);
    }
  } finally {
    database.close();
  }
}

/** The first thing that is wrong with a database, null for a sound one. */
function damageOf(database: DatabaseSync): string | null {
  try {
    const result = database.prepare('pragma integrity_check(1)').get()?.['integrity_check'];
    return result === 'ok' ? null : String(result);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Returns once a file would survive a power cut; its name in the folder may need `syncFolder`. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Returns once the names in a folder would survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no way to do it, and writes names through.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** `store-failed` with a cause that the person at the terminal can do something about. */
export function refusal(reason: string): VidigestError {
  return new VidigestError('store-failed', reason, { reason });
}
