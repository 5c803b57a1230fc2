import { App, SocketModeReceiver } from '@slack/bolt';
import type { ChatRequest } from '../../core/domain/chat-request.ts';
import { VidigestError } from '../../core/domain/errors.ts';
import type { NoticedMessage } from '../../core/domain/noticed-message.ts';
import type { ChannelMark } from '../../core/ports/channel-store.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { AnswerHandles } from './answer-handles.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { hearFirst } from './hear-first.ts';
import { createHearing, type Hearing, type HearingDeps } from './hearing.ts';
import { type ActsDeps, type ActsOptions, createFindAsked, createTakeAct, listenToActs } from './listen-acts.ts';
import { createPeople } from './people.ts';
import { actOfNotice } from './read-event.ts';
import type { Leaving } from './read-leaving.ts';
import { createRecentIds } from './recent-ids.ts';
import type { Respond } from './respond.ts';
import { createSdkLogger } from './sdk-logger.ts';
import { createSlackCall } from './slack-call.ts';
import { type SlackClientOptions, webClientOptions } from './slack-client.ts';
import type { MakeSlackLine, SlackLine } from './slack-line.ts';
import { notInstalled, type SlackWorkspaces } from './workspaces.ts';

export interface SlackAppDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly workspaces: SlackWorkspaces;
  /** How Slack reaches the app. */
  readonly makeLine: MakeSlackLine;
  /** Shared with `createSlackAnswers`. */
  readonly handles: AnswerHandles;
  readonly respond: Respond;
  /**
   * Called once for each thing that people ask. For a new message until it has resolved once: then the message will be
   * answered whatever happens, and Slack gets its acknowledgement. Rejecting, or taking longer than 2.5 s, lets Slack
   * send it again.
   */
  readonly onRequest: (request: ChatRequest, signal: AbortSignal) => Promise<void>;
  /** Called after that for each new message, without links as well, to keep how far the channel was read. */
  readonly onHeard?: (message: NoticedMessage, signal: AbortSignal) => Promise<void>;
  /**
   * Called for each workspace after the start, and each time the connection is back: messages may have been missed
   * meanwhile. Nobody waits for it.
   */
  readonly onConnected?: (where: Pick<ChannelMark, 'surface' | 'workspace'>, signal: AbortSignal) => Promise<void>;
  /** As `HearFirstDeps.onLeaving`. */
  readonly onLeaving?: (workspace: string, leaving: Leaving, signal: AbortSignal) => Promise<void>;
}

export interface SlackAppOptions extends SlackClientOptions {
  /** Whether messages of other apps are noticed too. Default false. */
  readonly botMessages?: boolean;
  /** Name of the emoji, without colons, that asks for a digest. Default `memo`. */
  readonly emoji?: string;
  /** BCP 47 tag for people of whom Slack tells no language. Default English. */
  readonly language?: string;
  /** How long `stop` waits for handlers after aborting their signal. Default 5 s. */
  readonly graceMs?: number;
}

/** The Slack side of the bot: listens and hands on what it hears. */
export interface SlackApp {
  /**
   * Checks who the bot is and connects; from then on the connection is kept. Throws `config-invalid` where a token or
   * scope is wrong, saying which, and `chat-refused` where Slack is out of reach.
   */
  start(signal: AbortSignal): Promise<void>;
  /**
   * Takes a message that was read up as if its event had come; what has been taken is not taken again. After the start.
   * Rejects as `onRequest` does.
   */
  notice(message: NoticedMessage): Promise<void>;
  /** Whether Slack can reach it just now. */
  isConnected(): boolean;
  /** Hears nothing more, aborts the handlers' signal and waits for them a while. */
  stop(): Promise<void>;
}

/** Slack repeats an event for an hour at most; this many messages are not written in an hour. */
const rememberedIds = 10_000;

/** Not connected yet: nothing is asked before `start`. Each app is started once. */
export function createSlackApp(deps: SlackAppDeps, options: SlackAppOptions = {}): SlackApp {
  const { clock, logger, workspaces } = deps;
  const handlers = createHandlers({ clock, logger }, { graceMs: options.graceMs ?? 5_000 });
  let line: SlackLine | null = null;
  let hearing: Hearing | null = null;
  const tellConnected = () =>
    handlers.run(async (stop) => {
      for (const workspace of await workspaces.all(stop)) {
        // Looked at once, each key is renewed or closed anew where that is due. What is wrong with one is not the others'.
        const self = await workspaces.find(workspace, stop).catch((error: unknown) => tellUnknown(workspace, error));
        if (self !== null) await deps.onConnected?.({ surface: 'slack', workspace }, stop);
      }
    });
  const tellUnknown = (workspace: string, error: unknown): null => {
    const known = error instanceof Error ? error : String(error);
    logger.warn('a slack workspace cannot be spoken in just now', { workspace, error: known });
    return null;
  };
  return {
    async start(signal) {
      if (line !== null) throw new VidigestError('internal', 'the Slack app has been started before');
      line = deps.makeLine(handlers.signal);
      const known = await workspaces.all(signal);
      const app = createApp(line, deps, options);
      const taking = listen(app, deps, handlers, options);
      hearing = createHearing(
        { handlers, clock, ...taking },
        { botMessages: options.botMessages ?? false, remembered: rememberedIds },
      );
      hearFirst(app, { ...deps, hearing, handlers, onLeaving: deps.onLeaving ?? null });
      await line.open(app, tellConnected, signal);
      tellConnected();
      logger.info('slack is connected', { workspaces: known.length });
    },
    async notice(message) {
      const self = await workspaces.find(message.ref.workspace, handlers.signal);
      if (hearing === null) throw new VidigestError('internal', 'the Slack app has not been started');
      if (self === null) throw notInstalled(message.ref.workspace);
      await hearing.message(message, self);
    },
    isConnected: () => line?.isOpen() ?? false,
    async stop() {
      // Both at once: nothing is acknowledged on a line that is closing.
      await Promise.all([line?.close(), handlers.stop()]);
    },
  };
}

/** Bolt's own app. It gets no token: what it would say by itself nobody has asked for. */
function createApp({ receiver }: SlackLine, { workspaces, logger }: SlackAppDeps, options: SlackAppOptions): App {
  const never = new AbortController().signal;
  const app = new App({
    receiver,
    socketMode: receiver instanceof SocketModeReceiver,
    async authorize({ teamId = '' }) {
      const self = await workspaces.find(teamId, never);
      if (self === null) throw notInstalled(teamId);
      return { teamId: self.workspace, botId: self.botId, botUserId: self.userId };
    },
    convoStore: false,
    logger: createSdkLogger(logger),
    clientOptions: webClientOptions(logger, options),
  });
  app.error(async (error) => logger.error('a slack listener failed', { error }));
  return app;
}

type Taking = Pick<HearingDeps, 'take' | 'takeAct' | 'findAsked'>;

function listen(app: App, deps: SlackAppDeps, handlers: Handlers, options: SlackAppOptions): Taking {
  const { speakAs } = deps.workspaces;
  const call = createSlackCall(deps);
  const recent = createRecentIds(rememberedIds);
  const people = createPeople({ ...deps, speakAs, call });
  const acts: ActsDeps = { ...deps, speakAs, call, handlers, recent, people };
  const settings: ActsOptions = { emoji: options.emoji ?? 'memo', language: options.language ?? 'en' };
  const takeAct = createTakeAct(acts, settings);
  listenToActs(app, acts, settings);
  return {
    takeAct,
    findAsked: createFindAsked(acts, settings),
    async take(notice, team, signal) {
      const act = actOfNotice(notice, team);
      if (act !== null) await takeAct(act, signal);
      await deps.onHeard?.(notice, signal);
    },
  };
}
