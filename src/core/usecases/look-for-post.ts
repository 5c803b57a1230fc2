import { VidigestError } from '../domain/errors.ts';
import type { PostRef } from '../domain/reply.ts';
import { within } from '../pipeline/within.ts';
import type { LookUp, OutboxStore, RemoteWrite, Slot } from '../ports/outbox.ts';
import type { Clock, Logger } from '../ports/runtime.ts';

/** What settling a doubt needs; see `OutboxDeps` and `OutboxSettings`. */
export interface LookForPostContext {
  readonly store: OutboxStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onInDoubt: () => void;
  readonly refusedMs: number;
}

/** A message of which only the intent is known. */
export interface DoubtfulPost {
  readonly slot: Slot;
  readonly remote: Pick<RemoteWrite, 'lookUp'>;
  readonly signal: AbortSignal;
  /** From when on the platform's word counts that the message is not there. */
  readonly clearAtMs: number;
}

const lookUpTimeoutMs = 20_000;

/**
 * Where a doubtful message stands, and settles it; null when it may be posted (again). Looks at once, and once more when
 * the first look may have come too early or was refused. Throws what looking throws: the doubt then stays.
 */
export async function lookForPost(context: LookForPostContext, doubt: DoubtfulPost): Promise<PostRef | null> {
  const { store, clock, logger, onInDoubt, refusedMs } = context;
  const { slot, signal, clearAtMs } = doubt;
  const first = await lookUp(context, doubt);
  if (first.kind === 'found') return settled(store, slot, first.post);
  const nowMs = clock.now();
  const againAtMs = first.kind === 'refused' ? Math.max(clearAtMs, nowMs + refusedMs) : clearAtMs;
  if (againAtMs <= nowMs) return null;
  await clock.sleep(againAtMs - nowMs, signal);
  const meanwhile = await store.find(slot.key);
  if (meanwhile?.post) return meanwhile.post;
  const second = await lookUp(context, doubt);
  if (second.kind === 'found') return settled(store, slot, second.post);
  if (second.kind === 'refused') {
    logger.warn('a post is repeated in doubt', { key: slot.key });
    onInDoubt();
  }
  return null;
}

function lookUp({ clock }: LookForPostContext, { slot, remote, signal }: DoubtfulPost): Promise<LookUp> {
  const late = () => new VidigestError('chat-refused', `${slot.key}: no answer to a look-up`, { reason: 'timeout' });
  return within(lookUpTimeoutMs, (inTime) => remote.lookUp(slot.key, inTime), { clock, signal, late });
}

async function settled(store: OutboxStore, slot: Slot, post: PostRef): Promise<PostRef> {
  await store.settle(slot, post);
  return post;
}
