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
          const all: Filed[] = [];
          for (const [index, request] of inOneOrder(requests)) {
            all[index] = await file(transaction, request, clock.now());
          }
          const added = all.filter(({ isDue }) => isDue).map(({ stored }) => stored);
          if (added.length > 0) await alongside?.(added, asStoreTransaction(transaction));
          return all.map(({ stored }) => stored);
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
            .where('state', 'not in', change.state === 'cancelled' ? ['done'] : ['done', 'cancelled']);
          if (fence !== null) update = update.where('job_key', '=', fence.key);
          await update.execute();
          return true;
        }),
      ),

    unfinished: ({ dueByMs, limit }) => run('unfinished jobs', () => unfinishedJobs(db, dueByMs, limit)),
  };
}

/** Asking again by another act is a request of its own. */
function requestId({ ref, videoId, language }: NewRequest, again: string | null = null): string {
  const identity = [ref.surface, ref.workspace, ref.channel, ref.message, videoId, language];
  const text = JSON.stringify(again === null ? identity : [...identity, again]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** With their places, in the same order everywhere: two processes that wait for each other's rows would wait for ever. */
function inOneOrder(requests: readonly NewRequest[]): readonly (readonly [number, NewRequest])[] {
  const keyed = [...requests.entries()].map((entry) => ({ entry, id: requestId(entry[1]) }));
  return keyed.toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id))).map(({ entry }) => entry);
}

/** A request as it stands, and whether its job has something to do now that it had not. */
interface Filed {
  readonly stored: DigestRequest;
  readonly isDue: boolean;
}

async function file(db: Kysely<Tables>, request: NewRequest, nowMs: number): Promise<Filed> {
  const first = await insertOrFind(db, requestId(request), request, nowMs);
  const isAnotherAct = request.asked && request.act !== '' && request.act !== first.stored.act;
  if (first.isDue || !isAnotherAct) return first;
  const isOpen = openStates.some((state) => state === first.stored.state);
  const isAlike = (request.scope === 'text') === (first.stored.scope === 'text');
  if (isOpen && isAlike) return join(db, first.stored, request, nowMs);
  return insertOrFind(db, requestId(request, request.act), request, nowMs);
}

/** Somebody asks for what is under way. */
async function join(db: Kysely<Tables>, stored: DigestRequest, { scope }: NewRequest, nowMs: number): Promise<Filed> {
  const isDue = stored.state === 'waiting';
  await db
    .updateTable('requests')
    .set({ scope, asked: 1, changed_at_ms: nowMs, ...(isDue ? { due_at_ms: nowMs } : {}) })
    .where('id', '=', stored.id)
    .execute();
  return { stored: await existing(db, stored.id), isDue };
}

async function insertOrFind(db: Kysely<Tables>, id: string, request: NewRequest, nowMs: number): Promise<Filed> {
  const isDue = await insert(db, id, request, nowMs);
  return { stored: await existing(db, id), isDue };
}

async function existing(db: Kysely<Tables>, id: string): Promise<DigestRequest> {
  const stored = await findById(db, id);
  if (stored === null) throw new Error('a request vanished while it was added');
  return stored;
}

/** False when the request was there before. */
async function insert(db: Kysely<Tables>, id: string, request: NewRequest, nowMs: number): Promise<boolean> {
  const { ref, videoId, language, jobKey, scope, asked, startMs, act } = request;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('requests')
    .values({
      id,
      surface: ref.surface,
      workspace: ref.workspace,
      channel: ref.channel,
      message: ref.message,
      thread: ref.thread,
      author: ref.author,
      video_id: videoId,
      language,
      job_key: jobKey,
      scope,
      asked: asked ? 1 : 0,
      start_ms: startMs,
      act,
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
