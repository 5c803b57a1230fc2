import { checkModels } from './adapters/claude/check-models.ts';
import { createClaudeModel } from './adapters/claude/claude-model.ts';
import { createSystemClock } from './adapters/clock/system-clock.ts';
import { createPinoLogger } from './adapters/log/pino-logger.ts';
import { createSlackApp } from './adapters/slack/slack-app.ts';
import { createSlackClient } from './adapters/slack/slack-client.ts';
import { createSlackSurface } from './adapters/slack/slack-surface.ts';
import { createSqliteStore } from './adapters/store/sqlite-store.ts';
import { createProxyFetch } from './adapters/youtube/proxy-fetch.ts';
import { createYouTubeSource } from './adapters/youtube/youtube-source.ts';
import { type Config, type ModelConfig, modelVariables } from './config.ts';
import { VidigestError } from './core/domain/errors.ts';
import type { LanguageModel } from './core/ports/language-model.ts';
import type { Clock, Logger } from './core/ports/runtime.ts';
import type { TranscriptSource } from './core/ports/transcript-source.ts';
import { createDigestLinks } from './core/usecases/digest-link.ts';
import { createDigestVideo } from './core/usecases/digest-video.ts';
import { createPostFullText } from './core/usecases/post-full-text.ts';

/** What everything else is built on. */
export interface Runtime {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The clock and a log on standard error, at the configured level. */
export function composeRuntime(config: Pick<Config, 'logLevel'>): Runtime {
  return { clock: createSystemClock(), logger: createPinoLogger({ level: config.logLevel }) };
}

/** YouTube as configured: through the proxy and from the origin, where there are such. */
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

/** A digest that takes longer than this will not come. */
const digestTimeoutMs = 30 * 60_000;
const day = 24 * 60 * 60_000;

/** The bot on Slack, ready to be started. `stop` hears nothing more and waits for what is under way, then closes the store. */
export interface Bot {
  start(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/** Opens the store and checks the models. Throws `config-invalid` when no chat platform is set up. */
export async function composeBot(config: Config, runtime: Runtime, signal: AbortSignal): Promise<Bot> {
  const { slack } = config;
  if (slack === null) {
    const reason = 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are not set: there is no chat to listen to';
    throw new VidigestError('config-invalid', reason, { reason });
  }
  const model = await composeModel(config.model, runtime, signal);
  if (model === null) runtime.logger.warn('no model is configured: digests are extractive');
  const store = await createSqliteStore({ file: config.dataFile, ...runtime });
  const source = composeSource(config, runtime);
  const settings = { translateUpToMs: config.translateUpToMs, timeoutMs: digestTimeoutMs };
  const digestVideo = createDigestVideo({ source, model, store, ...runtime }, settings);
  const { botToken, appToken, apiUrl } = slack;
  const address = apiUrl === null ? {} : { apiUrl };
  const client = createSlackClient(runtime, { token: botToken, ...address });
  const surface = createSlackSurface({ client, traits: store.traits, ...runtime });
  const digestLinks = createDigestLinks(
    { surface, digestVideo, store, ...runtime },
    { language: config.language, againWithinMs: 30 * day, maxLinks: 3, maxFullTextMessages: 2 },
  );
  const onFullTextRequested = createPostFullText({ surface, digestVideo });
  const app = createSlackApp(
    { ...runtime, onMessage: digestLinks, onFullTextRequested },
    { botToken, appToken, ...address },
  );
  return {
    start: (signalOfStart) => app.start(signalOfStart),
    async stop() {
      await app.stop();
      await store.close();
    },
  };
}
