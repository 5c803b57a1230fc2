import type { DigestRef } from '../../domain/chat-request.ts';
import type { ChatContext } from './chat-context.ts';
import { messageToSpendOn } from './may-spend.ts';
import { type OrderDigests, orderOf } from './order-digests.ts';

/** Orders the full text of a digest that was left for whoever asks for it: it goes behind the overview with the button. */
export type OrderText = (context: ChatContext, digest: DigestRef) => Promise<void>;

/** The use case over its port. However often the button is pressed, the text is made and posted once. */
export function createOrderText(orderDigests: OrderDigests): OrderText {
  return async (context, { videoId, language }) => {
    const { request, signal } = context;
    const ref = await messageToSpendOn(context);
    if (ref === null) return;
    await orderDigests({ ...orderOf(request, ref, [videoId], language), scope: 'text' }, signal);
    await context.note('working');
  };
}
