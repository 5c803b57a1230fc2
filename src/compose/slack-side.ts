import { webApi } from '@slack/bolt';
import { type AnswerHandles, createAnswerHandles } from '../adapters/slack/answer-handles.ts';
import { createSlackHistory } from '../adapters/slack/channel-history.ts';
import { createChannelSight } from '../adapters/slack/channel-sight.ts';
import type { HttpHost } from '../adapters/slack/http-line.ts';
import { createMayAnswer } from '../adapters/slack/may-answer.ts';
import { createOpenThread } from '../adapters/slack/open-thread.ts';
import { createRespond, type Respond } from '../adapters/slack/respond.ts';
import { createSlackAnswers } from '../adapters/slack/slack-answers.ts';
import { createSlackApp, type SlackApp } from '../adapters/slack/slack-app.ts';
import { createSlackCall } from '../adapters/slack/slack-call.ts';
import { createSlackClient } from '../adapters/slack/slack-client.ts';
import { createSlackSurface, type SlackSurface } from '../adapters/slack/slack-surface.ts';
import { createThreadTalk } from '../adapters/slack/thread-talk.ts';
import type { SlackWorkspaces } from '../adapters/slack/workspaces.ts';
import type { Config } from '../config.ts';
import type { SlackConfig } from '../config-slack.ts';
import type { NoticedMessage } from '../core/domain/noticed-message.ts';
import type { Outbox } from '../core/ports/outbox.ts';
import type { IsWelcome } from '../core/usecases/guest-list.ts';
import { addressOf } from './address-of.ts';
import { composeCatchUp } from './catch-up.ts';
import { type ChatOrders, composeChat } from './chat.ts';
import type { ChatVoice } from './chat-side.ts';
import type { Runtime } from './runtime.ts';
import { composeSlackLine, composeWorkspaces } from './slack-doors.ts';
import type { Storage } from './storage.ts';

const respondTimeoutMs = 10_000;

/** Slack as this installation speaks on it. */
export interface SlackVoice extends ChatVoice {
  readonly surface: SlackSurface;
  readonly workspaces: SlackWorkspaces;
}

/** Needs no connection: a worker without ears has it too. */
export function composeSlackVoice(
  config: SlackConfig,
  { store }: Storage,
  { outbox, isWelcome }: { readonly outbox: Outbox; readonly isWelcome: IsWelcome },
  runtime: Runtime,
): SlackVoice {
  const clientWith = (token: string) => {
    const client = createSlackClient(runtime, { token, ...addressOf(config) });
    client.on(webApi.WebClientEvent.RATE_LIMITED, () => runtime.metrics.count('rate_limits', { service: 'slack' }));
    return client;
  };
  const workspaces = composeWorkspaces(config, { store, clientWith, isWelcome }, runtime);
  const { speakAs } = workspaces;
  return { workspaces, surface: createSlackSurface({ speakAs, traits: store.traits, outbox, ...runtime }) };
}

/** What hearing needs of the rest of the bot. */
export interface SlackEarsParts extends ChatOrders {
  readonly voice: SlackVoice;
  readonly isWelcome: IsWelcome;
  /** The server that lends its address, where requests are heard; null where there is none. */
  readonly host: HttpHost | null;
}

/** Hears all that people ask for, and reads up what was said while nobody listened. */
export function composeSlackEars(
  config: Config,
  slack: SlackConfig,
  parts: SlackEarsParts,
  storage: Storage,
  runtime: Runtime,
): SlackApp {
  const { store } = storage;
  const { voice, host, isWelcome } = parts;
  const { workspaces } = voice;
  const handles = createAnswerHandles(runtime.clock);
  const respond = createRespond({ fetch: globalThis.fetch, ...runtime }, { timeoutMs: respondTimeoutMs });
  const onHeard = async ({ ref, postedAtMs }: NoticedMessage): Promise<void> => {
    await store.channels.saw({ ...ref, surface: 'slack', postedAtMs });
  };
  const history = createSlackHistory({ workspaces, ...runtime }, { botMessages: slack.otherBots });
  const app: SlackApp = createSlackApp(
    {
      ...runtime,
      ...composeSlackLine(slack, { store, workspaces, host, isWelcome }, runtime),
      workspaces,
      handles,
      respond,
      onRequest: (request, signal) => onRequest(request, signal),
      onHeard,
      onConnected: (where, signal) => catchUp.backFill([where], signal),
    },
    { language: config.language, emoji: slack.reaction, botMessages: slack.otherBots, ...addressOf(slack) },
  );
  const catchUp = composeCatchUp({ history, noticeLinks: app.notice, channels: store.channels }, runtime);
  const onRequest = catchUp.over(composeSlackChat(config, slack, { ...parts, handles, respond }, storage, runtime));
  return app;
}

type ChatParts = SlackEarsParts & {
  readonly handles: AnswerHandles;
  readonly respond: Respond;
};

function composeSlackChat(
  config: Config,
  { otherBots, reaction: emoji }: SlackConfig,
  parts: ChatParts,
  storage: Storage,
  runtime: Runtime,
) {
  const { surface, workspaces } = parts.voice;
  const ways = { speakAs: workspaces.speakAs, call: createSlackCall(runtime) };
  return composeChat(
    config,
    {
      answers: createSlackAnswers({ ...ways, ...parts, surface, emoji, ...runtime }),
      surface,
      talk: createThreadTalk(ways),
      sight: createChannelSight(ways),
      openThread: createOpenThread(surface),
      mayAnswer: createMayAnswer(ways),
      answerApps: otherBots,
    },
    parts,
    storage,
    runtime,
  );
}
