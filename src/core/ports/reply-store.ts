import type { MessageRef, PostRef } from '../domain/reply.ts';
import type { DigestRequest } from './request-store.ts';

/** A request and what stands in a chat because of it. */
export interface RepliedRequest
  extends Pick<DigestRequest, 'id' | 'ref' | 'videoId' | 'language' | 'scope' | 'startMs'> {
  /** The bot's messages, in the order in which they were begun. Some may be gone by now. */
  readonly posts: readonly PostRef[];
}

/** A message on a platform. */
export type MessagePlace = Pick<MessageRef, 'surface' | 'workspace' | 'channel' | 'message' | 'thread'>;

/** What was said because of what. */
export interface ReplyStore {
  /** The requests of a message that people wrote, first asked first. Its thread does not matter. */
  ofMessage(message: Omit<MessagePlace, 'thread'>): Promise<readonly RepliedRequest[]>;
  /** The request that a message of the bot's own answers; null for one that answers none. */
  ofPost(post: MessagePlace): Promise<RepliedRequest | null>;
}
