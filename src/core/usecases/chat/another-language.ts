import type { ChatWish } from '../../domain/chat-request.ts';
import { parseLanguage } from '../../domain/language.ts';
import type { ChatContext } from './chat-context.ts';
import { maySpend } from './may-spend.ts';
import { messageOf } from './message-of.ts';
import { type OrderDigests, orderOf } from './order-digests.ts';
import type { ReadPrivately } from './read-privately.ts';

/** A digest that somebody wants in another language. */
export type LanguageWish = Extract<ChatWish, { kind: 'another-language' }>;

/** Where it is read alone, and where it is ordered for all. */
export interface AnotherLanguageDeps {
  readonly readPrivately: ReadPrivately;
  readonly orderDigests: OrderDigests;
}

/**
 * The same talk in another language, from the captions that are kept: in the thread of the first one for everybody, or
 * to read alone. It is kept like any digest. Throws `language-invalid`, and what making and ordering throw.
 */
export type AnotherLanguage = (context: ChatContext, wish: LanguageWish) => Promise<void>;

/** The use case over its ports. */
export function createAnotherLanguage({ readPrivately, orderDigests }: AnotherLanguageDeps): AnotherLanguage {
  return async (context, wish) => {
    const language = parseLanguage(wish.to);
    const { videoId } = wish.digest;
    const { request, signal } = context;
    const ref = messageOf(request);
    if (wish.private || ref === null) {
      await readPrivately(context, { videoId, language });
      return;
    }
    if (!maySpend(request.asker)) {
      await context.note('guest');
      return;
    }
    await orderDigests(orderOf(request, ref, [videoId], language), signal);
    await context.note('working');
  };
}
