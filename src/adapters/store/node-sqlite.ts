import type { DatabaseSync } from 'node:sqlite';

/** How to open a database file. */
export interface OpenOptions {
  /** How long a statement waits for another process's lock, in milliseconds. The event loop stands still meanwhile. */
  readonly busyTimeoutMs: number;
}

/**
 * Opens a SQLite file, or `:memory:`, so that what was written survives a power cut. The module is loaded on first use:
 * most of the program runs without it. Throws what SQLite throws.
 */
export async function openNodeSqlite(file: string, { busyTimeoutMs }: OpenOptions): Promise<DatabaseSync> {
  const { DatabaseSync } = await loadNodeSqlite();
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
  try {
    // A file system without shared memory, such as some network mounts, keeps another journal: slower, as safe.
    database.exec('pragma journal_mode = wal; pragma synchronous = full');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/**
 * Node's own SQLite. Node up to 24.14 prints a warning on loading it, which would stand among the lines people read on
 * stderr: only that one is dropped, and only while the module loads.
 */
export async function loadNodeSqlite(): Promise<typeof import('node:sqlite')> {
  const emitWarning = process.emitWarning;
  process.emitWarning = (...args: unknown[]) => {
    if (args[1] === 'ExperimentalWarning' && String(args[0]).startsWith('SQLite')) return;
    Reflect.apply(emitWarning, process, args);
  };
  try {
    return await import('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
