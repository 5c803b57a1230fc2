import type { PostRef } from '../domain/reply.ts';
import type { Fence } from './lease-store.ts';

/** One message that the bot owes, and by what right. */
export interface Slot {
  /** `requestId/part/n`, the same on every replay and in every process. At most 200 characters. */
  readonly key: string;
  /** Whose data it is, for its deletion. */
  readonly workspace: string;
  /** The job under which it is posted; null for what no job posts, such as the answer to a click. */
  readonly fence: Fence | null;
}

/** What a look at the platform for a message of ours gave; `refused` where it will not say. */
export type LookUp = { readonly kind: 'found'; readonly post: PostRef } | { readonly kind: 'absent' | 'refused' };

/** How one message is written to a platform, and found there again. */
export interface RemoteWrite {
  /**
   * One attempt: one request and no repetition. The message carries the key where people do not see it. Must end soon
   * after the signal aborts.
   */
  write(key: string, signal: AbortSignal): Promise<PostRef>;
  /** Looks for a message with this key. Throws when the platform cannot be asked just now. */
  lookUp(key: string, signal: AbortSignal): Promise<LookUp>;
  /** Whether an error of `write` means that certainly nothing was posted. In doubt: false. */
  isRefusal(error: unknown): boolean;
}

/** How something is said that nobody can find again, such as a message to one person alone. */
export interface UnseenWrite extends Pick<RemoteWrite, 'isRefusal'> {
  /** One attempt, as `RemoteWrite.write`. */
  write(signal: AbortSignal): Promise<void>;
}

/**
 * Posts each message once, over crashes, lost answers and takeovers, as a surface uses it. The surface calls it around
 * the single request, after it has waited for its turn and for rate limits: an intent is written just before the
 * request, and must not grow old.
 */
export interface Outbox {
  /**
   * The message's place: the one known, when it is posted already. Throws what `write` throws when the platform refuses
   * it (the next call then tries again), `cancelled` when the job is in other hands, and `store-failed`. An answer that
   * got lost is settled by looking; while that is not possible the error of the look-up is thrown, nothing is posted,
   * and the next call looks again.
   */
  post(slot: Slot, remote: RemoteWrite, signal: AbortSignal): Promise<PostRef>;
  /**
   * At most once, for messages that cannot be looked up and would annoy twice. False when it may have been said before.
   * Throws what `write` throws, and may be called again after a refusal.
   */
  once(slot: Slot, remote: UnseenWrite, signal: AbortSignal): Promise<boolean>;
}

/** What is known of one message. */
export interface OutboxEntry {
  readonly key: string;
  /** `intended`: may stand on the platform; `posted`: stands at `post`; `withdrawn`: certainly was not posted. */
  readonly state: 'intended' | 'posted' | 'withdrawn';
  /** Counts the writes that were begun, from 1. */
  readonly attempt: number;
  /** Token of the fence under which it was intended, 0 without one. */
  readonly token: number;
  readonly intendedAtMs: number;
  readonly post: PostRef | null;
}

/** `stale`: the fence holds no more. `overtaken`: somebody else has intended, settled or withdrawn it meanwhile. */
export type IntendResult = 'intended' | 'stale' | 'overtaken';

/** What the outbox remembers. */
export interface OutboxStore {
  /**
   * What is known; null for a message that was never intended. Where that cannot be told, as after a restored backup,
   * the entry is intended with attempt 0.
   */
  find(key: string): Promise<OutboxEntry | null>;
  /**
   * Writes down that a message is about to be posted. `attempt` must be one above that of the entry (1 where there is
   * none) and the entry not posted. Of several at once, one succeeds. Once a lease has been taken over, no intent under
   * the old token succeeds.
   */
  intend(slot: Slot, attempt: number): Promise<IntendResult>;
  /** The message stands there: the first word counts. Anybody may say so who knows, lease or not, intent or not. */
  settle(slot: Slot, post: PostRef): Promise<void>;
  /** The attempt posted nothing. Without effect on another attempt and on a settled entry. */
  withdraw(key: string, attempt: number): Promise<void>;
}
