import { addUsage, type Stage, type TokenUsage } from '../../core/domain/usage.ts';
import type { LanguageModel, ModelAnswer, ModelDescription, ModelRequest } from '../../core/ports/language-model.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { type AttemptOptions, runAttempt } from './attempt.ts';
import { AttemptFailure } from './attempt-failure.ts';
import { callError } from './call-error.ts';
import { type ClaudeAccess, createClient } from './claude-client.ts';
import { type KnownModel, knownModel } from './known-models.ts';
import { createModelLimiter } from './model-limiter.ts';
import type { ModelLimits } from './model-limits.ts';
import { shapeRequest, shapeWarmUp } from './request-shape.ts';
import { callWithRetries, type RetryPolicy } from './retrying-call.ts';

export interface ClaudeDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Numbers in [0, 1), to spread retries. */
  readonly random: () => number;
  /** Defaults to one without time limits of its own. One passed here should have none either. */
  readonly fetch?: typeof fetch;
}

export interface ClaudeOptions extends ClaudeAccess, RetryPolicy {
  readonly models: Readonly<Record<Stage, string>>;
  /** Longest silence once the answer has begun, in ms. A ping counts as a sign of life. */
  readonly idleTimeoutMs: number;
  /** From sending to the first text, in ms: a local model may read a long prompt for minutes. */
  readonly firstTokenTimeoutMs: number;
  /** Requests at the same time, over all stages and callers of this model. */
  readonly concurrency: number;
  /** What the service says of its models, by id: see `checkModels`. */
  readonly limits?: ReadonlyMap<string, ModelLimits>;
  /** Room of every model, whatever is known of it: for servers that hold less or more. */
  readonly contextTokens?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
}

/** Turns among waiting calls: what people wait for first, first. Warm-ups pay off only before the calls they are for. */
const priorities: Readonly<Record<Stage | 'warm', number>> = { outline: 4, warm: 3, analysis: 2, translation: 1 };

/** Everybody's wait when the service asks for less without saying for how long. */
const unspecifiedPauseMs = 1_000;

/**
 * Claude, or any server of its Messages API. One limiter holds for all calls made through the returned object: create
 * one for the process. Errors are VidigestErrors as the port says; they hold neither the key nor text of the prompt.
 */
export function createClaudeModel(deps: ClaudeDeps, options: ClaudeOptions): LanguageModel {
  const { clock } = deps;
  const client = createClient(options, deps.fetch);
  const limiter = createModelLimiter(deps, {
    concurrency: options.concurrency,
    pauseMsAfter: (error) => pauseMs(error, options.maxRetryAfterMs),
  });
  const describe = (stage: Stage): ModelDescription => describeModel(options.models[stage], options);
  const attemptOptions = (call: Omit<AttemptOptions, 'limits'>, totalAtMs: number): AttemptOptions => ({
    ...call,
    limits: { firstTokenMs: options.firstTokenTimeoutMs, idleMs: options.idleTimeoutMs, totalAtMs },
  });
  const translated = async <T>(request: ModelRequest, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AttemptFailure)) throw error;
      const { stage } = request;
      const { apiKey, models } = options;
      throw callError(error, { stage, model: models[stage], apiKey, request, nowMs: clock.now() });
    }
  };

  return {
    describe,
    complete: (request, { signal, onText }) =>
      translated(request, async (): Promise<ModelAnswer> => {
        const { stage } = request;
        const { model, maxOutputTokens } = describe(stage);
        const body = shapeRequest(model, { ...knownModel(model), maxOutputTokens }, request);
        const context = { priority: priorities[stage], signal, stage, model };
        const call = onText === undefined ? { signal } : { signal, onText };
        const { result, lost } = await callWithRetries({ ...deps, limiter }, options, context, (totalAtMs) =>
          runAttempt({ client, clock }, body, attemptOptions(call, totalAtMs)),
        );
        return { ...result, usage: addUsage(result.usage, lost) };
      }),
    warm: (request, { signal }) =>
      translated(request, async (): Promise<TokenUsage> => {
        const { model, maxOutputTokens } = describe(request.stage);
        const body = shapeWarmUp(model, { ...knownModel(model), maxOutputTokens }, request);
        const answer = await limiter.run(
          () => runAttempt({ client, clock }, body, attemptOptions({ signal }, clock.now() + options.totalTimeoutMs)),
          { priority: priorities.warm, signal },
        );
        return answer.usage;
      }),
  };
}

function describeModel(model: string, options: ClaudeOptions): ModelDescription {
  const known: KnownModel = knownModel(model);
  const told = options.limits?.get(model);
  return {
    model,
    contextTokens: options.contextTokens ?? told?.contextTokens ?? known.contextTokens,
    maxOutputTokens: options.maxOutputTokens ?? told?.maxOutputTokens ?? known.maxOutputTokens,
    priceStepTokens: known.priceStepTokens,
  };
}

/** A wait beyond the cap fails its own call; the others may be luckier and only become fewer. */
function pauseMs(error: unknown, capMs: number): number | null {
  if (!(error instanceof AttemptFailure) || !error.facts.pressure) return null;
  const askedMs = error.facts.retryAfterMs ?? unspecifiedPauseMs;
  return askedMs > capMs ? 0 : askedMs;
}
