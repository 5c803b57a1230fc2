import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupSqlite, restoreSqlite } from '../../../src/adapters/store/sqlite-backup.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { failureOf, newRequest } from '../../contracts/bench.ts';
import { storedDigest } from '../../contracts/store-contract.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';

const key = { videoId: 'aaaaaaaaaaa', language: 'zh-CN', promptVersion: 'p1' };

let folder: string;
let file: string;
let copy: string;
let clock: ManualClock;
let open: Store[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vidigest-backup-'));
  file = path.join(folder, 'data', 'vidigest.sqlite');
  copy = path.join(folder, 'backups', 'monday.sqlite');
  clock = createManualClock();
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((store) => store.close()));
  await rm(folder, { recursive: true });
});

async function openStore(at = file): Promise<Store> {
  const store = await createSqliteStore({ file: at, clock, logger: createMemoryLogger(), busyTimeoutMs: 50 });
  open.push(store);
  return store;
}

async function tldrIn(at: string): Promise<string | undefined> {
  const store = await openStore(at);
  const digest = await store.digests.find(key);
  await store.close();
  return digest?.tldr;
}

/** A backup with one digest and whatever else is written. */
async function makeBackup(tldr: string, write: (store: Store) => Promise<unknown> = async () => {}): Promise<void> {
  const store = await openStore();
  await store.digests.save(key, storedDigest(tldr));
  await write(store);
  await backupSqlite({ file, to: copy });
  await store.close();
}

function damage(at: string): Promise<void> {
  return readFile(at).then((bytes) => {
    bytes.fill(0x5a, 4096 + 8, 4096 * 3);
    return writeFile(at, bytes);
  });
}

describe('a backup', () => {
  it('is made while the bot writes, and is a data file of that moment', async () => {
    const store = await openStore();
    await store.digests.save(key, storedDigest('then'));
    const size = await backupSqlite({ file, to: copy });
    await store.digests.save(key, storedDigest('later'));
    expect(size).toBe((await stat(copy)).size);
    expect(await readdir(path.dirname(copy))).toEqual(['monday.sqlite']);
    expect(await tldrIn(copy)).toBe('then');
  });

  it('does not wait for a write under way, nor it for the backup', async () => {
    await makeBackup('first');
    await rm(copy);
    const writer = new DatabaseSync(file);
    writer.exec('pragma journal_mode = wal; begin immediate; delete from digests');
    await backupSqlite({ file, to: copy });
    writer.exec('commit');
    writer.close();
    expect(await tldrIn(copy)).toBe('first');
  });

  it('is as private as the data', async () => {
    await (await openStore()).close();
    await chmod(file, 0o600);
    await backupSqlite({ file, to: copy });
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
  });

  it('replaces nothing', async () => {
    await makeBackup('first');
    expect(await failureOf(backupSqlite({ file, to: copy }))).toMatchObject({ reason: `${copy} exists already` });
  });

  it('is not made of a file that is not there, and makes none', async () => {
    expect(await failureOf(backupSqlite({ file, to: copy }))).toMatchObject({ code: 'store-failed' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not made of damaged data, and leaves nothing half done', async () => {
    await makeBackup('first', async (store) => {
      for (let index = 0; index < 50; index += 1) {
        await store.digests.save({ ...key, videoId: `video-${index}` }, storedDigest('x'.repeat(2_000)));
      }
    });
    await rm(copy);
    await damage(file);
    expect(await failureOf(backupSqlite({ file, to: copy }))).toMatchObject({ code: 'store-failed' });
    expect(await readdir(path.dirname(copy))).toEqual([]);
  });
});

describe('a restore', () => {
  it('puts the backup in the place of the data, and keeps these', async () => {
    await makeBackup('then');
    const store = await openStore();
    await store.digests.save(key, storedDigest('later'));
    await store.close();
    const kept = await restoreSqlite({ from: copy, file, clock });
    expect(kept).toBe(`${file}.replaced-2026-01-01T00-00-00.000Z`);
    expect(await tldrIn(file)).toBe('then');
    expect(await tldrIn(kept ?? '')).toBe('later');
    expect(await tldrIn(copy)).toBe('then');
  });

  it('keeps what a crash left in the log', async () => {
    await makeBackup('then');
    const bot = await openStore();
    await bot.digests.save(key, storedDigest('later'));
    const [data, log] = await Promise.all([readFile(file), readFile(`${file}-wal`)]);
    await bot.close();
    await writeFile(file, data);
    await writeFile(`${file}-wal`, log);
    const kept = await restoreSqlite({ from: copy, file, clock });
    expect(await tldrIn(kept ?? '')).toBe('later');
    expect(await tldrIn(file)).toBe('then');
  });

  it('works where there was nothing', async () => {
    await makeBackup('then');
    await rm(path.dirname(file), { recursive: true });
    expect(await restoreSqlite({ from: copy, file, clock })).toBeNull();
    expect(await tldrIn(file)).toBe('then');
  });

  it('works where the data are damaged, and folds in nothing of their log', async () => {
    await makeBackup('then');
    const bot = await openStore();
    await bot.digests.save(key, storedDigest('later'));
    // As a crash leaves it: with a log beside the file.
    const log = await readFile(`${file}-wal`);
    await bot.close();
    await writeFile(file, 'no database '.repeat(2_000));
    await writeFile(`${file}-wal`, log);
    const kept = await restoreSqlite({ from: copy, file, clock });
    expect(await tldrIn(file)).toBe('then');
    expect(await readFile(kept ?? '', 'utf8')).toContain('no database');
    expect((await readFile(`${kept}-wal`)).equals(log)).toBe(true);
  });

  it('is refused while a bot uses the data', async () => {
    await makeBackup('then');
    const store = await openStore();
    await store.digests.save(key, storedDigest('later'));
    const error = await failureOf(restoreSqlite({ from: copy, file, clock }));
    expect(error).toMatchObject({ code: 'store-failed', reason: expect.stringContaining('another Vidigest is using') });
    expect((await store.digests.find(key))?.tldr).toBe('later');
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['damaged', () => damage(copy), /damaged/],
    ['no database', () => writeFile(copy, 'my notes '.repeat(1_000)), /damaged|no data/],
    [
      'another program’s',
      async () => {
        await rm(copy);
        const other = new DatabaseSync(copy);
        other.exec('create table notes (text)');
        other.close();
      },
      /no data of Vidigest/,
    ],
    [
      'a newer program’s',
      async () => {
        const newer = new DatabaseSync(copy);
        newer.exec("insert into kysely_migration (name, timestamp) values ('9999-future', 'now')");
        newer.close();
      },
      /newer Vidigest/,
    ],
    ['in use', () => writeFile(`${copy}-wal`, ''), /in use/],
    ['missing', () => rm(copy), /no backup/],
  ])('is refused for a file that is %s, and changes nothing', async (_, spoil, reason) => {
    await makeBackup('then', async (store) => {
      for (let index = 0; index < 50; index += 1) {
        await store.digests.save({ ...key, videoId: `video-${index}` }, storedDigest('x'.repeat(2_000)));
      }
    });
    await spoil();
    const before = await readdir(path.dirname(file));
    const error = await failureOf(restoreSqlite({ from: copy, file, clock }));
    expect(error).toMatchObject({ code: 'store-failed', reason: expect.stringMatching(reason) });
    expect(await readdir(path.dirname(file))).toEqual(before);
    expect(await tldrIn(file)).toBe('then');
  });

  it('brings a backup of an older program up to date', async () => {
    await makeBackup('then');
    const older = new DatabaseSync(copy);
    const first = ['digests', 'transcripts', 'threads', 'traits', 'kysely_migration', 'kysely_migration_lock'];
    for (const { name } of older.prepare("select name from sqlite_master where type = 'table'").all()) {
      if (!first.includes(String(name))) older.exec(`drop table ${name}`);
    }
    // Their keys were narrower: what a migration adds must not be there yet.
    for (const table of ['digests', 'transcripts']) {
      older.exec(`create table was as select * from ${table}; alter table was drop column owner`);
      older.exec(`drop table ${table}; alter table was rename to ${table}`);
    }
    older.exec("delete from kysely_migration where name > '0002'");
    older.close();
    await restoreSqlite({ from: copy, file, clock });
    expect(await tldrIn(file)).toBe('then');
  });

  it('puts every message of an open request in doubt: it may have been posted since', async () => {
    await makeBackup('then', async ({ requests }) => {
      const added = await requests.add([newRequest(), newRequest({ videoId: 'bbbbbbbbbbb' })]);
      await requests.change([added[1]?.id ?? ''], { state: 'done' }, null);
    });
    await clock.advance(60_000);
    await restoreSqlite({ from: copy, file, clock });
    const { requests, outbox } = await openStore();
    const [open, done] = await requests.add([newRequest(), newRequest({ videoId: 'bbbbbbbbbbb' })]);
    const slot = { key: `${open?.id}/overview/1`, workspace: 'T1', fence: null };
    expect(await outbox.find(slot.key)).toEqual({
      key: slot.key,
      state: 'intended',
      attempt: 0,
      token: 0,
      intendedAtMs: 0,
      post: null,
    });
    expect(await outbox.find(`${done?.id}/overview/1`)).toBeNull();
    expect(await outbox.intend(slot, 1)).toBe('intended');
    expect(await outbox.find(slot.key)).toMatchObject({ attempt: 1 });
  });

  it('puts what is read up after it in doubt, too: it may have been answered since the backup', async () => {
    await makeBackup('then');
    await restoreSqlite({ from: copy, file, clock });
    const { requests, outbox } = await openStore();
    const entryOf = async (videoId: string) => {
      const [request] = await requests.add([newRequest({ videoId })]);
      return outbox.find(`${request?.id}/overview/1`);
    };
    expect(await entryOf('aaaaaaaaaaa')).toMatchObject({ state: 'intended', attempt: 0 });
    await clock.advance(40 * 60_000);
    expect(await entryOf('bbbbbbbbbbb')).toBeNull();
    expect(await entryOf('aaaaaaaaaaa')).toMatchObject({ attempt: 0 });
  });
});
