import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../../src/adapters/store/migrations.ts';
import { openNodeSqlite } from '../../../src/adapters/store/node-sqlite.ts';
import { createNodeSqliteDialect } from '../../../src/adapters/store/node-sqlite-dialect.ts';
import { createSqlStore } from '../../../src/adapters/store/sql-store.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import type { Tables } from '../../../src/adapters/store/tables.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { newRequest } from '../../contracts/bench.ts';
import { describeStoreContract, storedDigest, storedVideo } from '../../contracts/store-contract.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';

const run = promisify(execFile);
const key = { videoId: 'aaaaaaaaaaa', language: 'zh-CN', promptVersion: 'p1' };

let folder: string;
let file: string;
let open: Store[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vidigest-store-'));
  file = path.join(folder, 'deep', 'er', 'vidigest.sqlite');
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((store) => store.close()));
  await rm(folder, { recursive: true, force: true });
});

async function openStore(at = file, logger = createMemoryLogger()): Promise<Store> {
  const store = await createSqliteStore({ file: at, clock: createManualClock(), logger, busyTimeoutMs: 50 });
  open.push(store);
  return store;
}

/** Runs SQL on the file as another program would. */
function meddle<T>(work: (database: DatabaseSync) => T, at = file): T {
  const database = new DatabaseSync(at);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

async function failureOf(promise: Promise<unknown>): Promise<VidigestError> {
  const error = await promise.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof VidigestError)) throw new Error('expected a VidigestError', { cause: error });
  return error;
}

describeStoreContract('sqlite in memory', () => openStore(':memory:'));
describeStoreContract('sqlite in a file', () => openStore());

describe('a store file', () => {
  it('is created with its folder and outlives the program', async () => {
    const store = await openStore();
    await store.digests.save(key, storedDigest());
    await store.close();
    expect((await stat(file)).isFile()).toBe(true);
    expect(await (await openStore()).digests.find(key)).toEqual(storedDigest());
  });

  it('is one file once it is closed, beside the empty one that is locked', async () => {
    const store = await openStore();
    await store.traits.set('T1', 'container', 'refused');
    await store.close();
    expect(await readdir(path.dirname(file))).toEqual(['vidigest.sqlite', 'vidigest.sqlite-lock']);
  });
});

describe('a process that starts while another has the file', () => {
  const module = new URL('../../../src/adapters/store/sqlite-store.ts', import.meta.url).href;
  const prelude = `
    import { createSqliteStore } from ${JSON.stringify(module)};
    const logger = { debug() {}, info() {}, warn() {}, error() {} };
    const clock = { now: () => 0, sleep: async () => {} };
    const open = (busyTimeoutMs) => createSqliteStore({ file: process.argv[1], clock, logger, busyTimeoutMs });
  `;

  /** Runs a script with the file as its argument until it writes a line, and leaves it running. */
  async function startProcess(script: string): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['--input-type=module', '-e', prelude + script, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    await once(child.stdout, 'data');
    return child;
  }

  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  it('is refused, and told so', async () => {
    await startProcess("await open(50); console.log('open'); setInterval(() => {}, 1000);");
    const error = await failureOf(openStore());
    expect(error.code).toBe('store-failed');
    expect(error.reason).toBe(`another Vidigest is using ${file}: stop it first, or give this one other data`);
  });

  it('is refused within one process too', async () => {
    const store = await openStore();
    expect((await failureOf(openStore())).code).toBe('store-failed');
    await store.traits.set('T1', 'container', 'refused');
  });

  it('has the file as soon as the other is killed, and finds what was written and the leases over', async () => {
    const child = await startProcess(`
      const store = await open(50);
      await store.traits.set('T1', 'container', 'refused');
      await store.leases.take('job', { owner: 'killed', ttlMs: 1e15 });
      console.log('open');
      setInterval(() => {}, 1000);
    `);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = await openStore();
    expect(await store.traits.get('T1', 'container')).toBe('refused');
    expect(await store.leases.take('job', { owner: 'next', ttlMs: 1_000 })).toMatchObject({ token: 2, deaths: 1 });
  });

  it('waits a little for one that is about to end, without a word on stderr', async () => {
    const script =
      "const store = await open(20_000); await store.traits.set(process.argv[2], 'started', 'yes'); await store.close();";
    const workspaces = ['T1', 'T2', 'T3'];
    const outputs = await Promise.all(
      workspaces.map((workspace) =>
        run(process.execPath, ['--input-type=module', '-e', prelude + script, file, workspace]),
      ),
    );
    // Loading node:sqlite must not write a warning between the lines of a terminal user either.
    for (const { stderr } of outputs) expect(stderr).toBe('');
    const store = await openStore();
    for (const workspace of workspaces) expect(await store.traits.get(workspace, 'started')).toBe('yes');
  });
});

describe('rows that do not parse', () => {
  it.each([
    ['not JSON at all', '{"tldr": "Secret words', 'not JSON'],
    ['of another schema', '{"schemaVersion": 2, "tldr": "Secret words"}', 'schemaVersion: invalid_value'],
  ])(
    'a digest that is %s counts as absent, is logged without its words, and can be replaced',
    async (_, json, problem) => {
      const logger = createMemoryLogger();
      const store = await openStore(file, logger);
      await store.digests.save(key, storedDigest());
      meddle((database) => database.prepare('update digests set document = ?').run(json));
      expect(await store.digests.find(key)).toBeNull();
      expect(logger.entries).toEqual([
        { level: 'warn', message: 'stored digest is unreadable', fields: { ...key, problem } },
      ]);
      expect(JSON.stringify(logger.entries)).not.toContain('Secret');
      await store.digests.save(key, storedDigest());
      expect(await store.digests.find(key)).toEqual(storedDigest());
    },
  );

  it('an answer of the wrong shape counts as never given and is logged without its words', async () => {
    const logger = createMemoryLogger();
    const store = await openStore(file, logger);
    const usage = { inputTokens: 1, outputTokens: 1, cacheWriteTokens: 0, cacheReadTokens: 0 };
    await store.answers.remember('job', 'call', 0, { text: 'Secret', stop: 'complete', usage });
    meddle((database) => database.prepare('update answers set answer = ?').run('{"text": "Secret"}'));
    expect(await store.answers.recall('job', 'call')).toEqual([]);
    expect(logger.entries).toMatchObject([{ level: 'warn', fields: { job: 'job', problem: 'stop: invalid_value' } }]);
    expect(JSON.stringify(logger.entries)).not.toContain('Secret');
  });

  it('a request with a code of another version has none, one in an unknown state fails', async () => {
    const store = await openStore();
    const [request] = await store.requests.add([newRequest()]);
    meddle((database) => database.exec("update requests set code = 'moon-phase'"));
    expect(await store.requests.find(request?.id ?? '')).toMatchObject({ code: null });
    meddle((database) => database.exec("update requests set state = 'dreaming'"));
    expect((await failureOf(store.requests.find(request?.id ?? ''))).code).toBe('store-failed');
  });

  it('a transcript of the wrong shape counts as absent and is logged', async () => {
    const logger = createMemoryLogger();
    const store = await openStore(file, logger);
    await store.transcripts.save(storedVideo('v'), { language: 'en', kind: 'auto', cues: [] });
    meddle((database) => database.prepare('update transcripts set captions = ?').run('{"cues": [{"startMs": -1}]}'));
    expect(await store.transcripts.find('v')).toBeNull();
    expect(logger.entries).toMatchObject([
      { level: 'warn', fields: { videoId: 'v', problem: 'ok; language: invalid_type' } },
    ]);
  });
});

describe('a store that cannot be used', () => {
  it('refuses the file of a newer program and says so', async () => {
    await (await openStore()).close();
    meddle((database) =>
      database.prepare('insert into kysely_migration (name, timestamp) values (?, ?)').run('9999-future', 'now'),
    );
    const error = await failureOf(openStore());
    expect(error.code).toBe('store-failed');
    expect(error.reason).toMatch(/newer Vidigest.*9999-future/);
    expect(meddle((database) => database.prepare('select count(*) as n from kysely_migration').get())).toEqual({
      n: Object.keys(migrations).length + 1,
    });
  });

  it.each([
    ['a folder', async () => folder],
    [
      'below a file',
      async () => {
        await writeFile(path.join(folder, 'plain'), '');
        return path.join(folder, 'plain', 'vidigest.sqlite');
      },
    ],
    [
      'not a database',
      async () => {
        const other = path.join(folder, 'notes.txt');
        await writeFile(other, 'These are my notes, keep them. '.repeat(200));
        return other;
      },
    ],
  ])('refuses a path that is %s', async (_, prepare) => {
    const at = await prepare();
    const error = await failureOf(openStore(at));
    expect(error.code).toBe('store-failed');
    expect(error.message).toContain(at);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('turns a write that the database refuses into store-failed, and goes on', async () => {
    const store = await openStore();
    await store.digests.save(key, storedDigest('before'));
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    const error = await failureOf(store.digests.save(key, storedDigest('during')));
    expect(error.code).toBe('store-failed');
    expect(String(error.cause)).toContain('locked');
    expect((await store.digests.find(key))?.tldr).toBe('before');
    other.exec('rollback');
    other.close();
    await store.digests.save(key, storedDigest('after'));
    expect((await store.digests.find(key))?.tldr).toBe('after');
  });

  it('turns a full disk into store-failed and keeps what it had', async () => {
    await (await openStore()).close();
    const database = await openNodeSqlite(file, { busyTimeoutMs: 50 });
    const db = new Kysely<Tables>({ dialect: createNodeSqliteDialect(database) });
    const store = createSqlStore(db, { clock: createManualClock(), logger: createMemoryLogger() });
    open.push(store);
    await store.digests.save(key, storedDigest('small'));
    database.exec('pragma max_page_count = 1');
    const error = await failureOf(store.digests.save({ ...key, videoId: 'big' }, storedDigest('x'.repeat(500_000))));
    expect(error.code).toBe('store-failed');
    expect(String(error.cause)).toContain('full');
    expect((await store.digests.find(key))?.tldr).toBe('small');
  });

  it('fails a read of a damaged file as store-failed', async () => {
    const store = await openStore();
    meddle((database) => database.exec('drop table traits'));
    const error = await failureOf(store.traits.get('T1', 'container'));
    expect(error.code).toBe('store-failed');
  });
});
