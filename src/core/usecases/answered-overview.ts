import type { Digest } from '../domain/digest.ts';
import type { FullTextState, MessageRef, PostRef, Reply } from '../domain/reply.ts';
import { sharedMoment } from '../domain/shared-moment.ts';
import type { RepliedRequest } from '../ports/reply-store.ts';
import { finalDraft } from './overview-post.ts';
import { detailsState, type ThreadRoom } from './shown-parts.ts';

/** What is known of the request whose overview it is; null for one that no request is known for. */
export type Answered = Pick<RepliedRequest, 'scope' | 'startMs' | 'posts'> | null;

/** An overview that stands, as it is to look once something has become of its full text. */
export function answeredOverview(
  facts: ThreadRoom,
  digest: Digest,
  answered: Answered,
  fullText: FullTextState,
): Extract<Reply, { kind: 'overview' }> {
  return {
    kind: 'overview',
    language: digest.language,
    draft: finalDraft(digest),
    digest,
    fullText,
    details: detailsState(facts, answered?.scope ?? 'all', digest).kind,
    sharedAt: sharedMoment(digest, answered?.startMs ?? null),
  };
}

/** Where it stands: in a thread that is a channel of its own, too. */
export function placeOfOverview({ channel, message }: MessageRef, answered: Answered): PostRef {
  return answered?.posts.find((post) => post.message === message) ?? { channel, message };
}
