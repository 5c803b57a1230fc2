import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openNodeSqlite } from '../../../src/adapters/store/node-sqlite.ts';
import { createNodeSqliteDialect } from '../../../src/adapters/store/node-sqlite-dialect.ts';

let db: Kysely<{ steps: { step: string } }>;
beforeEach(async () => {
  db = new Kysely({ dialect: createNodeSqliteDialect(await openNodeSqlite(':memory:', { busyTimeoutMs: 0 })) });
  await sql`create table steps (step text)`.execute(db);
});
afterEach(() => db.destroy());

const note = (step: string, on: typeof db) => on.insertInto('steps').values({ step }).execute();
const steps = async () => (await db.selectFrom('steps').select('step').execute()).map(({ step }) => step);

it('runs transactions and statements one after another, in the order in which they came', async () => {
  const transaction = (name: string) =>
    db.transaction().execute(async (within) => {
      await note(`${name} begins`, within);
      await new Promise((resolve) => setImmediate(resolve));
      await note(`${name} ends`, within);
    });
  await Promise.all([transaction('a'), note('b', db), transaction('c'), note('d', db)]);
  expect(await steps()).toEqual(['a begins', 'a ends', 'b', 'c begins', 'c ends', 'd']);
});

it('gives the connection on after a failure', async () => {
  const failing = db.transaction().execute(async (within) => {
    await note('undone', within);
    throw new Error('no');
  });
  const wrong = sql`select step from nowhere`.execute(db);
  const after = note('after', db);
  await expect(failing).rejects.toThrow('no');
  await expect(wrong).rejects.toThrow('nowhere');
  await after;
  expect(await steps()).toEqual(['after']);
});
