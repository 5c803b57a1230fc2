import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Kysely } from 'kysely';
import { type Check, type Finding, fine, toMend } from '../../core/ports/check.ts';
import { describeSchema } from './describe-schema.ts';
import { loadNodeSqlite } from './node-sqlite.ts';
import { createNodeSqliteDialect } from './node-sqlite-dialect.ts';
import type { Tables } from './tables.ts';

const subject = 'Data file';

/** Looks whether the data file, or its place where there is none yet, can be used. Leaves all as it is, a running bot too. */
export function createDataFileCheck(file: string): Check {
  return { subject, run: () => checkFile(path.resolve(file)) };
}

async function checkFile(file: string): Promise<readonly Finding[]> {
  const known = await stat(file).catch(nullWhereMissing);
  if (known === null) return [await checkPlace(file)];
  if (!known.isFile()) return [toMend(subject, `${file} is no file`, 'give VIDIGEST_DATA the path of a file')];
  const folder = path.dirname(file);
  for (const each of [file, folder]) if (!(await isWritable(each))) return [unwritable(each)];
  return [await checkContent(file)];
}

/** The folder is made at the start: the nearest one above it that is there must take it. */
async function checkPlace(file: string): Promise<Finding> {
  let folder = path.dirname(file);
  let known = await stat(folder).catch(nullWhereMissing);
  while (known === null) {
    folder = path.dirname(folder);
    known = await stat(folder).catch(nullWhereMissing);
  }
  if (!known.isDirectory()) return toMend(subject, `${folder} is no folder`, 'give VIDIGEST_DATA another path');
  return (await isWritable(folder)) ? fine(subject, `${file} will be made at the first start`) : unwritable(folder);
}

function unwritable(where: string): Finding {
  const advice = 'let the user that the bot runs as write there, or give VIDIGEST_DATA another path';
  return toMend(subject, `${where} cannot be written by this user`, advice);
}

async function checkContent(file: string): Promise<Finding> {
  const { DatabaseSync } = await loadNodeSqlite();
  // Opened as immutable it leaves no files beside it; what a bot that runs has just written is in the log beside it.
  const hasLog = (await stat(`${file}-wal`).catch(nullWhereMissing)) !== null;
  const address = pathToFileURL(file);
  if (!hasLog) address.searchParams.set('immutable', '1');
  try {
    const database = new DatabaseSync(address, { readOnly: true, timeout: 1_000 });
    try {
      const db = new Kysely<Tables>({ dialect: createNodeSqliteDialect(database) });
      return await describeSchema(db, subject, file);
    } finally {
      database.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const advice = 'put a backup in its place with `vidigest restore`, or give VIDIGEST_DATA another path';
    return toMend(subject, `${file} cannot be read: ${reason}`, advice);
  }
}

async function isWritable(where: string): Promise<boolean> {
  try {
    await access(where, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function nullWhereMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
  throw error;
}
