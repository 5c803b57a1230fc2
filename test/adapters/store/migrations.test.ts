import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, describe, expect, it } from 'vitest';
import { migrations } from '../../../src/adapters/store/migrations.ts';
import { openNodeSqlite } from '../../../src/adapters/store/node-sqlite.ts';
import { createNodeSqliteDialect } from '../../../src/adapters/store/node-sqlite-dialect.ts';
import { asKyselyPool, createPostgresPool } from '../../../src/adapters/store/postgres-pool.ts';
import { createSqlStore } from '../../../src/adapters/store/sql-store.ts';
import type { Tables } from '../../../src/adapters/store/tables.ts';
import { storedDigest, storedVideo } from '../../contracts/store-contract.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';
import { createTestDatabase } from '../../support/test-database.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function sqlite(): Promise<Kysely<Tables>> {
  const database = await openNodeSqlite(':memory:', { busyTimeoutMs: 10 });
  return new Kysely<Tables>({ dialect: createNodeSqliteDialect(database) });
}

async function postgres(): Promise<Kysely<Tables>> {
  const database = await createTestDatabase();
  open.push(() => database.drop());
  const pool = createPostgresPool({ url: database.url, logger: createQuietLogger() });
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: asKyselyPool(pool, () => pool.end()) }) });
}

describe.each([
  ['SQLite', sqlite],
  ['PostgreSQL', postgres],
])('the migrations on %s', (_, create) => {
  it('keep what was there before requests had terms and digests owners', async () => {
    const db = await create();
    const clock = createManualClock();
    const store = createSqlStore(db, { clock, logger: createQuietLogger() });
    open.push(() => store.close());
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
    expect((await migrator.migrateTo('0004-charges')).error).toBeUndefined();

    const before = db.withTables<{ digests: object; transcripts: object; requests: object }>();
    const captions = { language: 'en', kind: 'auto', cues: [] } as const;
    const document = JSON.stringify(storedDigest('before'));
    const of = { video_id: 'video', language: 'zh-CN' };
    await before
      .insertInto('digests')
      .values({ ...of, prompt_version: 'p1', document, saved_at_ms: 7 } as object)
      .execute();
    const video = JSON.stringify(storedVideo('video'));
    const texts = { video_id: 'video', video, captions: JSON.stringify(captions), saved_at_ms: 7 };
    await before
      .insertInto('transcripts')
      .values(texts as object)
      .execute();
    const place = { surface: 'slack', workspace: 'T1', channel: 'C1', message: '1', thread: null, author: 'U1' };
    const times = { due_at_ms: 7, asked_at_ms: 7, changed_at_ms: 7, failures: 0, restored: 0, code: null };
    await before
      .insertInto('requests')
      .values({ ...place, ...of, ...times, id: 'request', job_key: 'job', state: 'waiting' } as object)
      .execute();

    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    expect(await store.digests.find({ videoId: 'video', language: 'zh-CN', promptVersion: 'p1' })).toEqual(
      storedDigest('before'),
    );
    expect(await store.transcripts.find('video')).toEqual({ video: storedVideo('video'), captions });
    const terms = { scope: 'all', asked: false, startMs: null, act: '' };
    expect(await store.requests.find('request')).toMatchObject({ state: 'waiting', ref: place, ...terms });
  });
});
