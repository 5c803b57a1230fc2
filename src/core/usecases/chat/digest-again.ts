import type { DigestRef } from '../../domain/chat-request.ts';
import type { ChatContext } from './chat-context.ts';
import { messageToSpendOn } from './may-spend.ts';
import { type OrderDigests, orderOf } from './order-digests.ts';
import type { RunOnce } from './run-once.ts';

export interface DigestAgainDeps {
  /** Orders what is made anew, although a digest is kept; it takes the place of the one before once it is whole. */
  readonly orderAnew: OrderDigests;
  /** For a while after it has been ordered, the same is not ordered again. */
  readonly once: RunOnce;
}

/** Makes a digest anew, at the workspace's expense, in the thread that it stands in. Throws what ordering throws. */
export type DigestAgain = (context: ChatContext, digest: DigestRef) => Promise<void>;

/** The use case over its ports. */
export function createDigestAgain({ orderAnew, once }: DigestAgainDeps): DigestAgain {
  return async (context, { videoId, language }) => {
    const { request, signal } = context;
    const ref = await messageToSpendOn(context);
    if (ref === null) return;
    const order = orderOf(request, ref, [videoId], language);
    await once.run(`again ${ref.channel} ${videoId} ${language}`, () => orderAnew(order, signal));
    await context.note('working');
  };
}
