import { createClaudeModel } from '../../src/adapters/claude/claude-model.ts';
import { createSystemClock } from '../../src/adapters/clock/system-clock.ts';
import type { Digest } from '../../src/core/domain/digest.ts';
import type { Captions } from '../../src/core/domain/transcript.ts';
import type { Video } from '../../src/core/domain/video.ts';
import type { DigestEvent } from '../../src/core/pipeline/digest-events.ts';
import { makeDigest } from '../../src/core/pipeline/make-digest.ts';
import type { LanguageModel } from '../../src/core/ports/language-model.ts';
import type { FakeClaude } from '../fakes/fake-claude.ts';
import { createQuietLogger } from './quiet-logger.ts';

/** The real client of the fake, with waits short enough for a test. */
export function modelOf(
  fake: FakeClaude,
  options: { contextTokens?: number; idleTimeoutMs?: number } = {},
): LanguageModel {
  return createClaudeModel(
    { clock: createSystemClock(), logger: createQuietLogger(), random: () => 0 },
    {
      apiKey: fake.apiKey,
      baseUrl: fake.baseUrl,
      models: { outline: 'claude-sonnet-5-5', analysis: 'claude-sonnet-5-5', translation: 'claude-haiku-5-5' },
      concurrency: 12,
      idleTimeoutMs: options.idleTimeoutMs ?? 5_000,
      firstTokenTimeoutMs: 5_000,
      totalTimeoutMs: 20_000,
      maxRetries: 1,
      maxRetryAfterMs: 1_000,
      contextTokens: options.contextTokens,
    },
  );
}

export interface Made {
  readonly digest: Digest;
  readonly events: readonly DigestEvent[];
  /** Repairs by kind. */
  readonly repairs: Readonly<Partial<Record<string, number>>>;
}

/** Makes a digest and keeps what was told meanwhile. */
export async function make(
  model: LanguageModel | null,
  material: { video: Video; captions: Captions },
  { language = 'zh-CN', translate = true, signal = new AbortController().signal } = {},
): Promise<Made> {
  const events: DigestEvent[] = [];
  const deps = { model, clock: createSystemClock() };
  const onEvent = (event: DigestEvent): void => void events.push(event);
  const digest = await makeDigest(deps, { ...material, language, translate }, { signal, onEvent });
  const repairs: Partial<Record<string, number>> = {};
  for (const event of events) {
    if (event.kind === 'repair') repairs[event.what] = (repairs[event.what] ?? 0) + event.count;
  }
  return { digest, events, repairs };
}
