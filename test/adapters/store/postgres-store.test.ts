import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { migrations } from '../../../src/adapters/store/migrations.ts';
import { createPostgresPool } from '../../../src/adapters/store/postgres-pool.ts';
import { createPostgresStore } from '../../../src/adapters/store/postgres-store.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { failureOf, newRequest } from '../../contracts/bench.ts';
import { describeStoreContract } from '../../contracts/store-contract.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger, type MemoryLogger } from '../../support/memory-logger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

let database: TestDatabase;
let logger: MemoryLogger;
let open: Store[];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  logger = createMemoryLogger();
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((store) => store.close()));
});

async function openStore(url = database.url): Promise<Store> {
  const store = await createPostgresStore({ url, clock: createManualClock(), logger });
  open.push(store);
  return store;
}

describeStoreContract('postgres', async () => {
  await database.empty();
  return createPostgresStore({ url: database.url, clock: createManualClock(), logger: createMemoryLogger() });
});

describe('the tables', () => {
  it('are made once by processes that all start at once', async () => {
    await database.execute('drop schema public cascade; create schema public');
    await Promise.all(Array.from({ length: 6 }, () => openStore()));
    const executed = await database.execute('select name from kysely_migration order by name');
    expect(executed.map((row) => row['name'])).toEqual(Object.keys(migrations));
  });

  it('of a newer program are left alone, which is said', async () => {
    await openStore();
    await database.execute("insert into kysely_migration (name, timestamp) values ('9999-future', 'now')");
    try {
      const error = await failureOf(openStore());
      expect(error).toMatchObject({
        code: 'store-failed',
        reason: expect.stringMatching(/newer Vidigest.*9999-future/),
      });
    } finally {
      await database.execute("delete from kysely_migration where name = '9999-future'");
    }
  });

  it('are shared by all processes', async () => {
    await database.empty();
    const [one, two] = [await openStore(), await openStore()];
    await one.traits.set('T1', 'container', 'refused');
    expect(await two.traits.get('T1', 'container')).toBe('refused');
    const lease = await one.leases.take('job', { owner: 'one', ttlMs: 1_000 });
    expect(lease).not.toBeNull();
    expect(await two.leases.take('job', { owner: 'two', ttlMs: 1_000 })).toBeNull();
  });
});

describe('a job', () => {
  it('is not taken over in the middle of what its holder writes', async () => {
    await database.empty();
    const clock = createManualClock();
    const pool = createPostgresPool({ url: database.url, logger });
    const store = await createPostgresStore({ pool, clock, logger });
    try {
      const [request] = await store.requests.add([newRequest()]);
      const lease = await store.leases.take('job', { owner: 'one', ttlMs: 1_000 });
      // Holds the request's row, so that the change stops between its look at the lease and its write.
      const other = await pool.connect();
      await other.query('begin');
      await other.query('select * from requests for update');
      const changing = store.requests.change([request?.id ?? ''], { state: 'done' }, lease);
      const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
      while ((await database.execute(waiting)).length < 1);
      await clock.advance(1_000);
      const taken = vi.fn();
      const taking = store.leases.take('job', { owner: 'two', ttlMs: 1_000 }).finally(taken);
      // Both stand still in the database: nobody takes the job before its holder has written.
      while ((await database.execute(waiting)).length < 2);
      expect(taken).not.toHaveBeenCalled();
      await other.query('commit');
      other.release();
      const outcomes = await Promise.all([changing, taking.then((next) => next?.token)]);
      expect(outcomes).toEqual([true, 2]);
    } finally {
      await store.close();
      await pool.end();
    }
  });
});

describe('a lost database', () => {
  it('fails what is under way as store-failed, and nothing after it', async () => {
    await database.empty();
    const store = await openStore();
    const begun = Promise.withResolvers<void>();
    const cut = Promise.withResolvers<void>();
    const adding = failureOf(
      store.requests.add([newRequest()], async (_, transaction) => {
        begun.resolve();
        await cut.promise;
        await transaction.executeSql('select 1');
      }),
    );
    await begun.promise;
    await database.disconnectAll();
    cut.resolve();
    expect(await adding).toMatchObject({ code: 'store-failed' });
    expect(await store.requests.unfinished({ dueByMs: Number.MAX_SAFE_INTEGER, limit: 10 })).toEqual([]);
    await store.requests.add([newRequest()]);
    expect(await store.requests.open('job')).toHaveLength(1);
  });

  it('is noticed while nothing goes on, and does not end the process', async () => {
    const store = await openStore();
    await Promise.all(Array.from({ length: 5 }, (_, index) => store.traits.set('T1', `trait ${index}`, 'yes')));
    await database.disconnectAll();
    // Reads until the broken connections are gone: each may fail once, and none twice.
    const failures: unknown[] = [];
    for (let read = 0; read < 10; read += 1) {
      await store.traits.get('T1', 'trait 0').catch((error: unknown) => failures.push(error));
    }
    expect(failures.length).toBeLessThanOrEqual(5);
    expect(await store.traits.get('T1', 'trait 0')).toBe('yes');
    for (const failure of failures) expect(failure).toMatchObject({ code: 'store-failed' });
  });

  it.each([
    ['is not there', (url: string) => url.replace(/:\d+\//, ':1/')],
    ['refuses the password', (url: string) => url.replace(/postgres:[^@]+@/, 'postgres:wrong-password@')],
    ['does not exist', (url: string) => `${url}_none`],
  ])('that %s is refused at the start without a word of its address', async (_, change) => {
    const error = await failureOf(openStore(change(database.url)));
    expect(error).toMatchObject({ code: 'store-failed', message: 'cannot use the PostgreSQL database' });
    expect(String((error as Error).cause)).not.toMatch(/wrong-password|postgres:\/\//);
  });
});

describe('a pool of the caller’s', () => {
  it('stays open when the store is closed', async () => {
    const pool = createPostgresPool({ url: database.url, logger });
    const store = await createPostgresStore({ pool, clock: createManualClock(), logger });
    await store.close();
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect((await pool.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '30s' }]);
    await pool.end();
  });
});
