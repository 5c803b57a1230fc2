import type { DigestRef } from '../../domain/chat-request.ts';
import type { Digest } from '../../domain/digest.ts';
import { promptVersion } from '../../pipeline/prompts/prompt-version.ts';
import type { DigestStore } from '../../ports/store.ts';
import type { DigestVideo } from '../digest-video.ts';
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
    const kept = await digests.find({ videoId, language, promptVersion });
    if (kept !== null) return kept;
    if (!maySpend(context.request.asker)) {
      await context.note('guest');
      return null;
    }
    await context.note('working');
    return digestVideo(videoId, language, { signal: context.signal, onEvent: () => {} });
  };
}
