import type { MessageRef, PostRef } from '../domain/reply.ts';
import type { SurfaceOptions } from './chat-surface.ts';

/** A thread: `message` is the one with the link, or one in its thread. */
export type ReplyPlace = Pick<MessageRef, 'surface' | 'workspace' | 'channel' | 'message' | 'thread'>;

/** What the bot has said in a thread. */
export interface PostedReplies {
  /** The messages of the bot's own, in order. */
  readonly posts: readonly PostRef[];
  /** Whoever asked for them; null where nobody knows. */
  readonly askedBy: string | null;
  /** People have answered: without the bot's messages their words would hang in the air. */
  readonly peopleWrote: boolean;
}

/** Finds what the bot has said. */
export interface ReplyFinder {
  /** About one video, or with null about all. Throws `chat-refused` and `store-failed`. */
  find(where: ReplyPlace, videoId: string | null, options: SurfaceOptions): Promise<PostedReplies>;
}
