import { chmod, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Clock } from '../../core/ports/runtime.ts';
import { inspectData, openData, refusal, syncFile, syncFolder } from './data-file.ts';
import { takeProcessLock } from './process-lock.ts';

/** A data file and where its copy goes. */
export interface BackupOptions {
  readonly file: string;
  /** Must not exist; its folder is made where missing. */
  readonly to: string;
}

/**
 * Copies a data file while the bot uses it: the copy is the data of one moment, compact, checked, and complete or not
 * there at all. This process stands still meanwhile; the bot does not. Returns the size in bytes. Throws `store-failed`.
 */
export function backupSqlite({ file, to }: BackupOptions): Promise<number> {
  return explaining(`cannot back ${file} up`, async () => {
    if (!(await exists(file))) throw refusal(`there is no data file ${file}`);
    if (await exists(to)) throw refusal(`${to} exists already`);
    await mkdir(path.dirname(to), { recursive: true });
    const partial = `${to}.partial`;
    await rm(partial, { force: true });
    try {
      const { database } = await openData(file);
      try {
        database.prepare('vacuum into ?').run(partial);
      } finally {
        database.close();
      }
      // The copy holds whatever the data holds: it is nobody else's to read.
      await chmod(partial, (await stat(file)).mode);
      await inspectData(partial, `${file}, as copied,`);
      await syncFile(partial);
      await rename(partial, to);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    await syncFolder(path.dirname(to));
    return (await stat(to)).size;
  });
}

/** A backup and the data file to make of it. */
export interface RestoreOptions {
  readonly from: string;
  readonly file: string;
  readonly clock: Clock;
}

/**
 * Puts a backup in the place of a data file that no process uses; at no moment is there no data file. What was there is
 * kept: its new path is returned, null where there was nothing. Requests that were open in the backup are answered when
 * the bot starts, after a look at what stands in their threads. Throws `store-failed` when the backup is damaged, is a
 * newer program's or none at all, and when the file is in use; nothing is changed then.
 */
export function restoreSqlite({ from, file, clock }: RestoreOptions): Promise<string | null> {
  return explaining(`cannot restore ${from}`, async () => {
    if (!(await exists(from))) throw refusal(`there is no backup ${from}`);
    if (await exists(`${from}-wal`)) throw refusal(`${from} is a data file in use, not a backup`);
    await mkdir(path.dirname(file), { recursive: true });
    const lock = await takeProcessLock(file, 0);
    const coming = `${file}.restoring`;
    try {
      await copyFile(from, coming);
      await inspectData(coming, from, clock.now());
      await syncFile(coming);
      const kept = await keepOld(file, clock.now());
      for (const rest of ['-wal', '-shm']) await rm(`${file}${rest}`, { force: true });
      await rename(coming, file);
      await syncFolder(path.dirname(file));
      return kept;
    } finally {
      await rm(coming, { force: true });
      lock.release();
    }
  });
}

/** Copies the data file to another name, with the log that a crash may have left beside it: damaged or not. */
async function keepOld(file: string, nowMs: number): Promise<string | null> {
  if (!(await exists(file))) return null;
  const kept = `${file}.replaced-${new Date(nowMs).toISOString().replaceAll(':', '-')}`;
  await copyFile(file, kept);
  if (await exists(`${file}-wal`)) await copyFile(`${file}-wal`, `${kept}-wal`);
  return kept;
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function explaining<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof VidigestError) throw cause;
    throw new VidigestError('store-failed', what, { cause });
  }
}
