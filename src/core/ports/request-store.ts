import type { ErrorCode } from '../domain/errors.ts';
import type { MessageRef } from '../domain/reply.ts';
import type { Fence } from './lease-store.ts';
import type { Job } from './queue.ts';
import type { StoreTransaction } from './transaction.ts';

/** How a digest is wanted. */
export interface RequestTerms {
  /** `overview`: nothing but that is posted. `text`: the whole text alone, behind an overview that stands already. */
  readonly scope: 'all' | 'overview' | 'text';
  /** Somebody asked the bot itself: an answer is owed in words, and the channel's limits do not hold. */
  readonly asked: boolean;
  /** Where the link asks the player to begin; null where it does not. */
  readonly startMs: number | null;
  /** Names the asking: the same for every delivery of it. Empty for what is not to be answered a second time. */
  readonly act: string;
}

/** A message or command that asks for one video in one language. */
export interface NewRequest extends RequestTerms {
  readonly ref: MessageRef;
  readonly videoId: string;
  /** BCP 47 tag of the digest. */
  readonly language: string;
  /** The job that answers it. */
  readonly jobKey: string;
}

/** A request is open in these states: the next run of its job answers it. */
export const openStates = ['queued', 'running', 'waiting'] as const;

/**
 * `queued`: its turn has not come; `running`: a worker has it, or died with it; `waiting`: a later try is due; `parked`:
 * left until a person says otherwise. The others are its ends.
 */
export type RequestState = (typeof openStates)[number] | 'parked' | 'done' | 'failed' | 'cancelled';

/** Whether work on a request is still to come or under way. */
export function isOpenState(state: RequestState): boolean {
  return openStates.some((open) => open === state);
}

/** A request as it stands in the store. */
export interface DigestRequest extends NewRequest {
  /** 22 characters of `[A-Za-z0-9_-]`, the same for the same message, video and language; for asking again, and act. */
  readonly id: string;
  readonly state: RequestState;
  /** When its next try is due; the time of asking for a new one. */
  readonly dueAtMs: number;
  /** Tries that failed. */
  readonly failures: number;
  /** Why the last try failed; null before that and once it is done. */
  readonly code: ErrorCode | null;
  readonly askedAtMs: number;
  readonly changedAtMs: number;
}

/** What a change sets; fields left out stay as they are. */
export type RequestChange = { readonly state: RequestState } & Partial<
  Pick<DigestRequest, 'dueAtMs' | 'failures' | 'code'>
>;

/** Work that joins the writing of requests. `added` are those that are new or due at once now, in the order given. */
export type Alongside = (added: readonly DigestRequest[], transaction: StoreTransaction) => Promise<void>;

/** All that was ever asked. A request that `add` returned survives the process and the power. */
export interface RequestStore {
  /**
   * Writes requests down, all or none. One that is there already (same surface, workspace, channel, message, video and
   * language) is left as it is, whatever its state; but when it is asked for by another act, an open one becomes one that
   * was asked for, due at once if it was waiting, and one that is at an end is followed by another of its own. Returns
   * each request as it stands, in the order given. `alongside` runs in the same transaction, if there is work for it; it
   * must not use the store but through its transaction.
   */
  add(requests: readonly NewRequest[], alongside?: Alongside): Promise<readonly DigestRequest[]>;
  find(id: string): Promise<DigestRequest | null>;
  /** The open requests of a job, first asked first: those that came while it ran, too. */
  open(jobKey: string): Promise<readonly DigestRequest[]>;
  /** Ids of the open requests of a message, whatever their jobs. */
  openOf(message: Pick<MessageRef, 'surface' | 'workspace' | 'channel' | 'message'>): Promise<readonly string[]>;
  /**
   * Changes requests of one job, all or none; those that are done or cancelled stay so, but that a cancelled one may get
   * a code. False, and nothing changed, when
   * the fence is no longer the newest of its key or its lease has run out. Null for a change that no worker makes.
   */
  change(ids: readonly string[], change: RequestChange, fence: Fence | null): Promise<boolean>;
  /**
   * Each job with an open request: the channel of who asked first, the earliest due time; first asked first. At most
   * `limit`, those due by `dueByMs`.
   */
  unfinished(options: { readonly dueByMs: number; readonly limit: number }): Promise<readonly Job[]>;
}
