import { onTestFinished } from 'vitest';
import { type ClaudeOptions, createClaudeModel } from '../../../src/adapters/claude/claude-model.ts';
import { outlineAnswerSchema, translationAnswerSchema } from '../../../src/core/pipeline/prompts/answers.ts';
import { answerJsonSchema } from '../../../src/core/pipeline/prompts/json-schema.ts';
import type { LanguageModel, ModelRequest } from '../../../src/core/ports/language-model.ts';
import type { Clock } from '../../../src/core/ports/runtime.ts';
import { type FakeClaude, type FakeClaudeOptions, startFakeClaude } from '../../fakes/fake-claude.ts';
import { createMemoryLogger, type MemoryLogger } from '../../support/memory-logger.ts';

/** Longer than any test: limits of tests that are not about time. */
export const farMs = 1e9;

/** The signal calls of these tests are made with. It never aborts. */
export const callSignal: AbortSignal = new AbortController().signal;

/** A clock on which waiting takes no time but is counted. */
export interface SkippingClock extends Clock {
  readonly slept: readonly number[];
}

/** Starts at 2026-01-01. Skips only what is slept with `callSignal`: a watchdog's sleep lasts until it is aborted. */
export function createSkippingClock(): SkippingClock {
  let nowMs = Date.UTC(2026, 0, 1);
  const slept: number[] = [];
  return {
    slept,
    now: () => nowMs,
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (signal !== callSignal) {
        return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      }
      slept.push(ms);
      nowMs += ms;
      return Promise.resolve();
    },
  };
}

/** The adapter, what it speaks to, and what it logs. */
export interface Setup {
  readonly fake: FakeClaude;
  readonly model: LanguageModel;
  readonly logger: MemoryLogger;
}

/** The adapter over a fake of its own, closed with the test. Nothing is retried or timed unless options say so. */
export async function setUp(
  clock: Clock,
  options: Partial<ClaudeOptions> = {},
  fakeOptions: FakeClaudeOptions = {},
): Promise<Setup> {
  const fake = await startFakeClaude(fakeOptions);
  onTestFinished(() => fake.close());
  const logger = createMemoryLogger();
  const model = createClaudeModel(
    { clock, logger, random: () => 0 },
    {
      apiKey: fake.apiKey,
      baseUrl: fake.baseUrl,
      models: { outline: 'claude-sonnet-5-5', analysis: 'claude-sonnet-5-5', translation: 'claude-haiku-5-5' },
      idleTimeoutMs: farMs,
      firstTokenTimeoutMs: farMs,
      totalTimeoutMs: farMs * 4,
      maxRetries: 2,
      maxRetryAfterMs: 60_000,
      concurrency: 4,
      ...options,
    },
  );
  return { fake, model, logger };
}

const sentences = "Every small library was once somebody's weekend, and most of them still are after all these years.";

/** A transcript of numbered lines, about 25 tokens each. */
function transcript(lines: number): string {
  const rows = Array.from({ length: lines }, (_, index) => `${index + 1} ${sentences}`);
  return `<transcript language="en">\n${rows.join('\n')}\n</transcript>`;
}

/** A call that translates the first lines of a transcript of 40. */
export function translationRequest(last = 20): ModelRequest {
  return {
    stage: 'translation',
    system: [{ text: 'You translate captions.' }],
    user: [
      { text: transcript(40), cache: true },
      {
        text: `Target language: Simplified Chinese (zh-CN)\nLines to translate: 1-${last}\nPassages of about 5 lines.`,
      },
    ],
    schema: answerJsonSchema(translationAnswerSchema),
    maxOutputTokens: 8_000,
  };
}

/** A call that outlines a transcript of 40 lines. */
export function outlineRequest(): ModelRequest {
  return {
    ...translationRequest(),
    stage: 'outline',
    user: [{ text: transcript(40), cache: true }, { text: 'Target language: French (fr)\nChapters: about 4' }],
    schema: answerJsonSchema(outlineAnswerSchema),
  };
}
