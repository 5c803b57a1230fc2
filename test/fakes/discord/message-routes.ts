import { channelFor, emitMessage, messageIn, noContent, ok, type Route, type RouteContext } from './context.ts';
import type { FakeRequest } from './http-request.ts';
import { flagBits, isOversized, messageProblems } from './message-rules.ts';
import { messagePayload } from './payloads.ts';
import { DiscordRefusalError, refusals } from './refusal.ts';
import { channelTypes, type FakeChannel, type FakeMessage } from './world.ts';

interface MessageBody {
  readonly content?: string;
  readonly components?: readonly unknown[];
  readonly flags?: number;
  readonly nonce?: string | number;
  readonly enforce_nonce?: boolean;
  readonly message_reference?: { readonly message_id: string; readonly fail_if_not_exists?: boolean };
}

const longestFile = 10 * 1_024 * 1_024;

/** `POST /channels/:id/messages` */
export const createMessage: Route = (context, request, [id]) => {
  const { world } = context;
  const channel = channelFor(context, id);
  const writing = channel.parent === null ? 'SendMessages' : 'SendMessagesInThreads';
  channelFor(context, id, writing, ...(request.files.length > 0 ? (['AttachFiles'] as const) : []));
  if (channel.locked) throw new DiscordRefusalError(400, 50_083, 'Thread is archived');
  checkBody('createMessage', request);
  const body = request.body as MessageBody;
  const known = knownByNonce(context, channel, body);
  if (known !== undefined) return ok(messagePayload(world, known));
  const replyTo = checkReference(context, channel, body);
  channel.archived = false;
  const { content = '', components = [], flags = 0 } = body;
  // Discord knows no ephemeral message outside interactions and leaves the flag out.
  const kept = flags & ~flagBits.ephemeral;
  const files = request.files;
  const message = world.addMessage({
    channel: channel.id,
    author: world.bot,
    content,
    components,
    flags: kept,
    files,
    replyTo,
  });
  if (body.nonce !== undefined) world.nonces.set(`${channel.id} ${body.nonce}`, message.id);
  emitMessage(context, 'MESSAGE_CREATE', message);
  return ok({ ...messagePayload(world, message), nonce: body.nonce });
};

/** `PATCH /channels/:id/messages/:id` */
export const editMessage: Route = (context, request, [id, messageId]) => {
  const message = messageIn(channelFor(context, id), messageId);
  if (message.author.id !== context.world.bot.id) {
    throw new DiscordRefusalError(403, 50_005, 'Cannot edit a message authored by another user');
  }
  const isV2 = (message.flags & flagBits.componentsV2) !== 0;
  checkBody('editMessage', request, isV2);
  applyEdit(message, request.body as MessageBody, request);
  emitMessage(context, 'MESSAGE_UPDATE', message);
  return ok(messagePayload(context.world, message));
};

/** `DELETE /channels/:id/messages/:id` */
export const deleteMessage: Route = (context, _request, [id, messageId]) => {
  const channel = channelFor(context, id);
  const message = messageIn(channel, messageId);
  if (message.author.id !== context.world.bot.id) throw refusals.missingPermissions();
  channel.messages.splice(channel.messages.indexOf(message), 1);
  const gone = { id: message.id, channel_id: channel.id, guild_id: channel.guild ?? undefined };
  context.emit({ name: 'MESSAGE_DELETE', isDirect: channel.guild === null, data: () => gone });
  return noContent;
};

/** `GET /channels/:id/messages/:id` */
export const getMessage: Route = (context, _request, [id, messageId]) => {
  const channel = channelFor(context, id, 'ReadMessageHistory');
  if (channel.type === channelTypes.forum) {
    throw new DiscordRefusalError(400, 50_024, 'Cannot execute action on this channel type');
  }
  return ok(messagePayload(context.world, messageIn(channel, messageId)));
};

/** `GET /channels/:id/messages`: the newest, or those next after an id; always the newest first. */
export const listMessages: Route = (context, { query }, [id]) => {
  const channel = channelFor(context, id, 'ReadMessageHistory');
  const limit = Number(query.get('limit') ?? 50);
  const after = query.get('after');
  if (limit < 1 || limit > 100) throw refusals.invalidForm(['limit: 1 to 100']);
  const seen = channel.messages
    .filter(({ onlyFor }) => onlyFor === null)
    .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  const found =
    after === null ? seen.slice(-limit) : seen.filter((each) => BigInt(each.id) > BigInt(after)).slice(0, limit);
  return ok(found.toReversed().map((message) => messagePayload(context.world, message)));
};

/** `PUT` and `DELETE /channels/:id/messages/:id/reactions/:emoji/@me` */
export const ownReaction: Route = (context, { method }, [id, messageId, emoji = '']) => {
  const { world } = context;
  const channel = channelFor(context, id, 'ReadMessageHistory');
  const message = messageIn(channel, messageId);
  if (!/^(?:\p{Extended_Pictographic}\uFE0F?|\w+:\d+)$/u.test(emoji))
    throw new DiscordRefusalError(400, 10_014, 'Unknown Emoji');
  const users = message.reactions.get(emoji) ?? new Set();
  if (method === 'DELETE') {
    users.delete(world.bot.id);
    return noContent;
  }
  if (world.blockers.has(message.author.id)) throw new DiscordRefusalError(403, 90_001, 'Reaction was blocked');
  if (!message.reactions.has(emoji)) channelFor(context, id, 'AddReactions');
  message.reactions.set(emoji, users.add(world.bot.id));
  return noContent;
};

/** Refuses what Discord would, an oversized message as it does: with a 500. */
export function checkBody(
  kind: Parameters<typeof messageProblems>[0],
  { body, files }: Pick<FakeRequest, 'body' | 'files'>,
  isV2 = false,
): void {
  const problems = messageProblems(kind, body, isV2);
  if (problems.length > 0) throw refusals.invalidForm(problems);
  if (files.length > 10 || files.some(({ text }) => text.length > longestFile)) {
    throw new DiscordRefusalError(413, 40_005, 'Request entity too large');
  }
  const { content, components, flags = 0 } = body as MessageBody;
  const isPartial = kind === 'editMessage' || kind === 'editFollowUp';
  if (!isPartial && (content ?? '') === '' && (components ?? []).length === 0 && files.length === 0) {
    throw new DiscordRefusalError(400, 50_006, 'Cannot send an empty message');
  }
  if (isPartial && (flags & ~(flagBits.suppressEmbeds | flagBits.componentsV2)) !== 0) {
    throw refusals.invalidForm([`flags: ${flags} cannot be set by an edit`]);
  }
  const shown = [...JSON.stringify(components ?? []).matchAll(/"attachment:\/\/([^"]+)"/g)].map(([, name]) => name);
  if (shown.some((name) => !files.some((file) => file.name === name))) {
    throw refusals.invalidForm(['components: an attachment that is not there']);
  }
  if (isOversized(body)) throw refusals.broken();
}

/** What an edit leaves of a message. */
export function applyEdit(
  message: FakeMessage,
  { content, components, flags }: MessageBody,
  { files }: Pick<FakeRequest, 'files'>,
): void {
  if (content !== undefined) message.content = content;
  if (components !== undefined) message.components = components;
  message.flags |= (flags ?? 0) & flagBits.componentsV2;
  message.files = files;
  message.editedAt = new Date().toISOString();
}

function knownByNonce({ world }: RouteContext, channel: FakeChannel, { nonce, enforce_nonce }: MessageBody) {
  if (nonce === undefined || enforce_nonce !== true) return undefined;
  const id = world.nonces.get(`${channel.id} ${nonce}`);
  return channel.messages.find((message) => message.id === id);
}

function checkReference(
  context: RouteContext,
  channel: FakeChannel,
  { message_reference: reference }: MessageBody,
): string | null {
  if (reference === undefined) return null;
  if (channel.guild !== null && !context.world.may(channel, 'ReadMessageHistory')) {
    throw new DiscordRefusalError(403, 160_002, 'Cannot reply without permission to read message history');
  }
  const exists = channel.messages.some(({ id }) => id === reference.message_id);
  if (!exists && reference.fail_if_not_exists !== false)
    throw refusals.invalidForm(['message_reference: Unknown message']);
  return exists ? reference.message_id : null;
}
