import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Cap, type Counted, fromMicroUsd, type Period, toMicroUsd } from '../../core/domain/budget.ts';
import type { Charge, ChargeFilter, Promised, UsageLedger } from '../../core/ports/usage-ledger.ts';
import type { SqlContext } from './sql-context.ts';
import type { ChargeRow, Tables } from './tables.ts';

/** Charges, a row each. Sums are made of whole millionths of a dollar. */
export function createSqlLedger({ db, clock, run }: SqlContext): UsageLedger {
  return {
    reserve: (promised, caps) =>
      run('reserve money', () =>
        db.transaction().execute(async (transaction) => {
          const nowMs = clock.now();
          await takePurse(transaction, promised);
          // Always the last one: nobody who waits for it is waited for by its holder.
          if (caps.some(({ of }) => of === 'all')) await takePurse(transaction, everybody);
          const micro = Math.max(toMicroUsd(promised.estimateUsd), await spentFor(transaction, promised.key));
          for (const cap of caps) {
            const counted = await countOthers(transaction, promised, cap, nowMs);
            if (!hasRoom(cap, counted, micro)) return { kind: 'refused', cap, counted } as const;
          }
          await writePromise(transaction, promised, nowMs);
          return { kind: 'granted' } as const;
        }),
      ),

    settle: (key, { costUsd, unpriced }) =>
      run('settle money', async () => {
        const micro = toMicroUsd(costUsd);
        await db
          .updateTable('charges')
          .set((row) => ({
            spent_micro_usd: row
              .case()
              .when('spent_micro_usd', '>', micro)
              .then(row.ref('spent_micro_usd'))
              .else(sql<number>`${micro}`)
              .end(),
            until_ms: 0,
            unpriced: unpriced ? 1 : 0,
          }))
          .where('key', '=', key)
          .where('kind', '=', 'made')
          .execute();
      }),

    release: (key) =>
      run('release money', async () => {
        await db.deleteFrom('charges').where('key', '=', key).where('spent_micro_usd', 'is', null).execute();
        // A repetition of what was settled needs nothing further.
        await db.updateTable('charges').set({ until_ms: 0 }).where('key', '=', key).execute();
      }),

    serve: (charge, savedUsd) =>
      run('count a served digest', async () => {
        await db
          .insertInto('charges')
          .values({
            ...newRow(charge, 'served', clock.now()),
            spent_micro_usd: 0,
            saved_micro_usd: toMicroUsd(savedUsd),
          })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .execute();
      }),

    sums: (filter, period) => run('sum up usage', () => sumUp(db, filter, period, clock.now())),
  };
}

/** The purse of all workspaces together. */
const everybody = { surface: '', workspace: '' };

/** One reservation at a time in a workspace: whoever comes second waits here until the first has ended. */
async function takePurse(
  db: Kysely<Tables>,
  { surface, workspace }: Pick<Charge, 'surface' | 'workspace'>,
): Promise<void> {
  await db
    .insertInto('purses')
    .values({ surface, workspace, taken: 1 })
    .onConflict((conflict) =>
      conflict.columns(['surface', 'workspace']).doUpdateSet((row) => ({ taken: row('purses.taken', '+', 1) })),
    )
    .execute();
}

/** What a row counts for: what it cost, or what it may yet cost while its promise holds, whichever is more. */
function amount(nowMs: number): RawBuilder<number> {
  const promised = sql`until_ms > ${nowMs} and reserved_micro_usd > coalesce(spent_micro_usd, 0)`;
  return sql`case when ${promised} then reserved_micro_usd else coalesce(spent_micro_usd, 0) end`;
}

async function spentFor(db: Kysely<Tables>, key: string): Promise<number> {
  const row = await db.selectFrom('charges').select('spent_micro_usd').where('key', '=', key).executeTakeFirst();
  return Number(row?.spent_micro_usd ?? 0);
}

async function countOthers(db: Kysely<Tables>, promised: Promised, cap: Cap, nowMs: number): Promise<Counted> {
  const { of, channel, author } = cap;
  const { surface, workspace } = promised;
  let query = db
    .selectFrom('charges')
    .select((row) => [
      sql<number | string | null>`sum(${amount(nowMs)})`.as('micro'),
      row.fn.countAll().as('digests'),
      row.fn.min('at_ms').as('first_at_ms'),
    ])
    .where('kind', '=', 'made')
    .where('at_ms', '>=', cap.sinceMs)
    .where('key', '!=', promised.key);
  if (of === 'workspace') query = query.where('surface', '=', surface).where('workspace', '=', workspace);
  if (channel !== null) query = query.where('channel', '=', channel);
  if (author !== null) query = query.where('author', '=', author);
  const row = await query.executeTakeFirstOrThrow();
  const firstAtMs = row.first_at_ms === null ? null : Number(row.first_at_ms);
  return { spentUsd: fromMicroUsd(Number(row.micro ?? 0)), digests: Number(row.digests), firstAtMs };
}

function hasRoom({ atMost }: Cap, { spentUsd, digests }: Counted, micro: number): boolean {
  return 'usd' in atMost ? toMicroUsd(spentUsd) + micro <= toMicroUsd(atMost.usd) : digests + 1 <= atMost.digests;
}

async function writePromise(db: Kysely<Tables>, promised: Promised, nowMs: number): Promise<void> {
  const reserved = { reserved_micro_usd: toMicroUsd(promised.estimateUsd), until_ms: promised.untilMs };
  const row = { ...newRow(promised, 'made', nowMs), ...reserved };
  await db
    .insertInto('charges')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ ...reserved, at_ms: nowMs }))
    .execute();
}

function newRow(charge: Charge, kind: 'made' | 'served', nowMs: number): ChargeRow {
  const { key, surface, workspace, channel, author, videoId, language } = charge;
  return {
    ...{ key, kind, surface, workspace, channel, author, video_id: videoId, language, at_ms: nowMs },
    ...{ reserved_micro_usd: 0, until_ms: 0, spent_micro_usd: null, saved_micro_usd: 0, unpriced: 0 },
  };
}

async function sumUp(db: Kysely<Tables>, filter: ChargeFilter, { fromMs, toMs }: Period, nowMs: number) {
  const made = sql`case when kind = 'made' then 1 else 0 end`;
  let query = db
    .selectFrom('charges')
    .select([
      'channel',
      sql<number | string>`sum(${made})`.as('digests'),
      sql<number | string>`count(*) - sum(${made})`.as('served'),
      sql<number | string>`sum(coalesce(spent_micro_usd, 0))`.as('spent'),
      sql<number | string>`sum(${amount(nowMs)} - coalesce(spent_micro_usd, 0))`.as('reserved'),
      sql<number | string>`sum(saved_micro_usd)`.as('saved'),
      sql<number | string>`sum(unpriced)`.as('unpriced'),
    ])
    .where('surface', '=', filter.surface)
    .where('workspace', '=', filter.workspace)
    .where('at_ms', '>=', fromMs)
    .where('at_ms', '<', toMs)
    .groupBy('channel')
    .orderBy('spent', 'desc')
    .orderBy('channel');
  if (filter.channel !== undefined) query = query.where('channel', '=', filter.channel);
  if (filter.author !== undefined) query = query.where('author', '=', filter.author);
  const rows = await query.execute();
  return rows.map((row) => ({
    channel: row.channel,
    digests: Number(row.digests),
    spentUsd: fromMicroUsd(Number(row.spent)),
    reservedUsd: fromMicroUsd(Number(row.reserved)),
    served: Number(row.served),
    savedUsd: fromMicroUsd(Number(row.saved)),
    unpriced: Number(row.unpriced),
  }));
}
