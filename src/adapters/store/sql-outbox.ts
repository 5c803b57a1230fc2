import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { IntendResult, OutboxEntry, OutboxStore, Slot } from '../../core/ports/outbox.ts';
import { openStates } from '../../core/ports/request-store.ts';
import { holdFence } from './hold-fence.ts';
import type { SqlContext } from './sql-context.ts';
import type { PostRow, Tables } from './tables.ts';

const stateSchema: z.ZodType<OutboxEntry['state']> = z.enum(['intended', 'posted', 'withdrawn']);

/** Messages the bot has posted or was about to, a row each. */
export function createSqlOutbox({ db, clock, run }: SqlContext): OutboxStore {
  return {
    find: (key) =>
      run('find post', async () => {
        const row = await db.selectFrom('posts').selectAll().where('key', '=', key).executeTakeFirst();
        if (row !== undefined) return readEntry(row);
        return (await isOfRestoredRequest(db, key)) ? unknownSince(key) : null;
      }),

    intend: (slot, attempt) =>
      run('intend post', () =>
        db.transaction().execute(async (transaction): Promise<IntendResult> => {
          const nowMs = clock.now();
          if (slot.fence !== null && !(await holdFence(transaction, slot.fence, nowMs))) return 'stale';
          const written =
            attempt === 1
              ? await insertIntent(transaction, slot, nowMs)
              : await repeatIntent(transaction, slot, attempt, nowMs);
          return written ? 'intended' : 'overtaken';
        }),
      ),

    settle: (slot, post) =>
      run('settle post', async () => {
        const posted = { state: 'posted', post_channel: post.channel, post_message: post.message };
        await db
          .insertInto('posts')
          .values({ ...newRow(slot, clock.now()), ...posted })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(posted).where('posts.state', '!=', 'posted'))
          .execute();
      }),

    withdraw: (key, attempt) =>
      run('withdraw post', async () => {
        await db
          .updateTable('posts')
          .set({ state: 'withdrawn' })
          .where('key', '=', key)
          .where('attempt', '=', attempt)
          .where('state', '=', 'intended')
          .execute();
      }),
  };
}

function newRow({ key, workspace, fence }: Slot, nowMs: number): PostRow {
  return {
    key,
    workspace,
    state: 'intended',
    attempt: 1,
    token: fence?.token ?? 0,
    intended_at_ms: nowMs,
    post_channel: null,
    post_message: null,
  };
}

async function insertIntent(db: Kysely<Tables>, slot: Slot, nowMs: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('posts')
    .values(newRow(slot, nowMs))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

async function repeatIntent(db: Kysely<Tables>, slot: Slot, attempt: number, nowMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('posts')
    .set({ state: 'intended', attempt, token: slot.fence?.token ?? 0, intended_at_ms: nowMs })
    .where('key', '=', slot.key)
    .where('attempt', '=', attempt - 1)
    .where('state', '!=', 'posted')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/**
 * A backup does not know what was posted after it was made: all of a request that was open then is in doubt, and of one
 * that came soon after it was put in place, whose message may be read up from before.
 */
async function isOfRestoredRequest(db: Kysely<Tables>, key: string): Promise<boolean> {
  const row = await db
    .selectFrom('requests')
    .select('id')
    .where('id', '=', key.split('/', 1)[0] ?? '')
    .where((row) =>
      row.or([row('restored', '=', 1), row.between('asked_at_ms', restoredAt(db), restoredAt(db, doubtMs))]),
    )
    .executeTakeFirst();
  return row !== undefined;
}

function unknownSince(key: string): OutboxEntry {
  return { key, state: 'intended', attempt: 0, token: 0, intendedAtMs: 0, post: null };
}

function readEntry(row: PostRow): OutboxEntry {
  const { key, attempt, post_channel: channel, post_message: message } = row;
  return {
    key,
    state: stateSchema.parse(row.state),
    attempt,
    token: Number(row.token),
    intendedAtMs: Number(row.intended_at_ms),
    post: channel === null || message === null ? null : { channel, message },
  };
}

/** Messages are read up from half an hour before at most, and written down some time after. */
const doubtMs = 35 * 60_000;
const restoredTrait = { workspace: '', trait: 'restored' } as const;

/** The instant of it, and so much; null where no backup was ever put in place. */
function restoredAt(db: Kysely<Tables>, moreMs = 0) {
  return db
    .selectFrom('traits')
    .select(sql<number>`cast(value as bigint) + ${sql.lit(moreMs)}`.as('at_ms'))
    .where('workspace', '=', restoredTrait.workspace)
    .where('trait', '=', restoredTrait.trait);
}

/** Marks a backup that is about to be used again, at this instant, and its open requests: see `isOfRestoredRequest`. */
export async function markRestored(db: Kysely<Tables>, nowMs: number): Promise<void> {
  await db.updateTable('requests').set({ restored: 1 }).where('state', 'in', openStates).execute();
  const value = String(nowMs);
  await db
    .insertInto('traits')
    .values({ ...restoredTrait, value })
    .onConflict((conflict) => conflict.columns(['workspace', 'trait']).doUpdateSet({ value }))
    .execute();
}
