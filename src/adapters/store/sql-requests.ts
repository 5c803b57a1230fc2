import { createHash } from 'node:crypto';
import { CompiledQuery, type Kysely } from 'kysely';
import {
  type DigestRequest,
  isOpenState,
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
          const all = await fileAll(transaction, requests, clock.now());
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

    openOf: ({ surface, workspace, channel, message }) =>
      run('open requests of a message', async () => {
        const rows = await db
          .selectFrom('requests')
          .select('id')
          .where('surface', '=', surface)
          .where('workspace', '=', workspace)
          .where('channel', '=', channel)
          .where('message', '=', message)
          .where('state', 'in', openStates)
          .execute();
        return rows.map(({ id }) => id);
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

/** A request as it stands, and whether its job has something to do now that it had not. */
interface Filed {
  readonly stored: DigestRequest;
  readonly isDue: boolean;
}

/** A request and the id of its row. */
interface Keyed {
  readonly id: string;
  readonly request: NewRequest;
}

/** In the order given. New ones take one statement together; looked at one by one are only those that were there. */
async function fileAll(db: Kysely<Tables>, requests: readonly NewRequest[], nowMs: number): Promise<readonly Filed[]> {
  const keyed = requests.map((request, index) => ({ id: requestId(request), request, index }));
  // In one order everywhere: two processes that wait for each other's rows would wait for ever.
  keyed.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  const fresh = await insert(db, keyed, nowMs);
  const all: Filed[] = [];
  for (const { id, request, index } of keyed) {
    const stored = fresh.get(id);
    // Of one that is given twice, the first is the new one.
    fresh.delete(id);
    all[index] = stored === undefined ? await fileAgain(db, { id, request }, nowMs) : { stored, isDue: true };
  }
  return all;
}

async function fileAgain(db: Kysely<Tables>, { id, request }: Keyed, nowMs: number): Promise<Filed> {
  const stored = await existing(db, id);
  const isAnotherAct = request.asked && request.act !== '' && request.act !== stored.act;
  if (!isAnotherAct) return { stored, isDue: false };
  const isAlike = (request.scope === 'text') === (stored.scope === 'text');
  if (isOpenState(stored.state) && isAlike) return join(db, stored, request, nowMs);
  const own = requestId(request, request.act);
  const fresh = await insert(db, [{ id: own, request }], nowMs);
  return { stored: fresh.get(own) ?? (await existing(db, own)), isDue: fresh.has(own) };
}

/** Somebody asks for what is under way: their act is its own from then on, and its next delivery asks for nothing. */
async function join(db: Kysely<Tables>, stored: DigestRequest, by: NewRequest, nowMs: number): Promise<Filed> {
  const isDue = stored.state === 'waiting';
  const act = stored.asked ? stored.act : by.act;
  await db
    .updateTable('requests')
    .set({ scope: by.scope, asked: 1, act, changed_at_ms: nowMs, ...(isDue ? { due_at_ms: nowMs } : {}) })
    .where('id', '=', stored.id)
    .execute();
  return { stored: await existing(db, stored.id), isDue };
}

async function existing(db: Kysely<Tables>, id: string): Promise<DigestRequest> {
  const stored = await findById(db, id);
  if (stored === null) throw new Error('a request vanished while it was added');
  return stored;
}

/** Rows of one statement: databases take so many parameters and no more. */
const mostRows = 500;

/** Those that were not there before, by id. */
async function insert(
  db: Kysely<Tables>,
  requests: readonly Keyed[],
  nowMs: number,
): Promise<Map<string, DigestRequest>> {
  const fresh = new Map<string, DigestRequest>();
  for (let from = 0; from < requests.length; from += mostRows) {
    const rows = await db
      .insertInto('requests')
      .values(requests.slice(from, from + mostRows).map((each) => rowOf(each, nowMs)))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returningAll()
      .execute();
    for (const row of rows) fresh.set(row.id, readRequest(row));
  }
  return fresh;
}

function rowOf({ id, request }: Keyed, nowMs: number) {
  const { ref, videoId, language, jobKey, scope, asked, startMs, act } = request;
  return {
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
    state: 'queued' as const,
    due_at_ms: nowMs,
    failures: 0,
    code: null,
    asked_at_ms: nowMs,
    changed_at_ms: nowMs,
    restored: 0,
  };
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
