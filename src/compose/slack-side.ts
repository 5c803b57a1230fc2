import { webApi } from '@slack/bolt';
import { createSlackHistory } from '../adapters/slack/channel-history.ts';
import { createSlackApp, type SlackApp } from '../adapters/slack/slack-app.ts';
import { createSlackClient } from '../adapters/slack/slack-client.ts';
import { createSlackSurface } from '../adapters/slack/slack-surface.ts';
import type { Config } from '../config.ts';
import type { ChatFacts, ChatSurface } from '../core/ports/chat-surface.ts';
import type { Outbox } from '../core/ports/outbox.ts';
import { createBackFill } from '../core/usecases/back-fill.ts';
import type { DigestVideo } from '../core/usecases/digest-video.ts';
import type { FileRequests } from '../core/usecases/file-requests.ts';
import { createNoticeLinks } from '../core/usecases/notice-links.ts';
import { createPostFullText } from '../core/usecases/post-full-text.ts';
import type { Runtime } from './runtime.ts';
import type { Storage } from './storage.ts';

type SlackConfig = NonNullable<Config['slack']>;
type SlackClient = ReturnType<typeof createSlackClient>;

const minute = 60_000;
const day = 24 * 60 * minute;

/** Slack as this installation speaks on it. */
export interface SlackVoice {
  readonly client: SlackClient;
  readonly surface: ChatSurface & ChatFacts;
}

/** Needs no connection: a worker without ears has it too. */
export function composeSlackVoice(
  { botToken, apiUrl }: SlackConfig,
  { store }: Storage,
  outbox: Outbox,
  runtime: Runtime,
): SlackVoice {
  const client = createSlackClient(runtime, { token: botToken, ...addressOf(apiUrl) });
  client.on(webApi.WebClientEvent.RATE_LIMITED, () => runtime.metrics.count('rate_limits', { service: 'slack' }));
  return { client, surface: createSlackSurface({ client, traits: store.traits, outbox, ...runtime }) };
}

export interface SlackEarsParts {
  readonly voice: SlackVoice;
  readonly fileRequests: FileRequests;
  readonly digestVideo: DigestVideo;
}

/** Hears messages and clicks, and reads up what was said while nobody listened. */
export function composeSlackEars(
  config: Config,
  { botToken, appToken, apiUrl }: SlackConfig,
  { voice, fileRequests, digestVideo }: SlackEarsParts,
  { store }: Storage,
  runtime: Runtime,
): SlackApp {
  const { client, surface } = voice;
  const noticing = { fileRequests, channels: store.channels, surface, ...runtime };
  const noticeLinks = createNoticeLinks(noticing, { language: config.language, maxLinks: 3 });
  const history = createSlackHistory({ client, ...runtime });
  const reading = { maxAgeMs: 30 * minute, activeWithinMs: 30 * day, overlapMs: minute };
  const backFill = createBackFill({ history, channels: store.channels, noticeLinks, ...runtime }, reading);
  const onFullTextRequested = createPostFullText({ surface, digestVideo });
  const deps = { ...runtime, onMessage: noticeLinks, onFullTextRequested, onConnected: backFill };
  return createSlackApp(deps, { botToken, appToken, ...addressOf(apiUrl) });
}

function addressOf(apiUrl: string | null): { apiUrl?: string } {
  return apiUrl === null ? {} : { apiUrl };
}
