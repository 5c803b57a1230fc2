import type { DigestRef } from '../../domain/chat-request.ts';
import type { PostFullText } from '../post-full-text.ts';
import type { ChatContext } from './chat-context.ts';
import { maySpend } from './may-spend.ts';
import { messageOf } from './message-of.ts';
import type { RunOnce } from './run-once.ts';

export interface OrderFullTextDeps {
  readonly postFullText: PostFullText;
  readonly once: RunOnce;
}

/** Posts the whole text of a digest for everybody, once however often the button is pressed. */
export type OrderFullText = (context: ChatContext, digest: DigestRef) => Promise<void>;

/** The use case over its ports. Throws what posting throws; the button then works again. */
export function createOrderFullText({ postFullText, once }: OrderFullTextDeps): OrderFullText {
  return async (context, { videoId, language }) => {
    const { request, signal } = context;
    const ref = messageOf(request);
    if (ref === null) return;
    if (!maySpend(request.asker)) {
      await context.note('guest');
      return;
    }
    const key = `full text ${ref.channel} ${ref.thread ?? ref.message} ${videoId} ${language}`;
    const isFirst = await once.run(key, () => postFullText({ ref, videoId, language }, signal));
    if (!isFirst) await context.note('working');
  };
}
