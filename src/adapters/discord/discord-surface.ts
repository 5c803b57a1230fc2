import { Routes } from 'discord.js';
import { z } from 'zod';
import { VidigestError } from '../../core/domain/errors.ts';
import type { MessageRef, PostRef, Reply } from '../../core/domain/reply.ts';
import type { ChatFacts, ChatSurface, SurfaceOptions } from '../../core/ports/chat-surface.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { formatReply } from '../../formatters/discord/format-reply.ts';
import { type DiscordMessage, messageFlags } from '../../formatters/discord/message.ts';
import { clipThreadName, threadName } from '../../formatters/discord/thread-name.ts';
import type { DiscordCall } from './discord-call.ts';
import { discordCodes, refusalCode } from './discord-failure.ts';
import { createKeyedSerial, type KeyedSerial } from './keyed-serial.ts';
import { createThreads, type ReplyPlace, type Threads } from './threads.ts';

export interface DiscordSurfaceDeps {
  readonly call: DiscordCall;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A new one each time, at most 25 characters: Discord takes no second message with it for some minutes. */
  readonly nonce: () => string;
}

/** Discord as the use cases see it, and what only Discord has. */
export interface DiscordSurface extends ChatSurface, ChatFacts {
  /**
   * Opens the thread of a message before there is something to post, so that people see where the answer will be.
   * `title` null: under a provisional name, which the first reply with a title replaces. Nothing happens where there is
   * one, or where threads cannot be opened.
   */
  openThread(message: MessageRef, title: string | null, options: SurfaceOptions): Promise<void>;
}

/**
 * Posts into the message's thread, in the thread it stands in, or as a reply to it where no thread can be opened. What a
 * digest has besides its overview is not posted (`measure` says 0 for details): its buttons show it to whoever asks.
 */
export function createDiscordSurface(deps: DiscordSurfaceDeps): DiscordSurface {
  const threads = createThreads(deps);
  const serial = createKeyedSerial();
  const parts: Parts = { ...deps, threads, serial };
  return {
    mark: (message, on, { signal }) => mark(parts, message, on, signal),
    post: (to, reply, { signal }) => post(parts, to, reply, signal),
    edit: (earlier, to, reply, { signal }) => edit(parts, earlier, to, reply, signal),
    remove: (earlier, { signal }) => remove(parts, earlier, signal),
    async tell(to, _reply, { signal }) {
      // Nothing can be shown to one person alone but the answer to a click: the sign goes, and that is all.
      await mark(parts, to, false, signal);
      return false;
    },
    measure: (reply) => (reply.kind === 'details' ? 0 : formatReply(reply).length),
    permalink: async (message) => permalink(threads, message),
    async openThread(message, title, { signal }) {
      await threads.open(message, title === null ? null : clipThreadName(title), signal);
    },
  };
}

interface Parts extends DiscordSurfaceDeps {
  readonly threads: Threads;
  readonly serial: KeyedSerial;
}

const messageSchema = z.object({ id: z.string(), channel_id: z.string() });
const eyes = encodeURIComponent('👀');

/** What Discord, its admins or the author do not allow; or the message is gone. */
const courtesies: readonly (number | null)[] = [
  discordCodes.unknownMessage,
  discordCodes.unknownChannel,
  discordCodes.unknownEmoji,
  discordCodes.missingAccess,
  discordCodes.missingPermissions,
  discordCodes.reactionBlocked,
  discordCodes.tooManyReactions,
  discordCodes.threadArchived,
];

async function mark({ call, logger }: Parts, to: MessageRef, on: boolean, signal: AbortSignal): Promise<boolean> {
  const route = Routes.channelMessageOwnReaction(to.thread ?? to.channel, to.message, eyes);
  try {
    await call({ method: on ? 'PUT' : 'DELETE', route, repeatable: true, what: 'react to a message' }, signal);
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (!courtesies.includes(refusalCode(error))) throw error;
    logger.info('discord refused a courtesy', { channel: to.channel, error: String(error) });
    return false;
  }
}

/** One reply after the other in a thread: the messages of two never mix. */
async function post(parts: Parts, to: MessageRef, reply: Reply, signal: AbortSignal): Promise<readonly PostRef[]> {
  const name = threadName(reply);
  const place = await placeFor(parts.threads, to, reply, signal);
  const posts = await parts.serial(place.channel, async () => {
    const made: PostRef[] = [];
    for (const message of formatReply(reply, { nowMs: parts.clock.now() })) {
      made.push(await create(parts, place, forEverybody(message), signal));
    }
    return made;
  });
  if (name !== null) await parts.threads.rename(to, name, signal);
  return posts;
}

/** One line that leads elsewhere is worth no thread of its own. */
async function placeFor(threads: Threads, to: MessageRef, reply: Reply, signal: AbortSignal): Promise<ReplyPlace> {
  const isAside = reply.kind === 'again' && threads.known(to) === null;
  return isAside ? { channel: to.channel, replyTo: to.message } : await threads.open(to, threadName(reply), signal);
}

async function create(
  { call, nonce }: Parts,
  { channel, replyTo }: ReplyPlace,
  message: DiscordMessage,
  signal: AbortSignal,
): Promise<PostRef> {
  const reference =
    replyTo === null
      ? {}
      : { message_reference: { message_id: replyTo, channel_id: channel, fail_if_not_exists: false } };
  const body = { ...message, ...reference, nonce: nonce(), enforce_nonce: true };
  const route = Routes.channelMessages(channel);
  // The nonce makes it repeatable: a message that is there already is answered again, not posted again.
  const answer = await call({ method: 'POST', route, body, repeatable: true, what: 'post a message' }, signal);
  const { id, channel_id } = messageSchema.parse(answer);
  return { channel: channel_id, message: id };
}

/** Details are made for one person; where they are posted all the same, they are there for all. */
function forEverybody(message: DiscordMessage): DiscordMessage {
  const isEphemeral = (message.flags & messageFlags.ephemeral) !== 0;
  if (!isEphemeral) return message;
  return { ...message, flags: (message.flags & ~messageFlags.ephemeral) | messageFlags.silent };
}

async function edit(parts: Parts, earlier: PostRef, to: MessageRef, reply: Reply, signal: AbortSignal): Promise<void> {
  const [message, ...more] = formatReply(reply, { nowMs: parts.clock.now() });
  if (message === undefined || more.length > 0) {
    throw new VidigestError('internal', `a reply of ${1 + more.length} messages cannot replace one`);
  }
  const { components, allowed_mentions } = message;
  const body = { components, allowed_mentions, flags: messageFlags.components };
  const route = Routes.channelMessage(earlier.channel, earlier.message);
  await parts.serial(earlier.channel, () =>
    parts.call({ method: 'PATCH', route, body, repeatable: true, what: 'edit a message' }, signal),
  );
  const name = threadName(reply);
  if (name !== null) await parts.threads.rename(to, name, signal);
}

async function remove({ call }: Parts, { channel, message }: PostRef, signal: AbortSignal): Promise<void> {
  const route = Routes.channelMessage(channel, message);
  try {
    await call({ method: 'DELETE', route, repeatable: true, what: 'delete a message' }, signal);
  } catch (error) {
    const code = refusalCode(error);
    if (code !== discordCodes.unknownMessage && code !== discordCodes.unknownChannel) throw error;
  }
}

/** The thread where it is known, which is where the answer stands; else the message. */
function permalink(threads: Threads, to: MessageRef): string {
  const { workspace, channel, message } = to;
  const base = `https://discord.com/channels/${workspace}`;
  const thread = threads.known(to);
  if (thread === null) return `${base}/${channel}/${message}`;
  return to.thread === null || to.thread === message ? `${base}/${thread}` : `${base}/${thread}/${message}`;
}
