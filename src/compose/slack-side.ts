import { webApi } from '@slack/bolt';
import { createAnswerHandles } from '../adapters/slack/answer-handles.ts';
import { createSlackHistory } from '../adapters/slack/channel-history.ts';
import { createChannelSight } from '../adapters/slack/channel-sight.ts';
import { createMayAnswer } from '../adapters/slack/may-answer.ts';
import { createOpenThread } from '../adapters/slack/open-thread.ts';
import { createRespond } from '../adapters/slack/respond.ts';
import { createSlackAnswers } from '../adapters/slack/slack-answers.ts';
import { createSlackApp, type SlackApp } from '../adapters/slack/slack-app.ts';
import { createSlackCall } from '../adapters/slack/slack-call.ts';
import { createSlackClient } from '../adapters/slack/slack-client.ts';
import { createSlackSurface } from '../adapters/slack/slack-surface.ts';
import { createThreadTalk } from '../adapters/slack/thread-talk.ts';
import type { Config, SlackConfig } from '../config.ts';
import type { NoticedMessage } from '../core/domain/noticed-message.ts';
import type { Outbox } from '../core/ports/outbox.ts';
import { createBackFill } from '../core/usecases/back-fill.ts';
import { createNoticeLinks } from '../core/usecases/notice-links.ts';
import { type ChatOrders, composeChat } from './chat.ts';
import type { ChatVoice } from './chat-side.ts';
import type { Runtime } from './runtime.ts';
import type { Storage } from './storage.ts';

type SlackClient = ReturnType<typeof createSlackClient>;

const respondTimeoutMs = 10_000;
const minute = 60_000;
const day = 24 * 60 * minute;

/** Slack as this installation speaks on it. */
export interface SlackVoice extends ChatVoice {
  readonly client: SlackClient;
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

/** What hearing needs of the rest of the bot. */
export interface SlackEarsParts extends ChatOrders {
  readonly voice: SlackVoice;
}

/** Hears all that people ask for, and reads up what was said while nobody listened. */
export function composeSlackEars(
  config: Config,
  { botToken, appToken, apiUrl, reaction, otherBots }: SlackConfig,
  parts: SlackEarsParts,
  storage: Storage,
  runtime: Runtime,
): SlackApp {
  const { store } = storage;
  const { voice, fileRequests } = parts;
  const { client, surface } = voice;
  const call = createSlackCall(runtime);
  const handles = createAnswerHandles(runtime.clock);
  const respond = createRespond({ fetch: globalThis.fetch, ...runtime }, { timeoutMs: respondTimeoutMs });
  const answers = createSlackAnswers({ client, call, handles, respond, surface, ...runtime });
  const chat = composeChat(
    config,
    {
      answers,
      surface,
      talk: createThreadTalk({ client, call }),
      sight: createChannelSight({ client, call }),
      openThread: createOpenThread({ client, call }),
      mayAnswer: createMayAnswer({ client, call }),
      answerApps: otherBots,
    },
    parts,
    storage,
    runtime,
  );
  const noticing = { fileRequests, channels: store.channels, surface, ...runtime };
  const noticeLinks = createNoticeLinks(noticing, { language: config.language, maxLinks: 3 });
  const onHeard = async ({ ref, postedAtMs }: NoticedMessage): Promise<void> => {
    await store.channels.saw({ ...ref, surface: 'slack', postedAtMs });
  };
  const history = createSlackHistory({ client, ...runtime }, { botMessages: otherBots });
  const reading = { maxAgeMs: 30 * minute, activeWithinMs: 30 * day, overlapMs: minute };
  const app: SlackApp = createSlackApp(
    {
      ...runtime,
      onMessage: noticeLinks,
      onFullTextRequested: async () => {},
      conversation: { onRequest: chat, onHeard, handles },
      onConnected: (where, signal) => backFill(where, signal),
    },
    {
      botToken,
      appToken,
      language: config.language,
      emoji: reaction,
      botMessages: otherBots,
      ...addressOf(apiUrl),
    },
  );
  const backFill = createBackFill(
    { history, channels: store.channels, noticeLinks: (message) => app.notice(message), ...runtime },
    reading,
  );
  return app;
}

function addressOf(apiUrl: string | null): { apiUrl?: string } {
  return apiUrl === null ? {} : { apiUrl };
}
