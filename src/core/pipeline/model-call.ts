import type { z } from 'zod';
import { VidigestError } from '../domain/errors.ts';
import type { CallOptions, LanguageModel, ModelRequest } from '../ports/language-model.ts';
import { parseModelJson } from './model-json.ts';
import type { UsageMeter } from './usage-meter.ts';

export interface ModelCaller {
  /**
   * One validated answer. An answer cut at the token limit counts as far as it goes, if that satisfies the schema.
   * Throws `model-refused`, `model-truncated` or `model-answer` when there is none, and what the model port throws
   * otherwise.
   */
  ask<T>(request: ModelRequest, schema: z.ZodType<T>, options: CallOptions): Promise<T>;
  /** Writes a prompt's prefix to the cache. Never throws but for cancellation: a cold cache only costs money. */
  warm(request: ModelRequest, signal: AbortSignal): Promise<void>;
}

/** Joins the model port, lenient parsing, strict validation and the meter. */
export function createModelCaller(model: LanguageModel, meter: UsageMeter): ModelCaller {
  return {
    async ask(request, schema, options) {
      const answer = await model.complete(request, options);
      meter.add(request.stage, answer.usage);
      if (answer.stop === 'refused') throw new VidigestError('model-refused', `${request.stage}: the model declined`);
      const cut = answer.stop === 'truncated';
      const parsed = schema.safeParse(readJson(answer.text, cut, request.stage));
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      const message = `${request.stage}: ${issue?.path.join('.')}: ${issue?.message}`;
      throw new VidigestError(cut ? 'model-truncated' : 'model-answer', message, { cause: parsed.error });
    },
    async warm(request, signal) {
      try {
        meter.add(request.stage, await model.warm(request, { signal }));
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof VidigestError)) throw error;
      }
    },
  };
}

function readJson(text: string, cut: boolean, stage: string): unknown {
  try {
    return parseModelJson(text).value;
  } catch (cause) {
    if (!cut) throw cause;
    throw new VidigestError('model-truncated', `${stage}: cut before anything could be read`, { cause });
  }
}
