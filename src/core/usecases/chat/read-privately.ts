import type { DigestRef } from '../../domain/chat-request.ts';
import { sharedMoment } from '../../domain/shared-moment.ts';
import { finalDraft } from '../overview-post.ts';
import type { ChatContext } from './chat-context.ts';
import type { FindDigest } from './find-digest.ts';

/**
 * Shows a digest to the asker alone: its overview, or on a page its first chapter. `startMs` is where the link asks the
 * player to begin. Throws what making throws.
 */
export type ReadPrivately = (context: ChatContext, digest: DigestRef, startMs?: number | null) => Promise<void>;

/** The use case over its ports. */
export function createReadPrivately(findDigest: FindDigest): ReadPrivately {
  return async (context, ref, startMs = null) => {
    const digest = await findDigest(context, ref);
    if (digest === null) return;
    const { language, request } = context;
    if (request.answerTo.form === 'page' && digest.chapters.length > 0) {
      await context.say({ kind: 'section', language, digest, chapter: 0, page: 0, original: false });
      return;
    }
    const fullText = { kind: 'none' } as const;
    const sharedAt = sharedMoment(digest, startMs);
    const reply = { kind: 'overview', language, draft: finalDraft(digest), digest, fullText, sharedAt } as const;
    await context.say({ kind: 'reply', language, reply });
  };
}
