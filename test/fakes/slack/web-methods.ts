import { appMethods } from './app-methods.ts';
import { checkMessage } from './check-message.ts';
import { checkMetadata } from './check-metadata.ts';
import { type Method, type MethodArguments, type MethodWorld, writable } from './method.ts';
import { pageMethods } from './page-methods.ts';
import { SlackRefusalError } from './refusal-error.ts';
import type { FakeChannel, FakeMessage } from './workspace.ts';

const historyScopes = {
  channel: 'channels:history',
  group: 'groups:history',
  im: 'im:history',
  mpim: 'mpim:history',
} as const;

/** The Web API as far as the bot uses it; `apps.connections.open` is with Socket Mode. */
export const webMethods: Readonly<Record<string, Method>> = {
  'auth.test': { token: 'bot', scope: null, run: authTest },
  'chat.postMessage': { token: 'bot', scope: 'chat:write', run: postMessage },
  'chat.postEphemeral': { token: 'bot', scope: 'chat:write', run: postEphemeral },
  'chat.update': { token: 'bot', scope: 'chat:write', run: update },
  'chat.delete': { token: 'bot', scope: 'chat:write', run: remove },
  'chat.getPermalink': { token: 'bot', scope: null, run: getPermalink },
  'reactions.add': { token: 'bot', scope: 'reactions:write', run: addReaction },
  'reactions.remove': { token: 'bot', scope: 'reactions:write', run: removeReaction },
  'conversations.history': { token: 'bot', scope: historyScopes, run: history },
  ...appMethods,
  ...pageMethods,
  'conversations.replies': { token: 'bot', scope: historyScopes, run: replies },
};

function authTest(_: MethodArguments, world: MethodWorld): Readonly<Record<string, unknown>> {
  const { team, botUser, bot } = world.ids;
  const ids = { team_id: team, user_id: botUser, bot_id: bot, is_enterprise_install: false };
  return { url: 'https://fake.slack.test/', team: 'Fake', user: 'vidigest', ...ids };
}

function threadOf(args: MethodArguments, channel: FakeChannel, { workspace }: MethodWorld): string | undefined {
  const ts = args.thread_ts;
  if (ts === undefined) return undefined;
  const parent = /^\d{10}\.\d{6}$/.test(ts) ? workspace.find(channel, ts) : undefined;
  // Slack takes a reply's ts and shows the answer nowhere; nobody wants that.
  if (parent === undefined || (parent.thread_ts !== undefined && parent.thread_ts !== ts)) {
    throw new SlackRefusalError('invalid_thread_ts');
  }
  return ts;
}

function postMessage(args: MethodArguments, world: MethodWorld): Readonly<Record<string, unknown>> {
  const channel = writable(args, world);
  const thread_ts = threadOf(args, channel, world);
  const content = checkMessage({ text: args.text, blocks: args.blocks }, world.rules);
  const { botUser: user, bot: bot_id } = world.ids;
  const metadata = checkMetadata(args.metadata);
  const message = world.workspace.add(channel, { ...content, thread_ts, user, bot_id, metadata });
  world.announce('added', channel, message);
  return { channel: channel.id, ts: message.ts, message: { ...content, ts: message.ts, thread_ts, user, bot_id } };
}

function postEphemeral(args: MethodArguments, world: MethodWorld): Readonly<Record<string, unknown>> {
  const channel = writable(args, world);
  const thread_ts = threadOf(args, channel, world);
  const { user = '' } = args;
  if (!/^U[0-9A-Z]+$/.test(user)) throw new SlackRefusalError('user_not_in_channel');
  const content = checkMessage({ text: args.text, blocks: args.blocks }, world.rules);
  world.ephemerals.push({ channel: channel.id, user, thread_ts, ...content });
  return { message_ts: world.workspace.nextTs() };
}

/** A message of the bot's own. */
function own(channel: FakeChannel, ts: string | undefined, world: MethodWorld, refusal: string): FakeMessage {
  const message = world.workspace.find(channel, ts);
  if (message === undefined) throw new SlackRefusalError('message_not_found');
  if (message.bot_id !== world.ids.bot) throw new SlackRefusalError(refusal);
  return message;
}

function update(args: MethodArguments, world: MethodWorld): Readonly<Record<string, unknown>> {
  const channel = writable(args, world);
  const message = own(channel, args.ts, world, 'cant_update_message');
  Object.assign(message, checkMessage({ text: args.text, blocks: args.blocks }, world.rules));
  message.edited = world.workspace.nextTs();
  world.announce('changed', channel, message);
  return { channel: channel.id, ts: message.ts, text: message.text };
}

function remove(args: MethodArguments, world: MethodWorld): Readonly<Record<string, unknown>> {
  const channel = writable(args, world);
  const message = own(channel, args.ts, world, 'cant_delete_message');
  channel.messages.splice(channel.messages.indexOf(message), 1);
  world.announce('deleted', channel, message);
  return { channel: channel.id, ts: message.ts };
}

function getPermalink(args: MethodArguments, { workspace }: MethodWorld): Readonly<Record<string, unknown>> {
  const channel = workspace.channel(args.channel);
  const message = workspace.find(channel, args.message_ts);
  if (message === undefined) throw new SlackRefusalError('message_not_found');
  const base = `https://fake.slack.test/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const permalink = message.thread_ts === undefined ? base : `${base}?thread_ts=${message.thread_ts}&cid=${channel.id}`;
  return { channel: channel.id, permalink };
}

function reactionsTo(
  args: MethodArguments,
  { workspace }: MethodWorld,
): { users: Set<string>; name: string; all: FakeMessage['reactions'] } {
  const channel = workspace.channel(args.channel);
  if (channel.archived) throw new SlackRefusalError('is_archived');
  if (!channel.member) throw new SlackRefusalError('not_in_channel');
  const message = workspace.find(channel, args.timestamp);
  if (message === undefined) throw new SlackRefusalError('message_not_found');
  const name = args.name ?? '';
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw new SlackRefusalError('invalid_name');
  return { users: message.reactions.get(name) ?? new Set(), name, all: message.reactions };
}

function addReaction(args: MethodArguments, world: MethodWorld): Readonly<Record<string, unknown>> {
  const { users, name, all } = reactionsTo(args, world);
  if (users.has(world.ids.botUser)) throw new SlackRefusalError('already_reacted');
  all.set(name, users.add(world.ids.botUser));
  return {};
}

function removeReaction(args: MethodArguments, world: MethodWorld): Readonly<Record<string, unknown>> {
  const { users, name, all } = reactionsTo(args, world);
  if (!users.delete(world.ids.botUser)) throw new SlackRefusalError('no_reaction');
  if (users.size === 0) all.delete(name);
  return {};
}

function history(args: MethodArguments, world: MethodWorld): Readonly<Record<string, unknown>> {
  const channel = readable(args, world);
  const top = channel.messages.filter(({ ts, thread_ts }) => thread_ts === undefined || thread_ts === ts);
  const shown = top.filter((message) => isWithin(message, args)).toReversed();
  return page(shown, args, world, ({ ts }) => {
    const answers = world.workspace.thread(channel, ts).filter((each) => each.ts !== ts);
    const latest = answers.at(-1)?.ts;
    return latest === undefined ? {} : { thread_ts: ts, reply_count: answers.length, latest_reply: latest };
  });
}

function replies(args: MethodArguments, world: MethodWorld): Readonly<Record<string, unknown>> {
  const channel = readable(args, world);
  const parent = world.workspace.find(channel, args.ts);
  if (parent === undefined) throw new SlackRefusalError('thread_not_found');
  // The parent comes along whatever the bounds are.
  const thread = world.workspace.thread(channel, parent.ts);
  return page(
    thread.filter((message) => message === parent || isWithin(message, args)),
    args,
    world,
  );
}

function readable({ channel: id }: MethodArguments, { workspace }: MethodWorld): FakeChannel {
  const channel = workspace.channel(id);
  if (!channel.member) throw new SlackRefusalError('not_in_channel');
  return channel;
}

/** Bounds are exclusive unless `inclusive`. */
function isWithin({ ts }: FakeMessage, { oldest, latest, inclusive }: MethodArguments): boolean {
  for (const bound of [oldest, latest]) {
    if (bound !== undefined && !/^\d+(\.\d{1,6})?$/.test(bound)) throw new SlackRefusalError('invalid_ts_oldest');
  }
  const at = Number(ts);
  if (inclusive === 'true' && (at === Number(oldest ?? -1) || at === Number(latest ?? -1))) return true;
  return at > Number(oldest ?? 0) && at < Number(latest ?? Number.POSITIVE_INFINITY);
}

function page(
  messages: readonly FakeMessage[],
  args: MethodArguments,
  { rules }: MethodWorld,
  extra: (message: FakeMessage) => Readonly<Record<string, unknown>> = () => ({}),
): Readonly<Record<string, unknown>> {
  const wanted = Number(args.limit ?? 100);
  if (!(wanted > 0 && wanted <= 1000)) throw new SlackRefusalError('invalid_limit');
  const limit = Math.min(wanted, rules.pageLimit);
  const from = Number(args.cursor ?? 0);
  if (!Number.isInteger(from)) throw new SlackRefusalError('invalid_cursor');
  const more = from + limit < messages.length;
  const shown = messages.slice(from, from + limit).map((message) => {
    const { reactions, metadata, ...rest } = message;
    return {
      type: 'message',
      ...rest,
      ...(metadata !== undefined && args.include_all_metadata === 'true' ? { metadata } : {}),
      ...extra(message),
      reactions: [...reactions].map(([name, users]) => ({ name, count: users.size, users: [...users] })),
    };
  });
  return { messages: shown, has_more: more, response_metadata: { next_cursor: more ? String(from + limit) : '' } };
}
