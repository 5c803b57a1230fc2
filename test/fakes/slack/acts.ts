import type { FakeBlock } from './block-schemas.ts';
import { eventCallback, messageFields } from './events.ts';
import type { FakeSlackIds } from './identity.ts';
import type { FakeInteractivity } from './interactivity.ts';
import type { SocketDelivery } from './socket-mode.ts';
import type { FakeView } from './view-schemas.ts';
import type { FakeChannel, FakeMessage, FakeWorkspace } from './workspace.ts';

/** Who does something, and where. Default: a person in the channel the bot is in. */
interface Actor {
  readonly user?: string;
  readonly channel?: string;
}

/** Where a button or menu is, and what is picked in it. */
interface Press extends Actor {
  /** Of the message; else `view`. */
  readonly ts?: string;
  readonly view?: string;
  readonly actionId: string;
  /** Of the option picked in a menu. */
  readonly picked?: string;
  /** Overrides the value, as a forger would. */
  readonly forged?: string;
}

/** What people do beside writing messages. Each returns what was sent to the app for it. */
export interface FakeActs {
  /** `/digest …` */
  command(text: string, actor?: Actor): SocketDelivery;
  messageShortcut(ts: string, actor?: Actor): SocketDelivery;
  globalShortcut(actor?: Actor): SocketDelivery;
  press(press: Press): SocketDelivery;
  /** Sends a page back. `values` by block id, each the field's own form. */
  submit(view: string, values: Readonly<Record<string, unknown>>, actor?: Actor): SocketDelivery;
  /** Types into a menu that asks the app for its options. */
  suggest(view: string, actionId: string, typed: string, actor?: Actor): SocketDelivery;
  react(ts: string, name: string, actor?: Actor): SocketDelivery;
  /** Somebody deletes a message. One with replies leaves a tombstone, which Slack tells as an edit. */
  remove(ts: string, channel?: string): SocketDelivery;
  /** The bot is brought into a channel. */
  join(channel: string, inviter: string): SocketDelivery;
  openHome(user?: string): SocketDelivery;
}

/** What acts work on. */
export interface ActsWorld {
  readonly ids: FakeSlackIds;
  readonly workspace: FakeWorkspace;
  readonly interactivity: FakeInteractivity;
  readonly deliver: (type: SocketDelivery['type'], payload: unknown) => SocketDelivery;
}

const general = 'C0GENERAL';

/** People's acts over a workspace. */
export function createFakeActs({ ids, workspace, interactivity, deliver }: ActsWorld): FakeActs {
  const { team, app, person, botUser } = ids;
  const found = (ts: string, id: string): { channel: FakeChannel; message: FakeMessage } => {
    const channel = workspace.channel(id);
    const message = workspace.find(channel, ts);
    if (message === undefined) throw new Error(`no message ${ts} in ${id}`);
    return { channel, message };
  };
  const about = (user: string) => ({
    user: { id: user, username: 'person', name: 'person', team_id: workspace.people.get(user)?.team ?? team },
    team: { id: team, domain: 'fake' },
    api_app_id: app,
    token: 'verification',
    trigger_id: interactivity.newTrigger(user),
    enterprise: null,
    is_enterprise_install: false,
  });
  const viewOf = (id: string) => {
    const opened = interactivity.views.find((each) => each.id === id);
    if (opened === undefined) throw new Error(`no page ${id}`);
    return { ...opened.view, id, hash: opened.hash, team_id: team, root_view_id: id };
  };
  const event = (fields: Readonly<Record<string, unknown>>) =>
    deliver('events_api', eventCallback(ids, { event_ts: workspace.nextTs(), ...fields }));
  return {
    command: (text, { user = person, channel = general } = {}) =>
      deliver('slash_commands', {
        token: 'verification',
        team_id: team,
        channel_id: channel,
        channel_name: 'general',
        user_id: user,
        user_name: 'person',
        command: '/digest',
        text,
        api_app_id: app,
        is_enterprise_install: 'false',
        response_url: interactivity.newResponseUrl(),
        trigger_id: interactivity.newTrigger(user),
      }),
    messageShortcut(ts, { user = person, channel: id = general } = {}) {
      const { channel, message } = found(ts, id);
      return deliver('interactive', {
        type: 'message_action',
        callback_id: 'digest_message',
        ...about(user),
        action_ts: workspace.nextTs(),
        message_ts: ts,
        channel: { id: channel.id, name: 'general' },
        message: messageFields(message),
        response_url: interactivity.newResponseUrl(),
      });
    },
    globalShortcut: ({ user = person } = {}) =>
      deliver('interactive', {
        type: 'shortcut',
        callback_id: 'digest_video',
        ...about(user),
        action_ts: workspace.nextTs(),
      }),
    press({ user = person, channel: id = general, ts, view, actionId, picked, forged }) {
      const place = ts === undefined ? null : found(ts, id);
      const blocks = place === null ? viewOf(view ?? '').blocks : (place.message.blocks as FakeBlock[]);
      const action = { ...actionOf(blocks, actionId, picked), block_id: 'generated', action_ts: workspace.nextTs() };
      const value = forged === undefined ? {} : { value: forged };
      const where =
        place === null
          ? { container: { type: 'view', view_id: view }, view: viewOf(view ?? '') }
          : messagePlace(place.channel, place.message, interactivity.newResponseUrl());
      return deliver('interactive', {
        type: 'block_actions',
        ...about(user),
        ...where,
        actions: [{ ...action, ...value }],
      });
    },
    submit: (view, values, { user = person } = {}) =>
      deliver('interactive', {
        type: 'view_submission',
        ...about(user),
        view: { ...viewOf(view), state: { values } },
        response_urls: [],
      }),
    suggest: (view, actionId, typed, { user = person } = {}) =>
      deliver('interactive', {
        type: 'block_suggestion',
        ...about(user),
        action_id: actionId,
        block_id: 'language',
        value: typed,
        container: { type: 'view', view_id: view },
        view: viewOf(view),
      }),
    react(ts, name, { user = person, channel: id = general } = {}) {
      const { channel, message } = found(ts, id);
      message.reactions.set(name, (message.reactions.get(name) ?? new Set()).add(user));
      const item = { type: 'message', channel: channel.id, ts };
      return event({ type: 'reaction_added', user, reaction: name, item_user: message.user, item });
    },
    remove(ts, id = general) {
      const { channel, message } = found(ts, id);
      const place = channel.messages.indexOf(message);
      const stone = workspace.thread(channel, ts).length > 1 ? [tombstoneOf(message)] : [];
      channel.messages.splice(place, 1, ...stone);
      const previous_message = messageFields(message);
      const where = { channel: id, channel_type: channel.kind, ts: workspace.nextTs(), hidden: true };
      const [left] = stone;
      const change =
        left === undefined
          ? { subtype: 'message_deleted', deleted_ts: ts }
          : { subtype: 'message_changed', message: messageFields(left) };
      return event({ type: 'message', ...change, previous_message, ...where });
    },
    join(id, inviter) {
      workspace.setChannel(id, { member: true });
      return event({ type: 'member_joined_channel', user: botUser, channel: id, channel_type: 'C', team, inviter });
    },
    openHome: (user = person) => event({ type: 'app_home_opened', user, channel: 'D0HOME', tab: 'home' }),
  };
}

function tombstoneOf({ ts, reactions }: FakeMessage): FakeMessage {
  const said = { user: 'USLACKBOT', text: 'This message was deleted.', blocks: [], subtype: 'tombstone' } as const;
  return { ...said, ts, thread_ts: ts, bot_id: undefined, metadata: undefined, edited: undefined, reactions };
}

function messagePlace(channel: FakeChannel, message: FakeMessage, response_url: string) {
  const { ts, thread_ts } = message;
  const thread = thread_ts === undefined ? {} : { thread_ts };
  return {
    container: { type: 'message', message_ts: ts, channel_id: channel.id, is_ephemeral: false, ...thread },
    channel: { id: channel.id, name: 'general' },
    message: messageFields(message),
    state: { values: {} },
    response_url,
  };
}

type AnyBlock = FakeBlock | FakeView['blocks'][number];

function actionOf(blocks: readonly AnyBlock[], actionId: string, picked: string | undefined) {
  const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const element = elements.find((each) => each.action_id === actionId);
  if (element === undefined) throw new Error(`nothing to press is called ${actionId}`);
  const { type } = element;
  if (element.type === 'button') return { type, action_id: actionId, text: element.text, value: element.value };
  const options = 'options' in element ? element.options : [];
  const selected = options.find(({ value }) => value === picked || value.startsWith(`${picked}|`));
  if (selected === undefined) throw new Error(`${actionId} has no option ${picked}`);
  return { type, action_id: actionId, selected_option: selected };
}
