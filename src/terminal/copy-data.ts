import { VidigestError } from '../core/domain/errors.ts';
import type { CopyCommand } from './parse-operation.ts';

/** Copies of the bot's data file. All throw `store-failed`. */
export interface DataCopies {
  /** Writes a copy of one moment to a file that must not exist, while the bot may be running. Returns its size in bytes. */
  backup(to: string): Promise<number>;
  /**
   * Puts a copy in the place of the data, which no process may be using. What was there is kept: its new path is
   * returned, null where there was nothing.
   */
  restore(from: string): Promise<string | null>;
}

/**
 * Runs `backup` or `restore` and returns what to say of it. `copies` is null where the data lies in a PostgreSQL, which
 * has its own tools: throws `config-invalid` that says so.
 */
export async function copyData({ kind, file }: CopyCommand, copies: DataCopies | null): Promise<string> {
  if (copies === null) {
    const reason = `${kind} is for SQLite; DATABASE_URL names a PostgreSQL: use pg_dump and pg_restore`;
    throw new VidigestError('config-invalid', reason, { reason });
  }
  if (kind === 'backup') return `${((await copies.backup(file)) / 1e6).toFixed(1)} MB backed up to ${file}`;
  const kept = await copies.restore(file);
  return kept === null ? `restored from ${file}` : `restored from ${file}; what was there is kept as ${kept}`;
}
