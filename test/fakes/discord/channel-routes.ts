import { channelFor, emitChannel, emitMessage, messageIn, ok, type Route } from './context.ts';
import { channelPayload, guildPayload, userPayload } from './payloads.ts';
import { DiscordRefusalError, refusals } from './refusal.ts';
import { schemaProblems } from './schemas.ts';
import { channelTypes, type FakeChannel, noticeTypes, type World } from './world.ts';

const renameWindowMs = 10 * 60_000;
const renamesPerWindow = 2;

/** `GET /channels/:id` */
export const getChannel: Route = (context, _request, [id]) =>
  ok(channelPayload(context.world, channelFor(context, id)));

/** `POST /channels/:id/messages/:id/threads`: one thread a message, whose id it takes. */
export const startThread: Route = (context, { body }, [id, messageId]) => {
  const { world } = context;
  const channel = channelFor(context, id);
  if (channel.type !== channelTypes.text && channel.type !== channelTypes.announcements) {
    throw new DiscordRefusalError(400, 50_024, 'Cannot execute action on this channel type');
  }
  const message = messageIn(channelFor(context, id, 'ReadMessageHistory', 'CreatePublicThreads'), messageId);
  const problems = schemaProblems('startThread', body);
  if (problems.length > 0) throw refusals.invalidForm(problems);
  checkName(world, body);
  if (world.channels.has(message.id)) {
    throw new DiscordRefusalError(400, 160_004, 'A thread has already been created for this message');
  }
  const { name, auto_archive_duration: archiveAfter } = body as { name: string; auto_archive_duration?: number };
  const type = channelTypes.publicThread;
  const thread = world.addChannel({ id: message.id, type, name, guild: channel.guild, parent: channel.id });
  thread.archiveAfterMinutes = archiveAfter ?? thread.archiveAfterMinutes;
  message.flags |= 32;
  emitChannel(context, 'THREAD_CREATE', thread);
  // Shows the message that it began with, as a notice in its author's name.
  const starter = { channel: thread.id, author: message.author, type: noticeTypes.threadStarter, replyTo: message.id };
  emitMessage(context, 'MESSAGE_CREATE', world.addMessage(starter));
  return ok(channelPayload(world, thread), 201);
};

/** `POST /users/@me/channels`: the direct messages with a person, of which this world has one channel. */
export const openDirect: Route = ({ world }, { body }) => {
  const { recipient_id: recipient } = body as { recipient_id?: string };
  const channel = [...world.channels.values()].find(({ type }) => type === channelTypes.direct);
  if (channel === undefined || world.users.get(recipient ?? '')?.bot !== false) {
    throw refusals.invalidForm(['recipient_id: nobody to write to']);
  }
  return ok(channelPayload(world, channel));
};

/** `GET /guilds/:id/threads/active` */
export const activeThreads: Route = ({ world }, _request, [id]) => {
  const threads = [...world.channels.values()].filter(
    (channel) =>
      channel.guild === id && channel.parent !== null && !channel.archived && world.may(channel, 'ViewChannel'),
  );
  const withLast = (channel: FakeChannel) => ({
    ...channelPayload(world, channel),
    last_message_id: channel.messages.at(-1)?.id ?? null,
  });
  return ok({ threads: threads.map(withLast), members: [] });
};

/** `GET /guilds/:id/members/:id`: everybody but bots of other servers is a member. */
export const getMember: Route = ({ world }, _request, [id, userId]) => {
  const user = world.users.get(userId ?? '');
  if (!world.guilds.has(id ?? '') || user === undefined) throw new DiscordRefusalError(404, 10_007, 'Unknown Member');
  return ok({
    user: userPayload(user),
    roles: [],
    joined_at: new Date().toISOString(),
    deaf: false,
    mute: false,
    flags: 0,
  });
};

/** `GET /guilds/:id/roles` */
export const listRoles: Route = ({ world }, _request, [id]) => {
  const guild = world.guilds.get(id ?? '');
  if (guild === undefined) throw new DiscordRefusalError(404, 10_004, 'Unknown Guild');
  return ok(guildPayload(world, guild).roles);
};

/** `PATCH /channels/:id`: a thread of the bot's own. */
export const updateThread: Route = (context, { body }, [id]) => {
  const channel = channelFor(context, id);
  if (channel.parent === null) throw refusals.missingPermissions();
  const problems = schemaProblems('updateThread', body);
  if (problems.length > 0) throw refusals.invalidForm(problems);
  const { name, archived } = body as { name?: string; archived?: boolean };
  checkName(context.world, body);
  if (name !== undefined) {
    rename(channel, name);
    const { bot } = context.world;
    const notice = { channel: channel.id, author: bot, type: noticeTypes.renamed, content: name };
    emitMessage(context, 'MESSAGE_CREATE', context.world.addMessage(notice));
  }
  channel.archived = archived ?? channel.archived;
  emitChannel(context, 'THREAD_UPDATE', channel);
  return ok(channelPayload(context.world, channel));
};

/** Servers that can be discovered take no name with certain words in it, which nobody lists. */
function checkName({ unspeakable }: World, body: unknown): void {
  const { name = '' } = body as { name?: string };
  if (![...unspeakable].some((word) => name.includes(word))) return;
  throw refusals.invalidForm(['name: Contains words not allowed for servers in Server Discovery.']);
}

function rename(channel: FakeChannel, name: string): void {
  const nowMs = Date.now();
  const recent = channel.renamedAtMs.filter((atMs) => nowMs - atMs < renameWindowMs);
  const [first = nowMs] = recent;
  if (recent.length >= renamesPerWindow) {
    const retryAfter = (first + renameWindowMs - nowMs) / 1_000;
    throw new DiscordRefusalError(429, 0, 'You are being rate limited.', { retryAfter });
  }
  channel.renamedAtMs.push(nowMs);
  channel.name = name;
}
