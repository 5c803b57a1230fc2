import type { DigestRef } from '../../domain/chat-request.ts';
import { replyKey } from '../../domain/post-key.ts';
import type { ReplyStore } from '../../ports/reply-store.ts';
import type { PostFullText } from '../post-full-text.ts';
import type { ChatContext } from './chat-context.ts';
import type { FindDigest } from './find-digest.ts';
import { messageToSpendOn } from './may-spend.ts';
import type { RunOnce } from './run-once.ts';

/** What is not kept any more is found by making it; `replies` tell under which name the text would have been posted unasked. */
export interface OrderFullTextDeps {
  readonly findDigest: FindDigest;
  readonly postFullText: PostFullText;
  readonly replies: Pick<ReplyStore, 'ofPost'>;
  readonly once: RunOnce;
}

/** Posts the whole text of a digest for everybody, once however often and wherever the button is pressed. */
export type OrderFullText = (context: ChatContext, digest: DigestRef) => Promise<void>;

/** The use case over its ports. Throws what making and posting throw; the button then works again. */
export function createOrderFullText({ findDigest, postFullText, replies, once }: OrderFullTextDeps): OrderFullText {
  return async (context, wanted) => {
    const { videoId, language } = wanted;
    const { settings, signal } = context;
    const ref = await messageToSpendOn(context);
    if (ref === null) return;
    const isFirst = await once.run(`full text ${ref.channel} ${ref.message} ${videoId} ${language}`, async () => {
      const digest = await findDigest(context, wanted, { text: 'always' });
      if (digest === null) return;
      const answered = await replies.ofPost(ref);
      // The key under which it would have been posted unasked: over all processes it stands there once.
      const named = answered === null ? {} : { key: replyKey(answered.id, 'full-text') };
      await postFullText({ ref, digest, settings, answered, ...named }, signal);
    });
    if (!isFirst) await context.note('working');
  };
}
