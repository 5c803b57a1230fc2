import type { MessageRef, PostRef, Reply } from '../../core/domain/reply.ts';
import type { ChatFacts, ChatSurface, PostOptions, RemoveOptions } from '../../core/ports/chat-surface.ts';
import type { Outbox, Slot } from '../../core/ports/outbox.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { WorkspaceTraitStore } from '../../core/ports/store.ts';
import type { SlackMessage } from '../../formatters/slack/blocks.ts';
import { formatReply } from '../../formatters/slack/format-reply.ts';
import { slackLimits } from '../../formatters/slack/limits.ts';
import { createContainerSupport } from './container-support.ts';
import { createMarkLine, type MarkLine } from './mark-line.ts';
import { contentOf } from './message-content.ts';
import { createPacing, type Pacing } from './pacing.ts';
import { type Carrier, replaceWithReply, type Sending, sendReply } from './send-reply.ts';
import { createSlackCall, type SlackCall } from './slack-call.ts';
import { isBrokenInstallation, refusalOf, SlackCallError } from './slack-failure.ts';
import { createSlackPosts, type SlackPosts } from './slack-posts.ts';
import type { SpeakAs } from './workspaces.ts';

export interface SlackSurfaceDeps {
  /** With clients that do not retry by themselves. */
  readonly speakAs: SpeakAs;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly traits: WorkspaceTraitStore;
  /** Without it a message may be lost with its answer, and comes twice when it is posted again. */
  readonly outbox?: Outbox;
}

export interface SlackSurfaceOptions {
  /** Over all strings of a message. Default: `slackLimits.messageCharacters`. */
  readonly maxCharacters?: number;
  /** Between the messages of a channel. Default 1 s, which is what Slack grants. */
  readonly messageEveryMs?: number;
  /** Between edits, all channels of a workspace together. Default 1.2 s: Slack grants 50 a minute. */
  readonly editEveryMs?: number;
}

/** Slack as a chat surface, and what writes single messages in the same turns. */
export interface SlackSurface extends ChatSurface, ChatFacts {
  readonly posts: SlackPosts;
}

/** Slack grants some 50 a minute: the last of those that wait would be two minutes late. */
const signs = { atOnce: 4, maxWaiting: 100 };

interface Parts {
  readonly speakAs: SpeakAs;
  readonly logger: Logger;
  readonly call: SlackCall;
  readonly marks: MarkLine;
  readonly pacing: Pacing;
  readonly posts: SlackPosts;
  readonly sendingTo: (to: MessageRef) => Sending;
}

/**
 * Slack as a chat surface. Replies of a thread go out in the order they were asked for, whole replies one after the
 * other; messages of a channel at most one a second, threads taking turns. Reactions wait for none of them; they go a
 * few at a time, and are left out where many wait. An edit that shows a digest in the making is left out where it would
 * wait for others: those that show what is made must not wait for it. Errors are `chat-refused` with Slack's own error as
 * reason.
 */
export function createSlackSurface(deps: SlackSurfaceDeps, options: SlackSurfaceOptions = {}): SlackSurface {
  const { speakAs, clock, logger } = deps;
  const { maxCharacters = slackLimits.messageCharacters, messageEveryMs = 1_000, editEveryMs = 1_200 } = options;
  const call = createSlackCall({ clock, logger });
  const pacing = createPacing({ call, clock }, { messageEveryMs, editEveryMs });
  const marks = createMarkLine(signs);
  const posts = createSlackPosts({ speakAs, call, pacing, outbox: deps.outbox ?? null });
  const support = createContainerSupport(deps);
  const sendingTo = ({ workspace }: MessageRef): Sending => ({ workspace, support, maxCharacters, nowMs: clock.now() });
  const parts: Parts = { speakAs, logger, call, marks, pacing, posts, sendingTo };
  return {
    posts,
    mark: (message, on, { signal }) => mark(parts, message, on, signal),
    post: (to, reply, options) => post(parts, to, reply, options),
    edit: (earlier, to, reply, { signal }) => edit(parts, earlier, to, reply, signal),
    remove: (earlier, options) => remove(parts, earlier, options),
    tell: (to, reply, options) => tell(parts, to, reply, options),
    unaskedMessages: 4,
    unaskedTextMessages: 2,
    // Slack takes fewer signs away in a minute than it takes messages.
    signStays: true,
    measure: (reply) => formatReply(reply, { containers: true, maxCharacters }).length,
    permalink: (message, { signal }) => permalink(parts, message, signal),
  };
}

async function mark(parts: Parts, message: MessageRef, on: boolean, signal: AbortSignal): Promise<boolean> {
  let isRefused = false;
  const work = async (): Promise<boolean> => {
    isRefused = !(await react(parts, message, on, signal));
    return !isRefused;
  };
  await (on ? parts.marks.on(message, work, signal) : parts.marks.off(message, work));
  return !isRefused;
}

/** The message is gone, or nothing of the bot's could stand there. */
const nothingToSign: ReadonlySet<string> = new Set([
  'message_not_found',
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'bad_timestamp',
]);

async function react(parts: Parts, message: MessageRef, on: boolean, signal: AbortSignal): Promise<boolean> {
  const { speakAs, call } = parts;
  const body = { channel: message.channel, timestamp: message.message, name: 'eyes' };
  const send = () => speakAs(message.workspace, ({ reactions }) => (on ? reactions.add(body) : reactions.remove(body)));
  try {
    await call({ method: on ? 'reactions.add' : 'reactions.remove', idempotent: true }, send, signal);
    return true;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === (on ? 'already_reacted' : 'no_reaction') || nothingToSign.has(refusal)) return true;
    return falseIfRefused(parts, error, message.channel);
  }
}

function post(parts: Parts, to: MessageRef, reply: Reply, options: PostOptions): Promise<readonly PostRef[]> {
  const { pacing, posts, sendingTo } = parts;
  const { signal, key = '' } = options;
  const place = { ...to, thread: to.thread ?? to.message };
  const carrier: Carrier<PostRef> = {
    put: (message, each) => posts.post(place, message, slotFor(to, options, each), signal),
    standing: (each) => posts.standing(place, slotFor(to, options, each), signal),
  };
  const work = () => explained(parts, () => sendReply(reply, { ...sendingTo(to), key }, carrier));
  return pacing.inThread(place, place.thread, work, signal);
}

function slotFor({ workspace }: MessageRef, { key: replyKey, fence = null }: PostOptions, key: string): Slot | null {
  return replyKey === undefined ? null : { key, workspace, fence };
}

function edit(parts: Parts, earlier: PostRef, to: MessageRef, reply: Reply, signal: AbortSignal): Promise<void> {
  const { speakAs, pacing, sendingTo } = parts;
  let mayBeLeftOut = isDraft(reply);
  const put = async (message: SlackMessage): Promise<void> => {
    if (mayBeLeftOut && pacing.isEditing(to.workspace)) return;
    mayBeLeftOut = false;
    const body = { channel: earlier.channel, ts: earlier.message, ...contentOf(message) };
    await pacing.edit(to.workspace, () => speakAs(to.workspace, (client) => client.chat.update(body)), signal);
  };
  const work = () => explained(parts, () => replaceWithReply(reply, sendingTo(to), put));
  return pacing.inThread(to, to.thread ?? to.message, work, signal);
}

/** Of a digest in the making: a newer state follows. */
function isDraft(reply: Reply): boolean {
  return reply.kind === 'overview' && reply.digest === null;
}

async function remove(
  { speakAs, call }: Parts,
  { channel, message: ts }: PostRef,
  { workspace, signal }: RemoveOptions,
): Promise<void> {
  try {
    const put = () => speakAs(workspace, (client) => client.chat.delete({ channel, ts }));
    await call({ method: 'chat.delete', idempotent: true }, put, signal);
  } catch (error) {
    if (refusalOf(error) !== 'message_not_found') throw error;
  }
}

/** Outside threads what is said to one person stands in the channel: in a thread nobody has open it is not seen. */
async function tell(parts: Parts, to: MessageRef, reply: Reply, options: PostOptions): Promise<boolean> {
  const { posts, sendingTo } = parts;
  const { signal, key = '' } = options;
  const place = { ...to, user: to.author };
  const carrier: Carrier<boolean> = {
    put: (message, each) => posts.tell(place, message, slotFor(to, options, each), signal),
    // Nobody can look for it.
    standing: async () => null,
  };
  try {
    const said = await explained(parts, () => sendReply(reply, { ...sendingTo(to), key }, carrier));
    return said.includes(true);
  } catch (error) {
    return falseIfRefused(parts, error, to.channel);
  }
}

async function permalink({ speakAs, call }: Parts, message: MessageRef, signal: AbortSignal): Promise<string> {
  const { workspace, channel, message: message_ts } = message;
  const get = () => speakAs(workspace, (client) => client.chat.getPermalink({ channel, message_ts }));
  const { permalink: link } = await call({ method: 'chat.getPermalink', idempotent: true }, get, signal);
  return link ?? '';
}

/** What Slack or its admins do not allow is false; a broken connection or installation is thrown. */
function falseIfRefused({ logger }: Parts, error: unknown, channel: string): false {
  const refusal = refusalOf(error);
  if (refusal === '' || isBrokenInstallation(refusal)) throw error;
  logger.info('slack refused a courtesy', { channel, error: refusal });
  return false;
}

/** Puts Slack's remarks on single blocks into the log: the error itself names none. */
async function explained<T>({ logger }: Parts, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SlackCallError && error.failure.kind === 'refused' && error.failure.problems.length > 0) {
      logger.error('slack refused a message', { problems: error.failure.problems.join('; ').slice(0, 500) });
    }
    throw error;
  }
}
