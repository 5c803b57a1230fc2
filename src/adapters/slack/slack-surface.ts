import type { MessageRef, PostRef, Reply } from '../../core/domain/reply.ts';
import type { ChatFacts, ChatSurface } from '../../core/ports/chat-surface.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { WorkspaceTraitStore } from '../../core/ports/store.ts';
import type { SlackMessage } from '../../formatters/slack/blocks.ts';
import { formatReply } from '../../formatters/slack/format-reply.ts';
import { slackLimits } from '../../formatters/slack/limits.ts';
import { createContainerSupport } from './container-support.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { replaceWithReply, type Sending, sendReply } from './send-reply.ts';
import { createSlackCall, type SlackCall } from './slack-call.ts';
import type { SlackClient } from './slack-client.ts';
import { isBrokenInstallation, refusalOf, SlackCallError } from './slack-failure.ts';

export interface SlackSurfaceDeps {
  /** From `createSlackClient`: one that does not retry by itself. */
  readonly client: SlackClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly traits: WorkspaceTraitStore;
}

export interface SlackSurfaceOptions {
  /** Over all strings of a message. Default: `slackLimits.messageCharacters`. */
  readonly maxCharacters?: number;
  /** Between the messages of a channel. Default 1 s, which is what Slack grants. */
  readonly messageEveryMs?: number;
  /** Between edits, all channels together. Default 1.2 s: Slack grants 50 a minute. */
  readonly editEveryMs?: number;
}

interface Parts {
  readonly client: SlackClient;
  readonly logger: Logger;
  readonly call: SlackCall;
  readonly outbox: Outbox;
  readonly sendingTo: (to: MessageRef) => Sending;
}

/**
 * Slack as a chat surface. Replies of a thread go out in the order they were asked for, whole replies one after the
 * other; messages of a channel at most one a second, threads taking turns. Reactions wait for nothing. Errors are
 * `chat-refused` with Slack's own error as reason.
 */
export function createSlackSurface(deps: SlackSurfaceDeps, options: SlackSurfaceOptions = {}): ChatSurface & ChatFacts {
  const { client, clock, logger } = deps;
  const { maxCharacters = slackLimits.messageCharacters, messageEveryMs = 1_000, editEveryMs = 1_200 } = options;
  const call = createSlackCall({ clock, logger });
  const outbox = createOutbox({ call, clock }, { messageEveryMs, editEveryMs });
  const support = createContainerSupport(deps);
  const sendingTo = ({ workspace }: MessageRef): Sending => ({ workspace, support, maxCharacters, nowMs: clock.now() });
  const parts: Parts = { client, logger, call, outbox, sendingTo };
  return {
    mark: (message, on, { signal }) => mark(parts, message, on, signal),
    post: (to, reply, { signal }) => post(parts, to, reply, signal),
    edit: (earlier, to, reply, { signal }) => edit(parts, earlier, to, reply, signal),
    remove: (earlier, { signal }) => remove(parts, earlier, signal),
    tell: (to, reply, { signal }) => tell(parts, to, reply, signal),
    measure: (reply) => formatReply(reply, { containers: true, maxCharacters }).length,
    permalink: (message, { signal }) => permalink(parts, message, signal),
  };
}

async function mark(parts: Parts, message: MessageRef, on: boolean, signal: AbortSignal): Promise<boolean> {
  const { client, call } = parts;
  const body = { channel: message.channel, timestamp: message.message, name: 'eyes' };
  const react = () => (on ? client.reactions.add(body) : client.reactions.remove(body));
  try {
    await call({ method: on ? 'reactions.add' : 'reactions.remove', idempotent: true }, react, signal);
    return true;
  } catch (error) {
    if (refusalOf(error) === (on ? 'already_reacted' : 'no_reaction')) return true;
    return falseIfRefused(parts, error, message.channel);
  }
}

function post(parts: Parts, to: MessageRef, reply: Reply, signal: AbortSignal): Promise<readonly PostRef[]> {
  const { client, outbox, sendingTo } = parts;
  const { channel } = to;
  const thread = to.thread ?? to.message;
  const put = async (message: SlackMessage): Promise<PostRef> => {
    const body = { channel, thread_ts: thread, ...contentOf(message), unfurl_links: false, unfurl_media: false };
    const { ts } = await outbox.message(channel, 'chat.postMessage', () => client.chat.postMessage(body), signal);
    return { channel, message: ts ?? '' };
  };
  const work = () => explained(parts, () => sendReply(reply, sendingTo(to), put));
  return outbox.inThread(channel, thread, work, signal);
}

function edit(parts: Parts, earlier: PostRef, to: MessageRef, reply: Reply, signal: AbortSignal): Promise<void> {
  const { client, outbox, sendingTo } = parts;
  const put = (message: SlackMessage) => {
    const body = { channel: earlier.channel, ts: earlier.message, ...contentOf(message) };
    return outbox.edit(() => client.chat.update(body), signal);
  };
  const work = () => explained(parts, () => replaceWithReply(reply, sendingTo(to), put));
  return outbox.inThread(to.channel, to.thread ?? to.message, work, signal);
}

async function remove({ client, call }: Parts, { channel, message: ts }: PostRef, signal: AbortSignal): Promise<void> {
  try {
    await call({ method: 'chat.delete', idempotent: true }, () => client.chat.delete({ channel, ts }), signal);
  } catch (error) {
    if (refusalOf(error) !== 'message_not_found') throw error;
  }
}

/** Outside threads what is said to one person stands in the channel: in a thread nobody has open it is not seen. */
async function tell(parts: Parts, to: MessageRef, reply: Reply, signal: AbortSignal): Promise<boolean> {
  const { client, outbox, sendingTo } = parts;
  const { channel, author: user } = to;
  const place = to.thread === null ? {} : { thread_ts: to.thread };
  const put = (message: SlackMessage) => {
    const body = { channel, user, ...place, ...contentOf(message) };
    return outbox.message(channel, 'chat.postEphemeral', () => client.chat.postEphemeral(body), signal);
  };
  try {
    return (await explained(parts, () => sendReply(reply, sendingTo(to), put))).length > 0;
  } catch (error) {
    return falseIfRefused(parts, error, channel);
  }
}

async function permalink({ client, call }: Parts, message: MessageRef, signal: AbortSignal): Promise<string> {
  const { channel, message: message_ts } = message;
  const get = () => client.chat.getPermalink({ channel, message_ts });
  const { permalink: link } = await call({ method: 'chat.getPermalink', idempotent: true }, get, signal);
  return link ?? '';
}

/** `parse: none`: neither does Slack look for mentions and links in the text that notifications show. */
function contentOf({ text, blocks }: SlackMessage) {
  return { text, blocks: [...blocks], parse: 'none', link_names: false } as const;
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
