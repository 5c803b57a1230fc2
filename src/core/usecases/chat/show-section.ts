import type { ChatWish } from '../../domain/chat-request.ts';
import type { ChatContext } from './chat-context.ts';
import type { FindDigest } from './find-digest.ts';

/** A page of the reader that somebody wants to see. */
export type SectionWish = Extract<ChatWish, { kind: 'show-section' }>;

/** Opens or turns a page; for a digest without chapters it says that there is nothing to read. */
export type ShowSection = (context: ChatContext, wish: SectionWish) => Promise<void>;

/** How much fits on a page is the platform's business: see `readerPage`. */
export function createShowSection(findDigest: FindDigest): ShowSection {
  return async (context, { digest: ref, chapter, page, original }) => {
    const digest = await findDigest(context, ref);
    if (digest === null) return;
    if (digest.chapters.length === 0) await context.note('nothing-to-show');
    else await context.say({ kind: 'section', language: context.language, digest, chapter, page, original });
  };
}
