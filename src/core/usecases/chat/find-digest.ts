import type { BudgetNotice } from '../../domain/budget.ts';
import type { DigestRef, RequestFrame } from '../../domain/chat-request.ts';
import type { Digest } from '../../domain/digest.ts';
import { ownerOf } from '../../domain/owner.ts';
import type { DigestEvent } from '../../pipeline/digest-events.ts';
import type { DigestStore } from '../../ports/store.ts';
import type { DigestPlan, DigestVideo } from '../digest-video.ts';
import { findKept } from '../kept-digests.ts';
import { type TextWish, textWishOf } from '../text-wish.ts';
import type { ChatContext } from './chat-context.ts';
import { maySpend } from './may-spend.ts';

/** Where digests are kept, and who makes them. */
export interface FindDigestDeps {
  readonly digests: Pick<DigestStore, 'find'>;
  readonly digestVideo: DigestVideo;
}

/**
 * The digest that a button is about. One that is not kept any more is made again at the workspace's expense, in the name
 * and within the limits of whoever asks: they are told to wait; null for a guest, who has been told why. Throws what
 * `DigestVideo` throws.
 */
export type FindDigest = (context: ChatContext, ref: DigestRef, options?: FindDigestOptions) => Promise<Digest | null>;

/** What matters where it must be made. */
export interface FindDigestOptions {
  /** Default: what the channel wants. */
  readonly text?: TextWish;
  /** Hears why it was made without a model, where money is the reason. */
  readonly onOverBudget?: (notice: BudgetNotice) => void;
}

/** The use case over its ports. */
export function createFindDigest({ digests, digestVideo }: FindDigestDeps): FindDigest {
  return async (context, { videoId, language }, { text, onOverBudget } = {}) => {
    const owner = ownerOf(context.request.at);
    const kept = await findKept(digests, { videoId, language }, owner);
    if (kept !== null) return kept;
    if (!maySpend(context.request.asker)) {
      await context.note('guest');
      return null;
    }
    await context.note('working');
    const { signal, settings, request } = context;
    const charge = chargeFor(request, { videoId, language });
    const plan = async () => ({ text: text ?? textWishOf(settings), charge });
    const onEvent = (event: DigestEvent): void => {
      if (event.kind === 'over-budget') onOverBudget?.(event.notice);
    };
    return digestVideo(videoId, language, { signal, onEvent, plan, owner });
  };
}

/** A request need not hang on a message: what it costs is its asker's all the same. */
function chargeFor({ id, at, asker }: RequestFrame, { videoId, language }: DigestRef): DigestPlan['charge'] {
  const ref = { ...at, message: at.message ?? id, author: asker.id };
  return { ref, key: [ownerOf(at), id, videoId, language].join('/') };
}
