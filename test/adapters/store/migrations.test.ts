import { Kysely, PostgresDialect, sql } from 'kysely';
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

    const captions = { language: 'en', kind: 'auto', cues: [] } as const;
    const document = JSON.stringify(storedDigest('before'));
    await sql`insert into digests values ('video', 'zh-CN', 'p1', ${document}, 7)`.execute(db);
    const video = JSON.stringify(storedVideo('video'));
    await sql`insert into transcripts values ('video', ${video}, ${JSON.stringify(captions)}, 7)`.execute(db);
    const place = { surface: 'slack', workspace: 'T1', channel: 'C1', message: '1', thread: null, author: 'U1' };
    await sql`insert into requests values ('request', 'slack', 'T1', 'C1', '1', null, 'U1', 'video', 'zh-CN', 'job',
      'waiting', 7, 0, null, 7, 7, 0)`.execute(db);

    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    expect(await store.digests.find({ videoId: 'video', language: 'zh-CN', promptVersion: 'p1' })).toEqual(
      storedDigest('before'),
    );
    expect(await store.transcripts.find('video')).toEqual({ video: storedVideo('video'), captions });
    const terms = { scope: 'all', asked: false, startMs: null, act: '' };
    expect(await store.requests.find('request')).toMatchObject({ state: 'waiting', ref: place, ...terms });
  });
});
