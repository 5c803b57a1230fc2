import type { Digest } from '../domain/digest.ts';
import { sameLanguage } from '../domain/language.ts';
import type { PriceTable } from '../domain/prices.ts';
import { type CaptionStats, captionStats, estimateCost } from '../pipeline/estimate-cost.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Store } from '../ports/store.ts';
import { findKept, findKeptTranscript } from './kept-digests.ts';
import { estimateWork } from './paid-run.ts';
import { isTranslated, lacksText, type TextWish } from './text-wish.ts';

/** What an estimate rests on. `model` is null where none is configured. */
export interface EstimateDeps {
  readonly store: Pick<Store, 'digests' | 'transcripts'>;
  readonly model: Pick<LanguageModel, 'describe'> | null;
  readonly prices: PriceTable;
  /** As `DigestVideoSettings`. */
  readonly translateUpToMs: number;
}

/** Digests of several videos, wanted by somebody of a workspace. */
export interface EstimatedOrder {
  readonly videoIds: readonly string[];
  /** BCP 47 tag of the digests. */
  readonly language: string;
  /** By `ownerOf`. */
  readonly owner: string;
  readonly text: TextWish;
}

/** What is about to be spent, in USD at list prices. */
export interface Estimates {
  /**
   * Digests that are kept cost nothing; of a video that is not known yet a talk of usual length is assumed. Null where the
   * cost cannot be told: without a model, or a price of it.
   */
  digestsUsd(order: EstimatedOrder): Promise<number | null>;
  /** Of the full text that a digest lacks, 0 without a price; null where it cannot be added. */
  textUsd(digest: Digest): number | null;
}

/** Twenty minutes of English, at 150 words a minute. */
const usualTalk: CaptionStats = { language: 'en', tokens: 4_600, units: 3_000, durationMs: 20 * 60_000 };

/** Over what is kept. Nothing is fetched. */
export function createEstimates({ store, model, prices, translateUpToMs }: EstimateDeps): Estimates {
  return {
    async digestsUsd({ videoIds, language, owner, text }) {
      if (model === null) return null;
      let sum = 0;
      for (const videoId of videoIds) {
        if ((await findKept(store.digests, { videoId, language }, owner)) !== null) continue;
        const kept = await findKeptTranscript(store.transcripts, videoId, owner);
        const stats = kept === null ? usualTalk : captionStats(kept.video, kept.captions);
        const translate = isTranslated(stats.durationMs, text, translateUpToMs);
        const costUsd = estimateCost(stats, { language, translate }, model, prices);
        if (costUsd === 0) return null;
        sum += costUsd;
      }
      return sum;
    },
    textUsd(digest) {
      if (model === null || !lacksText(digest)) return null;
      if (sameLanguage(digest.captions.language, digest.language)) return null;
      return estimateWork({ digest }, model, prices);
    },
  };
}
