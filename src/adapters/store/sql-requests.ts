import { createHash } from 'node:crypto';
import { CompiledQuery, type Kysely } from 'kysely';
import {
  type DigestRequest,
  type NewRequest,
  openStates,
  type RequestChange,
  type RequestStore,
} from '../../core/ports/request-store.ts';
import type { StoreTransaction } from '../../core/ports/transaction.ts';
import { holdFence } from './hold-fence.ts';
import { readRequest } from './request-row.ts';
import type { SqlContext } from './sql-context.ts';
import type { Tables } from './tables.ts';

/** Requests, a row each, under an id that is derived from what makes them the same request. */
export function createSqlRequests({ db, clock, run }: SqlContext): RequestStore {
  return {
    add: (requests, alongside) =>
      run('add requests', () =>
        db.transaction().execute(async (transaction) => {
          const added: DigestRequest[] = [];
          const all: DigestRequest[] = [];
          for (const request of requests) {
            const isNew = await insert(transaction, request, clock.now());
            const stored = await findById(transaction, requestId(request));
            if (stored === null) throw new Error('a request vanished while it was added');
            if (isNew) added.push(stored);
            all.push(stored);
          }
          if (added.length > 0) await alongside?.(added, asStoreTransaction(transaction));
          return all;
        }),
      ),

    find: (id) => run('find request', () => findById(db, id)),

    open: (jobKey) =>
      run('open requests', async () => {
        const rows = await db
          .selectFrom('requests')
          .selectAll()
          .where('job_key', '=', jobKey)
          .where('state', 'in', openStates)
          .orderBy('asked_at_ms')
          .orderBy('id')
          .execute();
        return rows.map(readRequest);
      }),

    change: (ids, change, fence) =>
      run('change requests', () =>
        db.transaction().execute(async (transaction) => {
          if (fence !== null && !(await holdFence(transaction, fence, clock.now()))) return false;
          if (ids.length === 0) return true;
          let update = transaction
            .updateTable('requests')
            .set({ ...columnsOf(change), changed_at_ms: clock.now() })
            .where('id', 'in', ids)
            .where('state', 'not in', ['done', 'cancelled']);
          if (fence !== null) update = update.where('job_key', '=', fence.key);
          await update.execute();
          return true;
        }),
      ),

    unfinished: ({ dueByMs, limit }) => run('unfinished jobs', () => unfinishedJobs(db, dueByMs, limit)),
  };
}

function requestId({ ref, videoId, language }: NewRequest): string {
  const identity = JSON.stringify([ref.surface, ref.workspace, ref.channel, ref.message, videoId, language]);
  return createHash('sha256').update(identity).digest('base64url').slice(0, 22);
}

/** False when the request was there before. */
async function insert(db: Kysely<Tables>, request: NewRequest, nowMs: number): Promise<boolean> {
  const { ref, videoId, language, jobKey } = request;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('requests')
    .values({
      id: requestId(request),
      surface: ref.surface,
      workspace: ref.workspace,
      channel: ref.channel,
      message: ref.message,
      thread: ref.thread,
      author: ref.author,
      video_id: videoId,
      language,
      job_key: jobKey,
      state: 'queued',
      due_at_ms: nowMs,
      failures: 0,
      code: null,
      asked_at_ms: nowMs,
      changed_at_ms: nowMs,
      restored: 0,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

async function findById(db: Kysely<Tables>, id: string): Promise<DigestRequest | null> {
  const row = await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : readRequest(row);
}

function columnsOf({ state, dueAtMs, failures, code }: RequestChange) {
  return {
    state,
    ...(dueAtMs === undefined ? {} : { due_at_ms: dueAtMs }),
    ...(failures === undefined ? {} : { failures }),
    ...(code === undefined ? {} : { code }),
  };
}

function asStoreTransaction(transaction: Kysely<Tables>): StoreTransaction {
  return {
    executeSql: (text, values = []) => transaction.executeQuery(CompiledQuery.raw(text, [...values])),
  };
}

async function unfinishedJobs(db: Kysely<Tables>, dueByMs: number, limit: number) {
  const rows = await db
    .with('open', (from) =>
      from
        .selectFrom('requests')
        .select((row) => [
          'id',
          'job_key',
          'surface',
          'workspace',
          'channel',
          'asked_at_ms',
          row.fn
            .min('due_at_ms')
            .over((over) => over.partitionBy('job_key'))
            .as('earliest_ms'),
          row.fn
            .agg('row_number')
            .over((over) => over.partitionBy('job_key').orderBy('asked_at_ms').orderBy('id'))
            .as('place'),
        ])
        .where('state', 'in', openStates),
    )
    .selectFrom('open')
    .selectAll()
    .where('place', '=', 1)
    .where('earliest_ms', '<=', dueByMs)
    .orderBy('asked_at_ms')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ job_key: key, surface, workspace, channel, earliest_ms: dueAtMs }) => ({
    key,
    channel: `${surface}/${workspace}/${channel}`,
    dueAtMs: Number(dueAtMs),
  }));
}
