import type { ChatWish } from '../../domain/chat-request.ts';
import type { ChatContext } from './chat-context.ts';
import { maySpend } from './may-spend.ts';
import { messageOf } from './message-of.ts';
import { type OrderDigests, orderOf } from './order-digests.ts';

/** The second word on a message with many links. */
export type AllWish = Extract<ChatWish, { kind: 'digest-all' }>;

/** Orders all of them. Throws what ordering throws. */
export type OrderAll = (context: ChatContext, wish: AllWish) => Promise<void>;

/** The use case over its port. A second press orders the same once more, which changes nothing. */
export function createOrderAll(orderDigests: OrderDigests): OrderAll {
  return async (context, { videoIds, language: wanted }) => {
    const { request, settings, signal } = context;
    const ref = messageOf(request);
    if (ref === null) return;
    if (!maySpend(request.asker)) {
      await context.note('guest');
      return;
    }
    const videos = [...new Set(videoIds)].map((videoId) => ({ videoId, startMs: null }));
    const language = wanted ?? settings.language;
    await orderDigests({ ...orderOf(request), ref, videos, language }, signal);
    await context.note('working');
  };
}
