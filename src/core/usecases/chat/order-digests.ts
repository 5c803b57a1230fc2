import type { RequestFrame } from '../../domain/chat-request.ts';
import type { MessageRef } from '../../domain/reply.ts';
import type { RequestTerms } from '../../ports/request-store.ts';

/** Digests to be made and answered in the thread of a message. */
export interface DigestOrder {
  readonly ref: MessageRef;
  readonly videos: readonly { readonly videoId: string; readonly startMs: number | null }[];
  /** BCP 47 tag of the digests. */
  readonly language: string;
  readonly scope: RequestTerms['scope'];
  /** Somebody asked for it: an answer is owed, limits and quiet failures do not apply. */
  readonly asked: boolean;
  /** Names the asking, as in `RequestTerms`. */
  readonly act: string;
  /** Of the message, by the platform's clock; null for what is no message. */
  readonly postedAtMs: number | null;
}

/**
 * Puts digests in line. When it resolves they will be answered whatever happens to the process; ordering the same again
 * changes nothing. Throws `store-failed`: nothing is in line then.
 */
export type OrderDigests = (order: DigestOrder, signal: AbortSignal) => Promise<void>;

/** What somebody orders by a button, to be answered in the thread of `ref`: all of each digest, from its beginning. */
export function orderOf(
  { id }: Pick<RequestFrame, 'id'>,
  ref: MessageRef,
  videoIds: readonly string[],
  language: string,
): DigestOrder {
  const videos = videoIds.map((videoId) => ({ videoId, startMs: null }));
  return { ref, videos, language, scope: 'all', asked: true, act: id, postedAtMs: null };
}
