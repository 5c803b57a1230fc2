import type { MessageRef } from '../../domain/reply.ts';
import type { Settings } from '../../domain/settings.ts';

/** Digests to be made and answered in the thread of a message. */
export interface DigestOrder {
  readonly ref: MessageRef;
  readonly videos: readonly { readonly videoId: string; readonly startMs: number | null }[];
  /** BCP 47 tag of the digests. */
  readonly language: string;
  /** In force where the order was given. */
  readonly settings: Settings;
  readonly scope: 'all' | 'overview';
  /** Somebody asked for it: an answer is owed, limits and quiet failures do not apply. */
  readonly asked: boolean;
  /** Of the message, by the platform's clock; null for what is no message. */
  readonly postedAtMs: number | null;
}

/**
 * Puts digests in line. When it resolves they will be answered whatever happens to the process; ordering the same again
 * changes nothing. Throws `store-failed`: nothing is in line then.
 */
export type OrderDigests = (order: DigestOrder, signal: AbortSignal) => Promise<void>;
