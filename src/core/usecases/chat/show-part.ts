import type { ChatWish } from '../../domain/chat-request.ts';
import { shownOf } from '../shown-parts.ts';
import type { ChatContext } from './chat-context.ts';
import type { FindDigest } from './find-digest.ts';

/** A part of a digest that somebody wants to see. */
export type PartWish = Extract<ChatWish, { kind: 'show-part' }>;

/**
 * Shows it to whoever asks, as far as the channel shows such a thing; how it looks, and what is said where there is
 * nothing, is the platform's business.
 */
export type ShowPart = (context: ChatContext, wish: PartWish) => Promise<void>;

/** The use case over its ports. */
export function createShowPart(findDigest: FindDigest): ShowPart {
  return async (context, { digest: ref, part }) => {
    const digest = await findDigest(context, ref);
    if (digest === null) return;
    const shown = shownOf(digest, context.settings);
    await context.say({ kind: 'part', language: context.language, digest: shown, part });
  };
}
