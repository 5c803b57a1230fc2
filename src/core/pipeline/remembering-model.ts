import { addUsage, noUsage, type TokenUsage } from '../domain/usage.ts';
import type { AnswerMemory } from '../ports/answer-memory.ts';
import type { CallOptions, LanguageModel, ModelAnswer, ModelRequest, PromptBlock } from '../ports/language-model.ts';
import type { Clock, Fingerprint, Logger } from '../ports/runtime.ts';
import { createRecollection } from './recollection.ts';

/** The model to ask, and where its answers are kept. */
export interface RememberingModelDeps {
  readonly model: LanguageModel;
  readonly answers: AnswerMemory;
  readonly fingerprint: Fingerprint;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * A model for one run of one job that pays for no complete answer twice, over all runs of the job: each is remembered
 * before it is handed on, and given again, with its usage, when the same is asked after a restart. A request asked
 * several times in a run gets its answers in the order in which they came. What was cut or refused is asked anew.
 *
 * Adds `store-failed` to what the model throws. A prompt prefix that an earlier run has warmed is warmed again only when
 * a call needs it: the cache forgets within minutes, and a job that is nearly done needs none.
 */
export function createRememberingModel(deps: RememberingModelDeps, jobKey: string): LanguageModel {
  const { model, fingerprint } = deps;
  const recollection = createRecollection(deps, jobKey);
  const coldPrefixes = new Map<string, LateWarmth>();
  const name = (kind: 'answer' | 'warmth', request: ModelRequest) => fingerprint(identity(model, kind, request));
  return {
    async complete(request, options) {
      const call = name('answer', request);
      const known = await recollection.next(call);
      options.signal.throwIfAborted();
      if (known !== null) return replay(known, options);
      const late = await coldPrefixes.get(name('warmth', request))?.warm(options.signal);
      const fresh = await model.complete(request, options);
      const answer = late === undefined ? fresh : { ...fresh, usage: addUsage(fresh.usage, late) };
      if (answer.stop === 'complete') await recollection.add(call, answer, options.signal);
      return answer;
    },
    async warm(request, options) {
      const prefix = name('warmth', request);
      const known = await recollection.next(prefix);
      options.signal.throwIfAborted();
      if (known !== null) {
        coldPrefixes.set(prefix, createLateWarmth(deps, request));
        return known.usage;
      }
      const usage = await model.warm(request, options);
      await recollection.add(prefix, { text: '', stop: 'complete', usage }, options.signal);
      return usage;
    },
    describe: (stage) => model.describe(stage),
  };
}

/** What makes two calls the same. Another model would answer otherwise, and at another price. */
function identity(model: LanguageModel, kind: 'answer' | 'warmth', request: ModelRequest): string {
  const { stage, system, user, schema } = request;
  const { model: modelName } = model.describe(stage);
  const lastCached = user.findLastIndex((block) => block.cache === true);
  const seen = kind === 'answer' ? user : user.slice(0, lastCached + 1);
  const texts = (blocks: readonly PromptBlock[]) => blocks.map(({ text }) => text);
  return JSON.stringify([kind, stage, modelName, texts(system), texts(seen), schema]);
}

function replay(answer: ModelAnswer, { onText }: CallOptions): ModelAnswer {
  if (answer.text !== '') onText?.(answer.text, answer.text);
  return answer;
}

interface LateWarmth {
  /** Warms once, however many wait for it; what that used goes to the first who asks. Rejects only when cancelled. */
  warm(signal: AbortSignal): Promise<TokenUsage>;
}

function createLateWarmth({ model, logger }: RememberingModelDeps, request: ModelRequest): LateWarmth {
  let warming: Promise<TokenUsage> | undefined;
  const attempt = async (signal: AbortSignal): Promise<TokenUsage> => {
    try {
      return await model.warm(request, { signal });
    } catch (error) {
      signal.throwIfAborted();
      // A cold cache only costs money.
      logger.info('a prompt could not be warmed again', { error: error instanceof Error ? error : undefined });
      return noUsage;
    }
  };
  return {
    async warm(signal) {
      if (warming === undefined) {
        warming = attempt(signal);
        return warming;
      }
      await warming;
      return noUsage;
    },
  };
}
