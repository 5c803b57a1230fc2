import { checkModels } from '../adapters/claude/check-models.ts';
import { createClaudeModel } from '../adapters/claude/claude-model.ts';
import { createPatientFetch } from '../adapters/claude/patient-fetch.ts';
import { createProxyFetch } from '../adapters/youtube/proxy-fetch.ts';
import { createYouTubeSource } from '../adapters/youtube/youtube-source.ts';
import { type Config, type ModelConfig, modelVariables } from '../config.ts';
import { costUsd, type PriceTable } from '../core/domain/prices.ts';
import type { LanguageModel } from '../core/ports/language-model.ts';
import type { TranscriptSource } from '../core/ports/transcript-source.ts';
import { measuredFetch } from '../core/usecases/metrics/measured-fetch.ts';
import { measuredModel } from '../core/usecases/metrics/measured-model.ts';
import { measuredSource } from '../core/usecases/metrics/measured-source.ts';
import type { Runtime } from './runtime.ts';

/** YouTube as configured: through the proxy and from the origin, where there are such. */
export function composeSource({ youtube }: Config, runtime: Runtime): TranscriptSource {
  const direct = youtube.proxy === null ? globalThis.fetch : createProxyFetch(youtube.proxy);
  const fetch = measuredFetch(direct, 'youtube', runtime.metrics);
  const source = createYouTubeSource({ ...runtime, fetch }, youtube.origin === null ? {} : { origin: youtube.origin });
  return measuredSource(source, runtime);
}

const checkTimeoutMs = 10_000;
const maxRetries = 5;
const maxRetryAfterMs = 60_000;

/** Checks the models' names first: throws `model-unknown`, `model-auth` or `model-credit`. Null without a model. */
export async function composeModel(
  config: ModelConfig | null,
  prices: PriceTable,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<LanguageModel | null> {
  if (config === null) return null;
  const { apiKey, baseUrl, models } = config;
  const check = { apiKey, baseUrl, models, settings: modelVariables, timeoutMs: checkTimeoutMs };
  const limits = await checkModels(runtime, check, { signal });
  const fetch = measuredFetch(createPatientFetch(), 'claude', runtime.metrics);
  const model = createClaudeModel(
    { ...runtime, fetch, random: Math.random },
    { ...config, contextTokens: config.contextTokens ?? undefined, limits, maxRetries, maxRetryAfterMs },
  );
  return measuredModel(model, runtime, { costOf: (name, usage) => costUsd(name, usage, prices) });
}
