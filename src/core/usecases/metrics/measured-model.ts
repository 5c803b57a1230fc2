import { errorCodeOf } from '../../domain/errors.ts';
import { costUsd } from '../../domain/prices.ts';
import type { Stage, TokenUsage } from '../../domain/usage.ts';
import type { CallOptions, LanguageModel } from '../../ports/language-model.ts';
import type { MeasuringDeps } from './digest-metrics.ts';

/** How a call is priced; the house's own table where none is given. */
export interface MeasuredModelOptions {
  /** What one call cost in USD; null where there is no price. */
  readonly costOf?: (model: string, usage: TokenUsage) => number | null;
}

/**
 * The same model, its calls measured: time, tokens, cost. Put it around the model that is paid, below any memory of
 * answers, so that what is replayed is not counted again. Tokens of calls that failed for good are not known.
 */
export function measuredModel(
  model: LanguageModel,
  { metrics, clock }: MeasuringDeps,
  { costOf = costUsd }: MeasuredModelOptions = {},
): LanguageModel {
  const used = (stage: Stage, usage: TokenUsage): void => {
    const name = model.describe(stage).model;
    const labels = { stage, model: name };
    for (const [kind, tokens] of tokensByKind(usage)) {
      if (tokens > 0) metrics.count('model_tokens', { ...labels, kind }, tokens);
    }
    const cost = costOf(name, usage);
    if (cost === null) metrics.count('model_calls_unpriced', { model: name });
    else metrics.count('model_cost_usd', labels, cost);
  };
  const firstTextOf = (stage: Stage, { signal, onText }: CallOptions): CallOptions => {
    const beganAtMs = clock.now();
    let isFirst = true;
    return {
      signal,
      onText(delta, snapshot) {
        if (isFirst) metrics.took('model_first_text_seconds', { stage }, clock.now() - beganAtMs);
        isFirst = false;
        onText?.(delta, snapshot);
      },
    };
  };
  const timed = async <T extends { readonly usage: TokenUsage }>(
    stage: Stage,
    work: () => Promise<T>,
    outcomeOf: (answer: T) => string,
  ): Promise<T> => {
    const beganAtMs = clock.now();
    const ended = (outcome: string) => metrics.took('model_call_seconds', { stage, outcome }, clock.now() - beganAtMs);
    try {
      const answer = await work();
      ended(outcomeOf(answer));
      used(stage, answer.usage);
      return answer;
    } catch (error) {
      ended(errorCodeOf(error));
      throw error;
    }
  };
  return {
    complete: (request, options) =>
      timed(
        request.stage,
        () => model.complete(request, firstTextOf(request.stage, options)),
        ({ stop }) => stop,
      ),
    async warm(request, options) {
      const work = async () => ({ usage: await model.warm(request, options) });
      return (await timed(request.stage, work, () => 'warmed')).usage;
    },
    describe: (stage) => model.describe(stage),
  };
}

function tokensByKind(usage: TokenUsage): readonly (readonly [string, number])[] {
  return [
    ['input', usage.inputTokens],
    ['output', usage.outputTokens],
    ['cache_write', usage.cacheWriteTokens],
    ['cache_read', usage.cacheReadTokens],
  ];
}
