import { App, SocketModeReceiver } from '@slack/bolt';
import type { ChatRequest } from '../../core/domain/chat-request.ts';
import { VidigestError } from '../../core/domain/errors.ts';
import type { NoticedMessage } from '../../core/domain/noticed-message.ts';
import type { ChannelMark } from '../../core/ports/channel-store.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { actionIds } from '../../formatters/slack/action-value.ts';
import type { AnswerHandles } from './answer-handles.ts';
import { type FullTextRequest, readFullTextClick } from './full-text-request.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { createHearing, type Hearing, type HearingDeps, hearFirst } from './hearing.ts';
import { type ActsDeps, type ActsOptions, createTakeAct, listenToActs } from './listen-acts.ts';
import type { SlackNotice } from './message-event.ts';
import { createPeople } from './people.ts';
import { actOfNotice } from './read-event.ts';
import { createRecentIds } from './recent-ids.ts';
import { createSdkLogger } from './sdk-logger.ts';
import { createSlackCall } from './slack-call.ts';
import { createSlackClient, type SlackClientOptions, webClientOptions } from './slack-client.ts';
import { checkTokens, identify, type SlackIdentity } from './slack-identity.ts';
import { createSocketConnection, type SocketConnection } from './socket-connection.ts';

export interface SlackAppDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  /**
   * Called for each new message the bot may read, until it has resolved once: then the message will be answered whatever
   * happens, and Slack gets its acknowledgement. Rejecting, or taking longer than 2.5 s, lets Slack send it again.
   */
  readonly onMessage: (message: SlackNotice, signal: AbortSignal) => Promise<void>;
  /** Called once for each click. Two clicks of an impatient reader are two requests. */
  readonly onFullTextRequested: (request: FullTextRequest, signal: AbortSignal) => Promise<void>;
  /**
   * Everything that people ask for, messages with links included; the two above are then not called. `handles` is shared
   * with `createSlackAnswers`. For new messages `onRequest` is held to what is said of `onMessage`; `onHeard` is called
   * afterwards, for those without links as well, to keep how far the channel was read.
   */
  readonly conversation?: {
    readonly onRequest: (request: ChatRequest, signal: AbortSignal) => Promise<void>;
    readonly onHeard?: (message: NoticedMessage, signal: AbortSignal) => Promise<void>;
    readonly handles: AnswerHandles;
  };
  /**
   * Called after the start, and each time the connection is back: messages may have been missed meanwhile. Nobody waits
   * for it.
   */
  readonly onConnected?: (where: Pick<ChannelMark, 'surface' | 'workspace'>, signal: AbortSignal) => Promise<void>;
}

export interface SlackAppOptions extends SlackClientOptions {
  readonly botToken: string;
  readonly appToken: string;
  /** Whether messages of other apps are noticed too. Default false. */
  readonly botMessages?: boolean;
  /** Name of the emoji, without colons, that asks for a digest. Default `memo`. */
  readonly emoji?: string;
  /** BCP 47 tag for people of whom Slack tells no language. Default English. */
  readonly language?: string;
  /** How long `stop` waits for handlers after aborting their signal. Default 5 s. */
  readonly graceMs?: number;
}

/** The Slack side of the bot: listens in Socket Mode and hands on what it hears. */
export interface SlackApp {
  /**
   * Checks both tokens and connects; from then on the connection is kept. Throws `config-invalid` where a token or scope
   * is wrong, saying which, and `chat-refused` where Slack is out of reach.
   */
  start(signal: AbortSignal): Promise<void>;
  /**
   * Takes a message that was read up as if its event had come; what has been taken is not taken again. After the start.
   * Rejects as `onMessage` does.
   */
  notice(message: NoticedMessage): Promise<void>;
  /** Hears nothing more, aborts the handlers' signal and waits for them a while. */
  stop(): Promise<void>;
}

/** Slack repeats an event for an hour at most; this many messages are not written in an hour. */
const rememberedIds = 10_000;

/** Not connected yet: nothing is asked before `start`. Each app is started once. */
export function createSlackApp(deps: SlackAppDeps, options: SlackAppOptions): SlackApp {
  const { clock, logger } = deps;
  const handlers = createHandlers({ clock, logger }, { graceMs: options.graceMs ?? 5_000 });
  let connection: SocketConnection | null = null;
  let hearing: Hearing | null = null;
  return {
    async start(signal) {
      if (connection !== null) throw new VidigestError('internal', 'the Slack app has been started before');
      checkTokens(options);
      const client = createSlackClient({ logger }, { ...options, token: options.botToken });
      const call = createSlackCall({ clock, logger });
      const self = await identify({ client, call, logger }, signal);
      const receiver = createReceiver(logger, options, handlers.signal);
      const app = createApp(receiver, self, logger, options);
      const conversation = deps.conversation && { ...deps, ...deps.conversation, client, call, handlers };
      const take = conversation ? converse(app, self, conversation, options) : listen(app, deps, handlers);
      const hearingOptions = { botMessages: options.botMessages ?? false, remembered: rememberedIds };
      hearing = createHearing({ self, handlers, clock, take }, hearingOptions);
      hearFirst(app, hearing, handlers.signal);
      const { workspace } = self;
      const onConnected = () => handlers.run(async (stop) => deps.onConnected?.({ surface: 'slack', workspace }, stop));
      connection = createSocketConnection({
        socket: receiver.client,
        connect: () => app.start(),
        onReconnected: onConnected,
        clock,
        logger,
      });
      await connection.start(signal);
      onConnected();
      logger.info('slack is connected', { workspace, bot: self.userId });
    },
    async notice(message) {
      if (hearing === null) throw new VidigestError('internal', 'the Slack app has not been started');
      await hearing.message(message);
    },
    async stop() {
      // Both at once: nothing is acknowledged on a socket that is closing.
      await Promise.all([connection?.stop(), handlers.stop()]);
    },
  };
}

function createReceiver(logger: Logger, options: SlackAppOptions, stopping: AbortSignal): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken: options.appToken,
    logger: createSdkLogger(logger),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: webClientOptions(logger, options) },
    // An event that could not be acknowledged comes again; acknowledging it now would lose it.
    processEventErrorHandler: async ({ error }) => {
      if (!stopping.aborted) logger.warn('a slack event was not taken', { error });
      return false;
    },
  });
}

function createApp(receiver: SocketModeReceiver, self: SlackIdentity, logger: Logger, options: SlackAppOptions): App {
  const app = new App({
    receiver,
    socketMode: true,
    token: options.botToken,
    botId: self.botId,
    botUserId: self.userId,
    tokenVerificationEnabled: false,
    convoStore: false,
    logger: createSdkLogger(logger),
    clientOptions: webClientOptions(logger, options),
  });
  app.error(async (error) => logger.error('a slack listener failed', { error }));
  return app;
}

type Take = HearingDeps['take'];

function listen(app: App, { onMessage, onFullTextRequested }: SlackAppDeps, handlers: Handlers): Take {
  const recent = createRecentIds(rememberedIds);
  app.action(actionIds.postFullText, async ({ ack, body }) => {
    await ack();
    const click = readFullTextClick(body);
    if (click === null || !recent.isNew(click.id)) return;
    handlers.run((signal) => onFullTextRequested(click.request, signal));
  });
  return (notice, _, signal) => onMessage(notice, signal);
}

type Conversation = Omit<ActsDeps, 'people' | 'recent'> & Pick<NonNullable<SlackAppDeps['conversation']>, 'onHeard'>;

function converse(app: App, self: SlackIdentity, deps: Conversation, options: SlackAppOptions): Take {
  const recent = createRecentIds(rememberedIds);
  const acts: ActsDeps = { ...deps, recent, people: createPeople(deps, self) };
  const settings: ActsOptions = { emoji: options.emoji ?? 'memo', language: options.language ?? 'en' };
  const takeAct = createTakeAct(acts, settings);
  listenToActs(app, self, acts, settings);
  return async (notice, team, signal) => {
    const act = actOfNotice(notice, team);
    if (act !== null) await takeAct(act, signal);
    await deps.onHeard?.(notice, signal);
  };
}
