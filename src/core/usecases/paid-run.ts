import type { BudgetNotice } from '../domain/budget.ts';
import type { Digest } from '../domain/digest.ts';
import type { PriceTable } from '../domain/prices.ts';
import { captionStats, estimateCost, lineStats } from '../pipeline/estimate-cost.ts';
import type { DigestInput } from '../pipeline/make-digest.ts';
import { createMeteredModel } from '../pipeline/metered-model.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Charge } from '../ports/usage-ledger.ts';
import type { Spending, SpendOptions } from './spend.ts';

/** One run of making a digest, as far as money goes. */
export interface PaidRun {
  /** What to make the digest with: the model, counted; null where there is no money for it. */
  readonly model: LanguageModel | null;
  /** Why it is null, to be shown with the digest. */
  readonly notice: BudgetNotice | null;
  /**
   * Books what the run has used. Once, whatever came of it, a failure and a cancellation included; before the digest is
   * kept and remembered answers are dropped, so that a crash in between is not paid twice.
   */
  settle(): Promise<void>;
}

/** A digest that is to be made, or one to which its full text is to be added. */
export type PaidWork = DigestInput | { readonly digest: Digest };

export interface PaidRunDeps {
  readonly spending: Spending;
  /** With its memory of earlier runs already: what it remembers is counted as it was then. */
  readonly model: LanguageModel;
  readonly prices: PriceTable;
}

/** Estimates a digest and reserves the money for it, in the name of whoever asked first. Throws `store-failed`. */
export async function beginPaidRun(
  { spending, model, prices }: PaidRunDeps,
  charge: Charge,
  work: PaidWork,
  options: SpendOptions = {},
): Promise<PaidRun> {
  const estimateUsd = estimateWork(work, model, prices);
  const decision = await spending.reserve(charge, estimateUsd, options);
  if (decision.kind === 'refused') return { model: null, notice: decision.notice, async settle() {} };
  const { reservation } = decision;
  const metered = createMeteredModel(model, prices);
  return {
    model: metered.model,
    notice: null,
    settle() {
      const usage = metered.report();
      return usage.length === 0 ? spending.release(reservation) : spending.settle(reservation, usage);
    },
  };
}

/** What a piece of work will cost in USD, as `estimateCost` says; what is there already costs nothing. */
export function estimateWork(work: PaidWork, model: Pick<LanguageModel, 'describe'>, prices: PriceTable): number {
  if (!('digest' in work)) {
    const { video, captions, language, translate } = work;
    return estimateCost(captionStats(video, captions), { language, translate }, model, prices);
  }
  const { lines, captions, video, language } = work.digest;
  const stats = lineStats(lines, captions.language, video.durationMs);
  const whole = estimateCost(stats, { language, translate: true }, model, prices);
  return whole - estimateCost(stats, { language, translate: false }, model, prices);
}
