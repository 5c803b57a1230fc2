import type { ChatWish } from '../../domain/chat-request.ts';
import type { ChatContext } from './chat-context.ts';
import { messageToSpendOn } from './may-spend.ts';
import { type OrderDigests, orderOf } from './order-digests.ts';

/** The second word on a message with many links. */
export type AllWish = Extract<ChatWish, { kind: 'digest-all' }>;

/** Orders all of them. Throws what ordering throws. */
export type OrderAll = (context: ChatContext, wish: AllWish) => Promise<void>;

/** The use case over its port. A second press orders the same once more, which changes nothing. */
export function createOrderAll(orderDigests: OrderDigests): OrderAll {
  return async (context, { videoIds, language: wanted }) => {
    const { request, settings, signal } = context;
    const ref = await messageToSpendOn(context);
    if (ref === null) return;
    const language = wanted ?? settings.language;
    await orderDigests(orderOf(request, ref, [...new Set(videoIds)], language), signal);
    await context.note('working');
  };
}
