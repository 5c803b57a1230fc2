import type { DigestRef } from '../../domain/chat-request.ts';
import type { Digest } from '../../domain/digest.ts';
import { ownerOf } from '../../domain/owner.ts';
import type { DigestStore } from '../../ports/store.ts';
import type { DigestVideo } from '../digest-video.ts';
import { findKept } from '../kept-digests.ts';
import { textWishOf } from '../text-wish.ts';
import type { ChatContext } from './chat-context.ts';
import { maySpend } from './may-spend.ts';

/** Where digests are kept, and who makes them. */
export interface FindDigestDeps {
  readonly digests: Pick<DigestStore, 'find'>;
  readonly digestVideo: DigestVideo;
}

/**
 * The digest that a button is about. One that is not kept any more is made again at the workspace's expense: the asker
 * is told to wait; null for a guest, who has been told why. Throws what `DigestVideo` throws.
 */
export type FindDigest = (context: ChatContext, ref: DigestRef) => Promise<Digest | null>;

/** The use case over its ports. */
export function createFindDigest({ digests, digestVideo }: FindDigestDeps): FindDigest {
  return async (context, { videoId, language }) => {
    const owner = ownerOf(context.request.at);
    const kept = await findKept(digests, { videoId, language }, owner);
    if (kept !== null) return kept;
    if (!maySpend(context.request.asker)) {
      await context.note('guest');
      return null;
    }
    await context.note('working');
    const { signal, settings } = context;
    const plan = async () => ({ text: textWishOf(settings), charge: null });
    return digestVideo(videoId, language, { signal, onEvent: () => {}, plan, owner });
  };
}
