import type { ChatSurface, SurfaceOptions } from '../../ports/chat-surface.ts';
import type { RepliedRequest, ReplyStore } from '../../ports/reply-store.ts';
import type { RequestStore } from '../../ports/request-store.ts';
import type { ThreadTalk } from '../../ports/thread-talk.ts';
import type { ChatContext } from './chat-context.ts';
import { messageOf } from './message-of.ts';

/** What was said because of what, and what else is said there. */
export interface RemoveRepliesDeps {
  readonly surface: Pick<ChatSurface, 'remove'>;
  readonly replies: ReplyStore;
  readonly requests: Pick<RequestStore, 'change'>;
  readonly talk: ThreadTalk;
}

export interface RemoveReplies {
  /**
   * Somebody wants a digest gone: whoever asked for it and admins of the channel may say so, whatever else is written in
   * the thread. Others are told that they may not.
   */
  onWish(context: ChatContext): Promise<void>;
  /** The message with the links is gone: so are the replies, unless people have written in the thread. */
  onDeletion(context: ChatContext): Promise<void>;
}

/** The use case over its ports. Work is ended before anything is removed, so that nothing is posted afterwards. */
export function createRemoveReplies(deps: RemoveRepliesDeps): RemoveReplies {
  return {
    async onWish(context) {
      const { signal, request } = context;
      const post = messageOf(request);
      const answered = post === null ? null : await deps.replies.ofPost(post);
      if (answered === null) {
        await context.note('nothing-to-show');
        return;
      }
      const { asker } = request;
      const isTheirs = asker.id === answered.ref.author;
      if (!isTheirs && (asker.isGuest || !asker.mayAdminister)) {
        await context.note('not-allowed');
        return;
      }
      await cancel(deps, [answered]);
      await removeAll(deps, [answered], { signal });
      await context.note('removed');
    },
    async onDeletion({ request, signal }) {
      const message = messageOf(request);
      if (message === null) return;
      const answered = await deps.replies.ofMessage(message);
      if (answered.length === 0) return;
      await cancel(deps, answered);
      if (!(await deps.talk.hasPeople(message, { signal }))) await removeAll(deps, answered, { signal });
    },
  };
}

async function cancel({ requests }: RemoveRepliesDeps, answered: readonly RepliedRequest[]): Promise<void> {
  await requests.change(
    answered.map(({ id }) => id),
    { state: 'cancelled' },
    null,
  );
}

/** The last one first, so that a thread that is seen half-way still begins with its overview. */
async function removeAll(
  { surface }: RemoveRepliesDeps,
  answered: readonly RepliedRequest[],
  options: SurfaceOptions,
): Promise<void> {
  const posts = answered.flatMap(({ posts: own, ref }) => own.map((post) => ({ post, workspace: ref.workspace })));
  for (const { post, workspace } of posts.toReversed()) await surface.remove(post, { ...options, workspace });
}
