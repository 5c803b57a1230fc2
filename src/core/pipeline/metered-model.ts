import type { PriceTable } from '../domain/prices.ts';
import type { StageUsage } from '../domain/usage.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import { createUsageMeter } from './usage-meter.ts';

/** A model, and what has been asked of it so far. */
export interface MeteredModel {
  readonly model: LanguageModel;
  /** Calls that have ended, in pipeline order of their stages; those that failed without telling their tokens are not in it. */
  report(): readonly StageUsage[];
}

/** Counts the calls of one run, so that one which fails or is cancelled can be settled too. */
export function createMeteredModel(model: LanguageModel, prices: PriceTable): MeteredModel {
  const meter = createUsageMeter(model, prices);
  return {
    model: {
      describe: (stage) => model.describe(stage),
      async complete(request, options) {
        const answer = await model.complete(request, options);
        meter.add(request.stage, answer.usage);
        return answer;
      },
      async warm(request, options) {
        const usage = await model.warm(request, options);
        meter.add(request.stage, usage);
        return usage;
      },
    },
    report: () => meter.report(),
  };
}
