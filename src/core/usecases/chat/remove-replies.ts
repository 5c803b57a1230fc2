import type { DigestRef } from '../../domain/chat-request.ts';
import type { MessageRef, PostRef } from '../../domain/reply.ts';
import type { ChatSurface, SurfaceOptions } from '../../ports/chat-surface.ts';
import type { ReplyFinder } from '../../ports/posted-replies.ts';
import type { ChatContext } from './chat-context.ts';
import { messageOf } from './message-of.ts';

/** Ends the work on requests of a message, for one video or for all; what is done already stays. */
export type CancelRequests = (message: MessageRef, videoId: string | null) => Promise<void>;

export interface RemoveRepliesDeps {
  readonly surface: Pick<ChatSurface, 'remove'>;
  readonly replies: ReplyFinder;
  readonly cancelRequests: CancelRequests;
}

export interface RemoveReplies {
  /**
   * Somebody wants the digest gone: whoever asked for it and admins of the channel may say so, whatever else is written
   * in the thread. Others are told that they may not.
   */
  onWish(context: ChatContext, digest: DigestRef): Promise<void>;
  /** The message with the links is gone: so are the replies, unless people have written in the thread. */
  onDeletion(context: ChatContext): Promise<void>;
}

/** The use case over its ports. Work is ended before anything is removed, so that nothing is posted afterwards. */
export function createRemoveReplies({ surface, replies, cancelRequests }: RemoveRepliesDeps): RemoveReplies {
  return {
    async onWish(context, { videoId }) {
      const message = messageOf(context.request);
      if (message === null) return;
      const { signal, request } = context;
      const { posts, askedBy } = await replies.find(message, videoId, { signal });
      if (request.asker.id !== askedBy && (request.asker.isGuest || !request.asker.mayAdminister)) {
        await context.note('not-allowed');
        return;
      }
      await cancelRequests(message, videoId);
      await removeAll(surface, posts, { signal });
      await context.note('removed');
    },
    async onDeletion({ request, signal }) {
      const message = messageOf(request);
      if (message === null) return;
      await cancelRequests(message, null);
      const { posts, peopleWrote } = await replies.find(message, null, { signal });
      if (!peopleWrote) await removeAll(surface, posts, { signal });
    },
  };
}

/** The last one first, so that a thread that is seen half-way still begins with its overview. */
async function removeAll(
  surface: Pick<ChatSurface, 'remove'>,
  posts: readonly PostRef[],
  options: SurfaceOptions,
): Promise<void> {
  for (const post of posts.toReversed()) await surface.remove(post, options);
}
