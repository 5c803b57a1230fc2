import { threadOf } from '../domain/reply.ts';
import type { ChatSurface } from '../ports/chat-surface.ts';
import type { ReplyStore } from '../ports/reply-store.ts';
import type { DigestRequest } from '../ports/request-store.ts';
import type { ThreadStore } from '../ports/store.ts';

/** Where answers stand, and where they are known. */
export interface TakeBackDeps {
  readonly surface: Pick<ChatSurface, 'remove'>;
  readonly replies: Pick<ReplyStore, 'ofMessage'>;
  readonly threads: Pick<ThreadStore, 'forget'>;
}

/**
 * Removes all that was said because of one request, the last message first, and no longer counts its thread as an
 * answer, unless all that it asked for was the text behind an overview. Throws what removing throws.
 */
export async function takeBack(
  { surface, replies, threads }: TakeBackDeps,
  { id, ref, videoId, language, scope }: Pick<DigestRequest, 'id' | 'ref' | 'videoId' | 'language' | 'scope'>,
  signal: AbortSignal,
): Promise<void> {
  const answered = (await replies.ofMessage(ref)).find((each) => each.id === id);
  const { workspace, channel } = ref;
  for (const post of answered?.posts.toReversed() ?? []) await surface.remove(post, { workspace, signal });
  if (scope === 'text') return;
  await threads.forget({ surface: ref.surface, workspace, channel, videoId, language }, threadOf(ref));
}
