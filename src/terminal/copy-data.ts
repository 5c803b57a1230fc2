import { access } from 'node:fs/promises';
import { VidigestError } from '../core/domain/errors.ts';
import type { CopyCommand } from './parse-operation.ts';
import { UsageError } from './usage-error.ts';

/** Copies of the bot's data file. Both throw `store-failed`. */
export interface DataCopies {
  /** The data file, for the question whether there is one. */
  readonly dataFile: string;
  /** Writes a consistent copy while the bot may be running. Replaces `file`. Resolves with the size of the copy. */
  backup(file: string, signal: AbortSignal): Promise<{ readonly bytes: number }>;
  /** Puts a copy in the place of the data file. Refuses one that is no data of this program, and a bot that runs. */
  restore(file: string, signal: AbortSignal): Promise<{ readonly bytes: number }>;
}

/**
 * Runs `backup` or `restore` and returns what to say of it. Replaces nothing unless told to. `copies` is null where the
 * data lies in a PostgreSQL, which has its own tools: throws `config-invalid` that says so.
 */
export async function copyData(
  { kind, file, force }: CopyCommand,
  copies: DataCopies | null,
  signal: AbortSignal,
): Promise<string> {
  if (copies === null) {
    const reason = `${kind} is for SQLite; DATABASE_URL names a PostgreSQL: use pg_dump and pg_restore`;
    throw new VidigestError('config-invalid', reason, { reason });
  }
  const replaced = kind === 'backup' ? file : copies.dataFile;
  if (!force && (await exists(replaced))) {
    throw new UsageError(`${replaced} exists: move it away, or add --force to replace it`);
  }
  const { bytes } = await copies[kind](file, signal);
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  return kind === 'backup' ? `${size} backed up to ${file}` : `${size} restored from ${file} to ${copies.dataFile}`;
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    // Whatever else is wrong with the path, the copy itself will tell.
    return false;
  }
}
