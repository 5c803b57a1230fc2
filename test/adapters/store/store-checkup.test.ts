import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDataFileCheck } from '../../../src/adapters/store/data-file-checkup.ts';
import { migrations } from '../../../src/adapters/store/migrations.ts';
import { createPostgresCheck } from '../../../src/adapters/store/postgres-checkup.ts';
import { createPostgresStore } from '../../../src/adapters/store/postgres-store.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import type { Finding } from '../../../src/core/ports/check.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const { signal } = new AbortController();
const deps = { clock: createManualClock(), logger: createMemoryLogger() };

describe('the data file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vidigest-'));
    file = path.join(folder, 'data ?#.sqlite');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const look = async (at = file): Promise<Finding | undefined> => (await createDataFileCheck(at).run(signal))[0];
  const change = (statement: string): void => {
    const database = new DatabaseSync(file);
    database.exec(statement);
    database.close();
  };

  it('need not be there, and is not made', async () => {
    const deep = path.join(folder, 'a', 'b', 'data.sqlite');
    expect(await look(deep)).toMatchObject({ state: 'ok', text: expect.stringContaining('will be made') });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is up to date, and stays as it was', async () => {
    await (await createSqliteStore({ ...deps, file })).close();
    const before = await readFile(file);
    const names = await readdir(folder);
    expect(await look()).toMatchObject({ state: 'ok', text: expect.stringContaining('is up to date') });
    expect(await readdir(folder)).toEqual(names);
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  it('can be looked at while a bot uses it, with what was written last', async () => {
    const store = await createSqliteStore({ ...deps, file });
    try {
      expect(await look()).toMatchObject({ state: 'ok', text: expect.stringContaining('is up to date') });
      await store.traits.set('w', 't', 'v');
      expect(await store.traits.get('w', 't')).toBe('v');
    } finally {
      await store.close();
    }
  });

  it('may be of an older program, and not of a newer one', async () => {
    await (await createSqliteStore({ ...deps, file })).close();
    const last = Object.keys(migrations).at(-1);
    change(`delete from kysely_migration where name = '${last}'`);
    expect(await look()).toMatchObject({ state: 'ok', text: expect.stringMatching(/up to date \(1 change/) });
    change("insert into kysely_migration (name, timestamp) values ('9999-future', 'now')");
    expect(await look()).toMatchObject({ state: 'mend', text: expect.stringContaining('9999-future') });
  });

  it('is no file, or no database', async () => {
    await mkdir(file);
    expect(await look()).toMatchObject({ state: 'mend', text: expect.stringContaining('is no file') });
    await rm(file, { recursive: true });
    await writeFile(file, 'something else altogether');
    expect(await look()).toMatchObject({ state: 'mend', advice: expect.stringContaining('vidigest restore') });
    expect(await look(path.join(file, 'below', 'it'))).toMatchObject({
      state: 'mend',
      text: expect.stringContaining('is no folder'),
    });
  });
});

describe('the PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const look = (url = database.url) =>
    createPostgresCheck({ url, schemas: ['vidigest_jobs'], logger: createMemoryLogger() }).run(signal);
  const tables = async () => database.execute('select tablename from pg_tables where schemaname = current_schema()');

  it('is reached, and nothing is made in it', async () => {
    expect(await look()).toMatchObject([{ state: 'ok', text: expect.stringContaining('will be made') }]);
    expect(await tables()).toEqual([]);
  });

  it('is up to date after a start, and not for an older program', async () => {
    await (await createPostgresStore({ ...deps, url: database.url })).close();
    expect(await look()).toMatchObject([{ state: 'ok', text: expect.stringContaining('is up to date') }]);
    await database.execute("insert into kysely_migration (name, timestamp) values ('9999-future', 'now')");
    expect(await look()).toMatchObject([{ state: 'mend', text: expect.stringContaining('9999-future') }]);
    await database.execute("delete from kysely_migration where name = '9999-future'");
  });

  it('has a user that may make nothing', async () => {
    const url = new URL(database.url);
    const name = `reader_${url.pathname.slice(1, 20)}`;
    await database.execute(`create role ${name} login password 'p'; revoke create on schema public from public`);
    await database.execute(`grant select on all tables in schema public to ${name}`);
    url.username = name;
    url.password = 'p';
    const findings = await look(url.href);
    await database.execute(`drop owned by ${name}; drop role ${name}`);
    expect(findings.map(({ state, text }) => `${state} ${text}`)).toEqual([
      expect.stringMatching(/^ok /),
      'mend its user may not make tables',
      'mend its user may not make the schema vidigest_jobs',
    ]);
  });

  it('cannot be reached, or takes nobody, which is said without the password', async () => {
    const wrong = new URL(database.url);
    wrong.password = 'not-the-one';
    const away = new URL(database.url);
    away.port = '1';
    for (const { href } of [wrong, away]) {
      const findings = await look(href);
      expect(findings).toMatchObject([{ state: 'mend', text: expect.stringMatching(/password|ECONNREFUSED/) }]);
      expect(JSON.stringify(findings)).not.toMatch(/not-the-one|postgres:\/\//);
    }
  });
});
