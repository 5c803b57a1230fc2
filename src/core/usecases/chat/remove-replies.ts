import type { ChatSurface, SurfaceOptions } from '../../ports/chat-surface.ts';
import type { RepliedRequest, ReplyStore } from '../../ports/reply-store.ts';
import type { RequestChange, RequestStore } from '../../ports/request-store.ts';
import type { ThreadStore } from '../../ports/store.ts';
import type { ThreadTalk } from '../../ports/thread-talk.ts';
import { takeBack } from '../take-back.ts';
import type { ChatContext } from './chat-context.ts';
import { messageOf } from './message-of.ts';

/** What was said because of what, and what else is said there. */
export interface RemoveRepliesDeps {
  readonly surface: Pick<ChatSurface, 'remove'>;
  readonly replies: ReplyStore;
  readonly requests: Pick<RequestStore, 'change' | 'find'>;
  readonly threads: Pick<ThreadStore, 'forget'>;
  readonly talk: ThreadTalk;
}

export interface RemoveReplies {
  /**
   * Somebody wants a digest gone: whoever asked for it and admins of the channel may say so, whatever else is written in
   * the thread. Others are told that they may not.
   */
  onWish(context: ChatContext): Promise<void>;
  /**
   * The message with the links is gone: so are the replies, and those to what was asked below them. Where people have
   * written in the thread, those stay that are whole: a digest in the making and a notice of a later try would stand there
   * for ever.
   */
  onDeletion(context: ChatContext): Promise<void>;
}

/**
 * The use case over its ports. Work is ended before anything is removed; what is on its way by then is removed by whoever
 * posts it.
 */
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
      const all = await withAskedBelow(deps, [answered], ({ scope }) => scope === 'text');
      await removeAll(deps, all, { signal });
      await context.note('removed');
    },
    async onDeletion({ request, signal }) {
      const message = messageOf(request);
      if (message === null) return;
      const answered = await withAskedBelow(deps, await deps.replies.ofMessage(message), () => true);
      if (answered.length === 0) return;
      const idle = await idleOf(deps, answered);
      // Whatever becomes of the replies, nobody waits for more of them. Whoever works on one takes back its draft.
      await cancel(deps, answered);
      if (await deps.talk.hasPeople(message, { signal }))
        await takeAllBack(deps, await cancelledOf(deps, idle), { signal });
      else await removeAll(deps, answered, { signal });
    },
  };
}

/** With what was asked by the buttons of their posts, and by the buttons of the posts to that. */
async function withAskedBelow(
  { replies }: RemoveRepliesDeps,
  answered: readonly RepliedRequest[],
  isTaken: (below: RepliedRequest) => boolean,
): Promise<readonly RepliedRequest[]> {
  const found = new Map(answered.map((each) => [each.id, each]));
  for (const { ref, posts } of found.values()) {
    for (const { message } of posts) {
      const below = (await replies.ofMessage({ ...ref, message })).filter(({ id }) => !found.has(id));
      for (const each of below.filter(isTaken)) found.set(each.id, each);
    }
  }
  return [...found.values()];
}

async function cancel(
  { requests }: RemoveRepliesDeps,
  answered: readonly RepliedRequest[],
  why: Pick<RequestChange, 'code'> = {},
): Promise<void> {
  const ids = answered.map(({ id }) => id);
  await requests.change(ids, { state: 'cancelled', ...why }, null);
}

/**
 * Those that nobody works on and that have no answer: what stands there says when it will be tried again, or that it will
 * not. Where the chat was in the way, what stands there may be whole.
 */
async function idleOf({ requests }: RemoveRepliesDeps, answered: readonly RepliedRequest[]) {
  const stored = await Promise.all(answered.map(({ id }) => requests.find(id)));
  return answered.filter((_, index) => {
    const { state = 'done', code = null } = stored[index] ?? {};
    return state !== 'done' && state !== 'running' && code !== 'chat-refused';
  });
}

/** Those that were not done when they were cancelled. */
async function cancelledOf({ requests }: RemoveRepliesDeps, answered: readonly RepliedRequest[]) {
  const stored = await Promise.all(answered.map(({ id }) => requests.find(id)));
  return answered.filter((_, index) => stored[index]?.state === 'cancelled');
}

async function removeAll(
  deps: RemoveRepliesDeps,
  answered: readonly RepliedRequest[],
  options: SurfaceOptions,
): Promise<void> {
  // The code tells whoever is posting that what comes after this is to be taken back.
  await cancel(deps, answered, { code: 'cancelled' });
  await takeAllBack(deps, answered, options);
}

/** The last one first, so that a thread that is seen half-way still begins with its overview. */
async function takeAllBack(
  deps: RemoveRepliesDeps,
  answered: readonly RepliedRequest[],
  { signal }: SurfaceOptions,
): Promise<void> {
  for (const each of answered.toReversed()) await takeBack(deps, each, signal);
}
