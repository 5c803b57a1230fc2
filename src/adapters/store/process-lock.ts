import { VidigestError } from '../../core/domain/errors.ts';
import { loadNodeSqlite } from './node-sqlite.ts';

/** A data file that this process has for itself. */
export interface ProcessLock {
  /** Lets the next process in. Harmless when repeated. */
  release(): void;
}

const busy = 5;

/**
 * Takes a data file for this process alone, by SQLite's own lock on an empty file beside it. The lock is the operating
 * system's: it ends with the process, however that ends, and a file left behind blocks nobody. (The file stays for that
 * reason: deleting it could give two processes a lock each.) Readers of the data itself, such as a backup, need none.
 * Throws `store-failed` with a reason when another process has it, and what SQLite throws.
 */
export async function takeProcessLock(file: string, waitMs: number): Promise<ProcessLock> {
  const { DatabaseSync } = await loadNodeSqlite();
  const database = new DatabaseSync(`${file}-lock`, { timeout: waitMs });
  try {
    database.exec('begin exclusive');
  } catch (cause) {
    database.close();
    if (!(cause instanceof Error && 'errcode' in cause && cause.errcode === busy)) throw cause;
    const reason = `another Vidigest is using ${file}: stop it first, or give this one other data`;
    throw new VidigestError('store-failed', reason, { cause, reason });
  }
  return {
    release() {
      if (database.isOpen) database.close();
    },
  };
}
