import { Routes } from 'discord.js';
import type { RequestFrame, WantedVideo } from '../../core/domain/chat-request.ts';
import { VidigestError } from '../../core/domain/errors.ts';
import { messageKey } from '../../core/domain/post-key.ts';
import type { MessageRef, PostRef, Reply } from '../../core/domain/reply.ts';
import type { ChatFacts, ChatSurface, PostOptions, SurfaceOptions } from '../../core/ports/chat-surface.ts';
import type { Outbox } from '../../core/ports/outbox.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { formatReply } from '../../formatters/discord/format-reply.ts';
import { linksMessage } from '../../formatters/discord/links-message.ts';
import { type DiscordMessage, forEverybody, isLoud, messageFlags, silently } from '../../formatters/discord/message.ts';
import { clipThreadName, threadName } from '../../formatters/discord/thread-name.ts';
import { type BoundedMap, createBoundedMap } from './bounded-map.ts';
import { createDenial, type Denial } from './denial.ts';
import type { DiscordCall } from './discord-call.ts';
import { discordCodes, isDenial, refusalCode } from './discord-failure.ts';
import { putEyes } from './eyes.ts';
import { createFirstWord, type FirstWord } from './first-word.ts';
import { createKeyedSerial, type KeyedSerial } from './keyed-serial.ts';
import { marked } from './post-key.ts';
import { postOnce } from './post-once.ts';
import { createThreads, type ReplyPlace, type Threads } from './threads.ts';

export interface DiscordSurfaceDeps {
  readonly call: DiscordCall;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Without it what is posted is safe against lost answers, not against a crash. */
  readonly outbox?: Outbox;
  /** A key for what has none of its own: a new one each time. */
  readonly newKey: () => string;
}

/** Discord as the use cases see it, and what only Discord has. */
export interface DiscordSurface extends ChatSurface, ChatFacts {
  prepareThread: NonNullable<ChatSurface['prepareThread']>;
  /**
   * Posts a message that the digests of a command hang on, where the command was typed. The same for the same request.
   * Null where nothing can be posted; throws `chat-refused` that names the permissions where those are missing.
   */
  openThread(
    request: RequestFrame,
    videos: readonly WantedVideo[],
    options: SurfaceOptions,
  ): Promise<MessageRef | null>;
  /** Posts messages where a request was made: into the thread where there is one, else as replies to its message. */
  say(at: RequestFrame['at'], messages: readonly DiscordMessage[], options: PostOptions): Promise<readonly PostRef[]>;
}

/**
 * Posts into the message's thread, in the thread it stands in, or as a reply to it where no thread can be opened. What a
 * digest has besides its overview is not posted (`measure` says 0 for details): its buttons show it to whoever asks.
 */
export function createDiscordSurface(deps: DiscordSurfaceDeps): DiscordSurface {
  const threads = createThreads(deps);
  const keys = createBoundedMap<string>(rememberedKeys);
  const signs = createKeyedSerial();
  const own = { threads, keys, serial: createKeyedSerial(), denial: createDenial(deps), words: createFirstWord(deps) };
  const parts: Parts = { ...deps, ...own };
  return {
    async mark(message, on, { signal }) {
      // One after the other: one that is being set must not come after it was taken away.
      const isDone = await signs(message.message, () => putEyes(deps, message, on, signal));
      if (!on) await threads.withdraw(message, signal);
      return isDone;
    },
    post: (to, reply, options) => post(parts, to, reply, options),
    edit: (earlier, to, reply, { signal }) => edit(parts, earlier, to, reply, signal),
    remove: (earlier, { signal }) => remove(parts, earlier, signal),
    // Nothing can be shown to one person alone but the answer to a click: that the sign goes must do.
    tell: async () => false,
    // The thread stays short: buttons show the text to whoever wants it.
    unaskedMessages: 1,
    unaskedTextMessages: 0,
    signStays: false,
    measure: (reply) => (reply.kind === 'details' ? 0 : formatReply(reply).length),
    permalink: async (message) => permalink(threads, message),
    async prepareThread(message, title, { signal }) {
      await threads.prepare(message, title === null ? null : clipThreadName(title), signal);
    },
    openThread: (request, videos, { signal }) => openThread(parts, request, videos, signal),
    say(at, messages, options) {
      const isNew = at.thread === null && at.message === null;
      const place = { channel: at.thread ?? at.channel, replyTo: at.thread === null ? at.message : null, isNew };
      return postAll(parts, knownPlace(threads, at) ?? place, at.workspace, messages, options);
    },
  };
}

interface Parts extends DiscordSurfaceDeps {
  readonly threads: Threads;
  readonly serial: KeyedSerial;
  /** Keys of what was posted by this process, by the message's id: an edit must not lose the mark. */
  readonly keys: BoundedMap<string>;
  readonly denial: Denial;
  readonly words: FirstWord;
}

const rememberedKeys = 10_000;

async function post(parts: Parts, to: MessageRef, reply: Reply, options: PostOptions): Promise<readonly PostRef[]> {
  try {
    return await postReply(parts, to, reply, options);
  } catch (error) {
    if (isThreadGone(to, reply, error)) {
      parts.threads.forget(to);
      parts.words.forget(to.message);
      return await postReply(parts, to, reply, options);
    }
    await parts.denial.tell(to, reply.language, error, options.signal);
    throw error;
  }
}

/** Its own thread was deleted since it was opened. That something went wrong is worth no other. */
function isThreadGone({ thread }: MessageRef, { kind }: Reply, error: unknown): boolean {
  return thread === null && kind !== 'failure' && refusalCode(error) === discordCodes.unknownChannel;
}

async function postReply(
  parts: Parts,
  to: MessageRef,
  reply: Reply,
  options: PostOptions,
): Promise<readonly PostRef[]> {
  const { threads, clock } = parts;
  const name = threadName(reply);
  const place = await placeFor(threads, to, reply, options.signal);
  const messages = formatReply(reply, { nowMs: clock.now() });
  const posts = await postAll(parts, place, to.workspace, messages, options);
  if (name !== null) await threads.rename(to, name, options.signal);
  return posts;
}

/** One line that leads elsewhere is worth no thread of its own, and what may be taken away again leaves it empty. */
async function placeFor(threads: Threads, to: MessageRef, reply: Reply, signal: AbortSignal): Promise<ReplyPlace> {
  if (reply.kind === 'begun') {
    await threads.prepare(to, null, signal);
    return knownPlace(threads, to) ?? { channel: to.channel, replyTo: to.message };
  }
  const isAside = reply.kind === 'again' && threads.known(to) === null;
  return isAside ? { channel: to.channel, replyTo: to.message } : await threads.open(to, threadName(reply), signal);
}

function knownPlace(threads: Threads, at: RequestFrame['at']): ReplyPlace | null {
  const thread = at.message === null ? null : threads.known({ ...at, message: at.message, author: '' });
  return thread === null ? null : { channel: thread, replyTo: null };
}

/**
 * All of them before anything else is posted there: the messages of two replies never mix. One post of a thread
 * notifies, whatever the formatter says of the later ones.
 */
function postAll(
  parts: Parts,
  place: ReplyPlace,
  workspace: string,
  messages: readonly DiscordMessage[],
  { key = parts.newKey(), fence = null, signal }: PostOptions,
): Promise<readonly PostRef[]> {
  return parts.serial(place.channel, async () => {
    const posts: PostRef[] = [];
    for (const [at, message] of messages.entries()) {
      const slot = { key: messageKey(key, at + 1), workspace, fence };
      const given = forEverybody(message);
      const isHeard = isLoud(given) && (await parts.words.isDue(place, signal));
      const post = await postOnce(parts, place, isHeard ? given : silently(given), slot, signal);
      parts.keys.set(post.message, slot.key);
      if (isHeard) parts.words.said(place, post.message);
      posts.push(post);
    }
    return posts;
  });
}

async function edit(parts: Parts, earlier: PostRef, to: MessageRef, reply: Reply, signal: AbortSignal): Promise<void> {
  const [message, ...more] = formatReply(reply, { nowMs: parts.clock.now() });
  if (message === undefined || more.length > 0) {
    throw new VidigestError('internal', `a reply of ${1 + more.length} messages cannot replace one`);
  }
  const key = parts.outbox === undefined ? undefined : parts.keys.get(earlier.message);
  const { components, allowed_mentions } = key === undefined ? message : marked(message, key);
  const body = { components, allowed_mentions, flags: messageFlags.components };
  // A button is pressed on the very message: its channel is then the one in the list, not the thread it stands in.
  const channel = earlier.message === to.message ? (to.thread ?? to.channel) : earlier.channel;
  const route = Routes.channelMessage(channel, earlier.message);
  await parts.serial(channel, () =>
    parts.call({ method: 'PATCH', route, body, repeatable: true, what: 'edit a message' }, signal),
  );
  // What was a placeholder is an answer now: its thread is not empty any more.
  if (parts.threads.known(to) !== null) await parts.threads.open(to, null, signal);
  const name = threadName(reply);
  if (name !== null) await parts.threads.rename(to, name, signal);
}

async function remove({ call, words }: Parts, post: PostRef, signal: AbortSignal): Promise<void> {
  const { channel, message } = post;
  const route = Routes.channelMessage(channel, message);
  try {
    await call({ method: 'DELETE', route, repeatable: true, what: 'delete a message' }, signal);
  } catch (error) {
    const code = refusalCode(error);
    if (code !== discordCodes.unknownMessage && code !== discordCodes.unknownChannel) throw error;
  }
  words.unsaid(post);
}

async function openThread(
  parts: Parts,
  { id, at, asker }: RequestFrame,
  videos: readonly WantedVideo[],
  signal: AbortSignal,
): Promise<MessageRef | null> {
  const place = { channel: at.thread ?? at.channel, replyTo: null };
  try {
    const [post] = await postAll(parts, place, at.workspace, [linksMessage(videos)], { key: `${id}/links`, signal });
    return post === undefined ? null : { ...at, message: post.message, author: asker.id };
  } catch (error) {
    signal.throwIfAborted();
    if (refusalCode(error) === null || isDenial(error)) throw error;
    parts.logger.info('nothing can be posted where a command was typed', { channel: at.channel, error: String(error) });
    return null;
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
