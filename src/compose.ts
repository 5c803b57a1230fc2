import { checkModels } from './adapters/claude/check-models.ts';
import { createClaudeModel } from './adapters/claude/claude-model.ts';
import { createSystemClock } from './adapters/clock/system-clock.ts';
import { createPinoLogger } from './adapters/log/pino-logger.ts';
import { createProxyFetch } from './adapters/youtube/proxy-fetch.ts';
import { createYouTubeSource } from './adapters/youtube/youtube-source.ts';
import { type Config, type ModelConfig, modelVariables } from './config.ts';
import type { LanguageModel } from './core/ports/language-model.ts';
import type { Clock, Logger } from './core/ports/runtime.ts';
import type { TranscriptSource } from './core/ports/transcript-source.ts';

/** What everything else is built on. */
export interface Runtime {
  readonly clock: Clock;
  readonly logger: Logger;
}

export function composeRuntime(config: Pick<Config, 'logLevel'>): Runtime {
  return { clock: createSystemClock(), logger: createPinoLogger({ level: config.logLevel }) };
}

export function composeSource({ youtube }: Config, runtime: Runtime): TranscriptSource {
  const fetch = youtube.proxy === null ? globalThis.fetch : createProxyFetch(youtube.proxy);
  return createYouTubeSource({ ...runtime, fetch }, youtube.origin === null ? {} : { origin: youtube.origin });
}

const checkTimeoutMs = 10_000;
const maxRetries = 5;
const maxRetryAfterMs = 60_000;

/** Checks the models' names first: throws `model-unknown`, `model-auth` or `model-credit`. Null without a model. */
export async function composeModel(
  config: ModelConfig | null,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<LanguageModel | null> {
  if (config === null) return null;
  const { apiKey, baseUrl, models } = config;
  const check = { apiKey, baseUrl, models, settings: modelVariables, timeoutMs: checkTimeoutMs };
  const limits = await checkModels(runtime, check, { signal });
  return createClaudeModel(
    { ...runtime, random: Math.random },
    { ...config, contextTokens: config.contextTokens ?? undefined, limits, maxRetries, maxRetryAfterMs },
  );
}
