import { costUsd, defaultPrices, type PriceTable } from '../domain/prices.ts';
import { addUsage, noUsage, type Stage, type StageUsage, stageSchema, type TokenUsage } from '../domain/usage.ts';
import type { LanguageModel } from '../ports/language-model.ts';

/** Counts what the model calls of one digest used. Every call is counted, failed answers and warm-ups included. */
export interface UsageMeter {
  add(stage: Stage, usage: TokenUsage): void;
  /** Stages that made a call, in pipeline order. */
  report(): StageUsage[];
}

/** Cost is summed call by call, because a price may depend on the length of one call's prompt. */
export function createUsageMeter(
  model: Pick<LanguageModel, 'describe'>,
  prices: PriceTable = defaultPrices,
): UsageMeter {
  const sums = new Map<Stage, { usage: TokenUsage; calls: number; costUsd: number | null }>();
  return {
    add(stage, usage) {
      const before = sums.get(stage) ?? { usage: noUsage, calls: 0, costUsd: 0 };
      const cost = costUsd(model.describe(stage).model, usage, prices);
      sums.set(stage, {
        usage: addUsage(before.usage, usage),
        calls: before.calls + 1,
        costUsd: before.costUsd === null || cost === null ? null : before.costUsd + cost,
      });
    },
    report() {
      return stageSchema.options.flatMap((stage) => {
        const sum = sums.get(stage);
        if (sum === undefined) return [];
        return [{ stage, model: model.describe(stage).model, calls: sum.calls, costUsd: sum.costUsd, ...sum.usage }];
      });
    },
  };
}
