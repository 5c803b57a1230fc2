import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFakeActs, type FakeActs } from './slack/acts.ts';
import { createFakeApp, type FakeApp } from './slack/app-methods.ts';
import type { FakeBlock } from './slack/block-schemas.ts';
import type { MessageRules } from './slack/check-message.ts';
import { blockActions, changeEvent, messageEvent } from './slack/events.ts';
import { type ChooseFault, createFaultQueue, type SlackFault } from './slack/faults.ts';
import { createFakeFiles, type FakeFile } from './slack/files.ts';
import { fakeSlackIds } from './slack/identity.ts';
import { createFakeInteractivity, type FakeResponse, type OpenView } from './slack/interactivity.ts';
import type { FakeEphemeral, MethodWorld } from './slack/method.ts';
import { createPace, type Pace } from './slack/pace.ts';
import { createFakeSocketMode, type FakeSocketMode, type SocketDelivery } from './slack/socket-mode.ts';
import { typedText } from './slack/typed-text.ts';
import { createWatchers } from './slack/watchers.ts';
import { type SlackCall, webApiListener } from './slack/web-api.ts';
import { createFakeWorkspace, type FakeChannel, type FakeMessage, type FakePerson } from './slack/workspace.ts';

/** How strict the fake is. All of it can be changed later through `rules`. */
export interface FakeSlackOptions {
  /** Over all strings of a message. Default 10,000. */
  readonly characterLimit?: number;
  /** Default true. False: container blocks are refused as unknown. */
  readonly containers?: boolean;
  /** Refuse more than a message a second in a channel. Default false. */
  readonly rateLimit?: boolean;
  /** Most messages of a page, whatever is asked for. Default 1,000; Slack gives apps sold elsewhere 15. */
  readonly pageLimit?: number;
  /** Scopes of the bot token. Default: those of the manifest. */
  readonly scopes?: readonly string[];
  /** An event that is not acknowledged by then is sent again. Default 3 s, as Slack. */
  readonly ackTimeoutMs?: number;
  /** Several connections get events in turn, as Slack may do it. Default false: the newest gets all. */
  readonly takeTurns?: boolean;
  /** The fake's clock, in ms since the epoch. Default: the real one. */
  readonly nowMs?: () => number;
}

/** Something somebody says. Defaults: a person, in the channel the bot is in, with the rich text Slack makes of it. */
interface Saying {
  readonly text: string;
  readonly channel?: string;
  readonly user?: string;
  readonly thread_ts?: string;
  readonly blocks?: readonly unknown[];
  readonly subtype?: string;
  /** An app speaks. */
  readonly bot_id?: string;
  /** The app is never told: Slack has given up on it. */
  readonly unheard?: boolean;
}

/** Where a button is, who presses it. Default: the first button with that action id. */
interface Click {
  readonly channel?: string;
  readonly ts: string;
  readonly actionId: string;
  readonly user?: string;
}

/** Slack as far as this program knows it: Web API and Socket Mode on the loopback. */
export interface FakeSlack {
  /** What `SLACK_API_URL` is set to. */
  readonly apiUrl: string;
  /** May be changed while it runs. */
  readonly rules: MessageRules & { rateLimit: boolean; pageLimit: number; tokenRevoked: boolean };
  /** How the app is set up. May be changed while it runs. */
  readonly app: FakeApp;
  /** Every call so far, refused ones included, in order of arrival. */
  readonly calls: readonly SlackCall[];
  readonly ephemerals: readonly FakeEphemeral[];
  /** Everything that was sent to the app over sockets. */
  readonly deliveries: readonly SocketDelivery[];
  /** Adds a channel or changes one, e.g. archives it. */
  setChannel(id: string, changes: Partial<Omit<FakeChannel, 'id' | 'messages'>>): void;
  /** Adds a message and tells the app, where it is a member. Returns its `ts`. */
  say(saying: Saying): string;
  /** Somebody edits a message. */
  edit(ts: string, text: string, channel?: string): void;
  /** Sends the event of a message once more, as Slack does when it doubts the first. */
  redeliver(ts: string): void;
  /** Presses a button. The returned function delivers the same click once more. */
  click(click: Click): () => void;
  /** The replies of a thread, its first message not among them. */
  thread(ts: string, channel?: string): readonly FakeMessage[];
  /** The message as it is now. Throws when there is none. */
  message(ts: string, channel?: string): FakeMessage;
  /** The next calls of a method meet these, in order. */
  fail(method: string, ...faults: SlackFault[]): void;
  /** Asked about each call for which none of these is planned. The last one given counts. */
  failWhere(choose: ChooseFault): void;
  /** Resolves once the predicate holds; looked at whenever something has happened. */
  waitFor(predicate: () => boolean, timeoutMs?: number): Promise<void>;
  /** What people do beside writing. */
  readonly acts: FakeActs;
  /** Pages that people have open, and homes as they see them, oldest first. */
  readonly views: readonly OpenView[];
  /** What was said through response addresses. */
  readonly responses: readonly FakeResponse[];
  readonly files: readonly FakeFile[];
  readonly people: Map<string, FakePerson>;
  readonly sockets: Pick<FakeSocketMode, 'connections' | 'refresh' | 'drop' | 'loseAcks'>;
  close(): Promise<void>;
}

const manifestScopes = [
  'chat:write',
  'reactions:write',
  'channels:history',
  'groups:history',
  'im:history',
  'mpim:history',
  'commands',
  'reactions:read',
  'channels:read',
  'groups:read',
  'im:read',
  'mpim:read',
  'users:read',
  'files:write',
];

/** Starts one with the channel `C0GENERAL`. Tokens and ids are in `slack/identity.ts`. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const nowMs = options.nowMs ?? Date.now;
  const { characterLimit = 10_000, containers = true, rateLimit = false, pageLimit = 1_000 } = options;
  const rules = { characterLimit, containers, rateLimit, pageLimit, tokenRevoked: false };
  const workspace = createFakeWorkspace(nowMs);
  const faults = createFaultQueue();
  const watchers = createWatchers();
  const calls: SlackCall[] = [];
  const ephemerals: FakeEphemeral[] = [];
  const events = new Map<string, unknown>();
  const pace: Pace = createPace(nowMs, 1000);

  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { ackTimeoutMs = 3000, takeTurns = false } = options;
  const sockets = createFakeSocketMode(server, { port, ackTimeoutMs, takeTurns, onChange: watchers.notify });

  const announce: MethodWorld['announce'] = (change, channel, message) => {
    if (!channel.member) return;
    const changed = change === 'changed' ? 'message_changed' : 'message_deleted';
    const event =
      change === 'added' ? messageEvent(channel, message) : changeEvent(channel, message, changed, workspace.nextTs());
    sockets.deliver('events_api', event);
  };
  const interactivity = createFakeInteractivity(`http://127.0.0.1:${port}`, nowMs);
  const files = createFakeFiles(`http://127.0.0.1:${port}`);
  const app = createFakeApp();
  const world: MethodWorld = { workspace, rules, ephemerals, interactivity, files, app, announce };
  const listener = webApiListener({
    world,
    faults,
    pace: () => (rules.rateLimit ? pace : null),
    scopes: new Set(options.scopes ?? manifestScopes),
    tokenRevoked: () => rules.tokenRevoked,
    nowMs,
    onCall: (call) => void calls.push(call),
    onDone: watchers.notify,
    openConnection: sockets.openConnection,
  });
  server.on('request', listener);
  const find = (ts: string, id = 'C0GENERAL'): { channel: FakeChannel; message: FakeMessage } => {
    const channel = workspace.channel(id);
    const message = workspace.find(channel, ts);
    if (message === undefined) throw new Error(`no message ${ts} in ${id}`);
    return { channel, message };
  };

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    rules,
    app,
    calls,
    ephemerals,
    deliveries: sockets.deliveries,
    sockets,
    acts: createFakeActs({ workspace, interactivity, deliver: sockets.deliver }),
    views: interactivity.views,
    responses: interactivity.responses,
    files: files.shared,
    people: workspace.people,
    setChannel: workspace.setChannel,
    say({ text, channel: id = 'C0GENERAL', subtype, bot_id, unheard = false, ...rest }) {
      const channel = workspace.channel(id);
      const user = rest.user ?? (bot_id === undefined ? fakeSlackIds.person : undefined);
      const typed = rest.blocks === undefined ? typedText(text) : { text, blocks: rest.blocks };
      const message = workspace.add(channel, { ...typed, user, bot_id, thread_ts: rest.thread_ts });
      const event = messageEvent(channel, message, subtype === undefined ? {} : { subtype });
      events.set(message.ts, event);
      if (channel.member && !unheard) sockets.deliver('events_api', event);
      return message.ts;
    },
    edit(ts, text, id) {
      const { channel, message } = find(ts, id);
      const before = { ...message };
      Object.assign(message, typedText(text));
      if (!channel.member) return;
      sockets.deliver('events_api', changeEvent(channel, message, 'message_changed', workspace.nextTs(), before));
    },
    redeliver: (ts) => void sockets.deliver('events_api', events.get(ts)),
    click({ channel: id, ts, actionId, user = fakeSlackIds.person }) {
      const { channel, message } = find(ts, id);
      const button = buttonIn(message, actionId);
      const payload = blockActions(channel, message, button, user, workspace.nextTs(), {
        responseUrl: interactivity.newResponseUrl(),
        triggerId: interactivity.newTrigger(user),
      });
      const deliver = (): void => void sockets.deliver('interactive', payload);
      deliver();
      return deliver;
    },
    thread: (ts, id = 'C0GENERAL') => workspace.thread(workspace.channel(id), ts).filter((each) => each.ts !== ts),
    message: (ts, id) => find(ts, id).message,
    fail: (method, ...list) => faults.add(method, list),
    failWhere: faults.ask,
    waitFor: (predicate, timeoutMs = 10_000) => watchers.waitFor(predicate, timeoutMs, () => describe(calls)),
    close: () => closeAll(server, sockets),
  };
}

function buttonIn({ ts, blocks }: FakeMessage, actionId: string): Readonly<Record<string, unknown>> {
  const buttons = (blocks as readonly FakeBlock[]).flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const button = buttons.find((each) => each.type === 'button' && each.action_id === actionId);
  if (button === undefined) throw new Error(`no button ${actionId} in message ${ts}`);
  return button;
}

function describe(calls: readonly SlackCall[]): string {
  const last = calls.slice(-10).map(({ method, outcome }) => `${method} ${outcome}`);
  return `waited in vain; the last calls were: ${last.join(', ') || 'none'}`;
}

async function closeAll(server: Server, sockets: FakeSocketMode): Promise<void> {
  sockets.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
