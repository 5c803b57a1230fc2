import { abortable } from '../domain/abortable.ts';
import { asError, VidigestError } from '../domain/errors.ts';
import type { PostRef } from '../domain/reply.ts';
import { patiently } from '../pipeline/patiently.ts';
import { within } from '../pipeline/within.ts';
import type { Outbox, OutboxEntry, OutboxStore, RemoteWrite, Slot, UnseenWrite } from '../ports/outbox.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import { lookForPost } from './look-for-post.ts';

/** Where intents are kept, and who hears of those that stay in doubt. */
export interface OutboxDeps {
  readonly store: OutboxStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /**
   * Called for each message that is posted again although nobody could say whether it stands: `reply_in_doubt`. Such a
   * message may be there twice.
   */
  readonly onInDoubt: () => void;
}

export interface OutboxSettings {
  /**
   * Whether this process alone posts from the store. Whoever wrote the intents that it finds at its start is then dead,
   * and need not be waited for.
   */
  readonly alone: boolean;
  /** A write without an answer is given up after this. Default 10 s. The same in all processes of a store. */
  readonly writeTimeoutMs?: number;
  /** How long after its request has ended a message may still turn up on the platform. Default 3 s. */
  readonly settleMs?: number;
  /** How long a platform that refuses to be asked is given before the message is posted again. Default 30 s. */
  readonly refusedMs?: number;
}

/** More answers than this are not lost in a row while the platform can be asked: something is wrong. */
const mostLostAnswers = 3;

type Context = OutboxDeps & Required<OutboxSettings> & { readonly startedAtMs: number };

/** The outbox over its store. Calls for one key wait for each other; others do not. */
export function createOutbox(deps: OutboxDeps, settings: OutboxSettings): Outbox {
  const { alone, writeTimeoutMs = 10_000, settleMs = 3_000, refusedMs = 30_000 } = settings;
  const context: Context = { ...deps, alone, startedAtMs: deps.clock.now(), writeTimeoutMs, settleMs, refusedMs };
  const last = new Map<string, Promise<unknown>>();
  const inTurn = async <T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = abortable(before, signal).then(work);
    const ended = Promise.allSettled([before, mine]);
    last.set(key, ended);
    try {
      return await mine;
    } finally {
      if (last.get(key) === ended) last.delete(key);
    }
  };
  return {
    post: (slot, remote, signal) => inTurn(slot.key, signal, () => post(context, slot, remote, signal)),
    once: (slot, remote, signal) => inTurn(slot.key, signal, () => once(context, slot, remote, signal)),
  };
}

async function post(context: Context, slot: Slot, remote: RemoteWrite, signal: AbortSignal): Promise<PostRef> {
  const { store, clock } = context;
  const lost: { readonly error: unknown; readonly atMs: number }[] = [];
  for (;;) {
    signal.throwIfAborted();
    const entry = await store.find(slot.key);
    if (entry?.post) return entry.post;
    if (entry?.state === 'intended') {
      const clearAtMs = clearFrom(context, entry, lost.at(-1)?.atMs);
      const found = await lookForPost(context, { slot, remote, signal, clearAtMs });
      if (found !== null) return found;
    }
    if (lost.length >= mostLostAnswers) throw lost.at(-1)?.error;
    const attempt = (entry?.attempt ?? 0) + 1;
    if ((await intend(store, slot, attempt)) === 'overtaken') continue;
    const written = await write(context, slot, attempt, remote, (inTime) => remote.write(slot.key, inTime), signal);
    if (!written.ok) lost.push({ error: written.error, atMs: clock.now() });
    else {
      await settle(context, slot, written.value, signal);
      return written.value;
    }
  }
}

async function once(context: Context, slot: Slot, remote: UnseenWrite, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  const entry = await context.store.find(slot.key);
  if (entry !== null && entry.state !== 'withdrawn') return false;
  const attempt = (entry?.attempt ?? 0) + 1;
  if ((await intend(context.store, slot, attempt)) === 'overtaken') return false;
  const written = await write(context, slot, attempt, remote, (inTime) => remote.write(inTime), signal);
  if (!written.ok) throw written.error;
  return true;
}

/**
 * From when on the platform's word counts that a message is not there: its request has ended by then, and what it did
 * shows. Before that, the message may be on its way.
 */
function clearFrom(context: Context, entry: OutboxEntry, lostAtMs: number | undefined): number {
  const { alone, startedAtMs, writeTimeoutMs, settleMs } = context;
  if (lostAtMs !== undefined) return lostAtMs + settleMs;
  const isOfTheDead = alone && entry.intendedAtMs < startedAtMs;
  const endedAtMs = isOfTheDead
    ? Math.min(startedAtMs, entry.intendedAtMs + writeTimeoutMs)
    : entry.intendedAtMs + writeTimeoutMs;
  return endedAtMs + settleMs;
}

async function intend(store: OutboxStore, slot: Slot, attempt: number): Promise<'intended' | 'overtaken'> {
  const result = await store.intend(slot, attempt);
  if (result === 'stale') throw new VidigestError('cancelled', `the job of ${slot.key} is in other hands`);
  return result;
}

type Written<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** One write. A refusal takes the intent back and is thrown, as is a cancellation; any other failure is a lost answer. */
async function write<T>(
  context: Context,
  { key }: Slot,
  attempt: number,
  remote: Pick<RemoteWrite, 'isRefusal'>,
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<Written<T>> {
  const { store, clock, logger, writeTimeoutMs } = context;
  let isLate = false;
  const late = () => {
    isLate = true;
    return new VidigestError('chat-refused', `${key}: no answer in time`, {
      reason: 'timeout',
      retryAtMs: clock.now(),
    });
  };
  try {
    return { ok: true, value: await within(writeTimeoutMs, work, { clock, signal, late }) };
  } catch (error) {
    if (!isLate && !signal.aborted && remote.isRefusal(error)) {
      await store.withdraw(key, attempt);
      throw error;
    }
    signal.throwIfAborted();
    logger.info('the answer to a post was lost', { key, attempt, error: asError(error) });
    return { ok: false, error };
  }
}

/** The message stands: that is worth some patience, for not every platform can be asked afterwards. */
function settle({ store, clock, logger }: Context, slot: Slot, placed: PostRef, signal: AbortSignal): Promise<void> {
  const onFailure = (error: unknown) => {
    logger.warn('a post could not be written down', { key: slot.key, error: asError(error) });
  };
  return patiently(() => store.settle(slot, placed), { clock, signal, onFailure });
}
