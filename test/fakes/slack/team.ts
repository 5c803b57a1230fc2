import { createFakeActs, type FakeActs } from './acts.ts';
import type { FakeBlock } from './block-schemas.ts';
import { blockActions, changeEvent, eventCallback, messageEvent } from './events.ts';
import type { FakeSlackIds } from './identity.ts';
import type { FakeEphemeral, MethodWorld } from './method.ts';
import type { SocketDelivery } from './socket-mode.ts';
import { typedText } from './typed-text.ts';
import { createFakeWorkspace, type FakeChannel, type FakeMessage, type FakePerson } from './workspace.ts';

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
  /** The workspace of whoever speaks, where it is another one. */
  readonly user_team?: string;
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

/** One workspace that the app is in, with the channel `C0GENERAL`. */
export interface FakeTeam {
  readonly ids: FakeSlackIds;
  readonly ephemerals: readonly FakeEphemeral[];
  /** Adds a channel or changes one, e.g. archives it. */
  setChannel(id: string, changes: Partial<Omit<FakeChannel, 'id' | 'messages'>>): void;
  /** Adds a message and tells the app, where it is a member. Returns its `ts`. */
  say(saying: Saying): string;
  /** Somebody edits a message. */
  edit(ts: string, text: string, channel?: string): void;
  /** Sends the event of a message once more, as Slack does when it has heard nothing of the first: under the same id. */
  redeliver(ts: string): void;
  /** Presses a button. The returned function delivers the same click once more. */
  click(click: Click): () => void;
  /** The replies of a thread, its first message not among them. */
  thread(ts: string, channel?: string): readonly FakeMessage[];
  /** The message as it is now. Throws when there is none. */
  message(ts: string, channel?: string): FakeMessage;
  /** What people do beside writing. */
  readonly acts: FakeActs;
  readonly people: Map<string, FakePerson>;
  /** Tells that the app was taken out: both events that Slack sends then. */
  tellUninstalled(): readonly SocketDelivery[];
}

/** What all workspaces of a fake share. */
export interface SharedWorld extends Pick<MethodWorld, 'rules' | 'interactivity' | 'files' | 'app'> {
  readonly nowMs: () => number;
  readonly deliver: (type: SocketDelivery['type'], payload: unknown, earlier?: number) => SocketDelivery;
}

/** A workspace, and what the methods of the Web API see of it. */
export function createFakeTeam(ids: FakeSlackIds, shared: SharedWorld): { team: FakeTeam; world: MethodWorld } {
  const { nowMs, deliver, interactivity } = shared;
  const workspace = createFakeWorkspace(nowMs, ids);
  const ephemerals: FakeEphemeral[] = [];
  const events = new Map<string, unknown>();
  const tell = (event: unknown) => deliver('events_api', event);
  const announce: MethodWorld['announce'] = (change, channel, message) => {
    if (!channel.member) return;
    const changed = change === 'changed' ? 'message_changed' : 'message_deleted';
    const added = change === 'added';
    tell(added ? messageEvent(ids, channel, message) : changeEvent(ids, channel, message, changed, workspace.nextTs()));
  };
  const find = (ts: string, id = 'C0GENERAL'): { channel: FakeChannel; message: FakeMessage } => {
    const channel = workspace.channel(id);
    const message = workspace.find(channel, ts);
    if (message === undefined) throw new Error(`no message ${ts} in ${id}`);
    return { channel, message };
  };
  const team: FakeTeam = {
    ids,
    ephemerals,
    acts: createFakeActs({ ids, workspace, interactivity, deliver }),
    people: workspace.people,
    setChannel: workspace.setChannel,
    say({ text, channel: id = 'C0GENERAL', subtype, bot_id, user_team, unheard = false, ...rest }) {
      const channel = workspace.channel(id);
      const user = rest.user ?? (bot_id === undefined ? ids.person : undefined);
      const typed = rest.blocks === undefined ? typedText(text) : { text, blocks: rest.blocks };
      const message = workspace.add(channel, { ...typed, user, bot_id, thread_ts: rest.thread_ts });
      const foreign = user_team === undefined ? {} : { user_team, team: user_team };
      const event = messageEvent(ids, channel, message, { ...(subtype === undefined ? {} : { subtype }), ...foreign });
      events.set(message.ts, event);
      if (channel.member && !unheard) tell(event);
      return message.ts;
    },
    edit(ts, text, id) {
      const { channel, message } = find(ts, id);
      const before = { ...message };
      Object.assign(message, typedText(text));
      if (channel.member) tell(changeEvent(ids, channel, message, 'message_changed', workspace.nextTs(), before));
    },
    redeliver: (ts) => void deliver('events_api', events.get(ts), 1),
    click({ channel: id, ts, actionId, user = ids.person }) {
      const { channel, message } = find(ts, id);
      const payload = blockActions(ids, channel, message, buttonIn(message, actionId), user, workspace.nextTs(), {
        responseUrl: interactivity.newResponseUrl(),
        triggerId: interactivity.newTrigger(user),
      });
      const again = (): void => void deliver('interactive', payload);
      again();
      return again;
    },
    thread: (ts, id = 'C0GENERAL') => workspace.thread(workspace.channel(id), ts).filter((each) => each.ts !== ts),
    message: (ts, id) => find(ts, id).message,
    tellUninstalled: () =>
      [{ type: 'tokens_revoked', tokens: { oauth: [], bot: [ids.botUser] } }, { type: 'app_uninstalled' }].map(
        (event) => tell(eventCallback(ids, { ...event, event_ts: workspace.nextTs() })),
      ),
  };
  return { team, world: { ...shared, ids, workspace, ephemerals, announce } };
}

function buttonIn({ ts, blocks }: FakeMessage, actionId: string): Readonly<Record<string, unknown>> {
  const buttons = (blocks as readonly FakeBlock[]).flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const button = buttons.find((each) => each.type === 'button' && each.action_id === actionId);
  if (button === undefined) throw new Error(`no button ${actionId} in message ${ts}`);
  return button;
}
