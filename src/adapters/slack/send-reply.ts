import { messageKey } from '../../core/domain/post-key.ts';
import type { Reply } from '../../core/domain/reply.ts';
import type { SlackMessage } from '../../formatters/slack/blocks.ts';
import { formatReply } from '../../formatters/slack/format-reply.ts';
import { slackLimits } from '../../formatters/slack/limits.ts';
import { hasContainers, withoutContainers } from '../../formatters/slack/plain-blocks.ts';
import { splitMessage, splitToFit } from '../../formatters/slack/split-message.ts';
import type { ContainerSupport } from './container-support.ts';
import { refusalOf } from './slack-failure.ts';

/** What sending needs to know about a reply and its place. */
export interface Sending {
  readonly workspace: string;
  readonly support: ContainerSupport;
  readonly maxCharacters: number;
  readonly nowMs: number;
}

const tooLong = new Set(['msg_blocks_too_long', 'msg_too_long']);
const badBlocks = new Set(['invalid_blocks', 'invalid_blocks_format']);

/** Takes the messages of a reply to Slack, each under its key. */
export interface Carrier<T> {
  put(message: SlackMessage, key: string): Promise<T>;
  /** What stands under a key from an earlier time; null where nothing does. Posts nothing. */
  standing(key: string): Promise<T | null>;
}

/**
 * Sends a reply message by message, in order. One that Slack finds too long goes in halves; one whose containers it
 * refuses goes without them, as do all that follow. Returns what `put` returned, in order.
 *
 * The same text has the same key whenever the reply is sent, whatever has been learned about the workspace meanwhile:
 * the reply is cut as for containers, and what a message breaks into has keys made from its own.
 */
export async function sendReply<T>(
  reply: Reply,
  { workspace, support, maxCharacters, nowMs, key: replyKey }: Sending & { readonly key: string },
  { put, standing }: Carrier<T>,
): Promise<T[]> {
  let containers = await support.has(workspace);
  const sent: T[] = [];
  const cut = formatReply(reply, { containers: true, maxCharacters, nowMs });
  const plainOf = (message: SlackMessage): SlackMessage[] => {
    // What is one message in both forms, as an overview, stays one: it will be edited.
    const whole =
      cut.length === 1 && message === cut[0] ? formatReply(reply, { containers: false, maxCharacters, nowMs }) : [];
    return whole.length === 1 ? whole : splitToFit(withoutContainers(message), maxCharacters);
  };
  const send = async (message: SlackMessage, key: string): Promise<void> => {
    if (!containers && hasContainers(message)) return sendPlain(message, key);
    try {
      sent.push(await put(message, key));
    } catch (error) {
      const refusal = refusalOf(error);
      if (badBlocks.has(refusal) && hasContainers(message)) return withdrawContainers(message, key);
      const halves = tooLong.has(refusal) ? splitMessage(message) : null;
      if (halves === null) throw error;
      for (const [at, half] of halves.entries()) await send(half, messageKey(key, at + 1));
    }
  };
  const sendPlain = async (message: SlackMessage, key: string): Promise<void> => {
    const [first, ...more] = plainOf(message);
    if (first === undefined) return;
    if (more.length === 0) return send(first, key);
    const whole = await standing(key);
    if (whole !== null) return void sent.push(whole);
    for (const [at, plain] of [first, ...more].entries()) await send(plain, messageKey(`${key}/p`, at + 1));
  };
  const withdrawContainers = async (message: SlackMessage, key: string): Promise<void> => {
    await sendPlain(message, key);
    // Only now: had the plain form been refused too, containers would not have been the reason.
    if (containers) await support.refused(workspace);
    containers = false;
  };
  for (const [at, message] of cut.entries()) await send(message, messageKey(replyKey, at + 1));
  return sent;
}

/**
 * Sends a reply as the one message that replaces another. One that Slack finds too long is formatted shorter, one whose
 * containers it refuses without them.
 */
export async function replaceWithReply(
  reply: Reply,
  { workspace, support, maxCharacters, nowMs }: Sending,
  put: (message: SlackMessage) => Promise<unknown>,
): Promise<void> {
  let containers = await support.has(workspace);
  let withdrawn = false;
  let characters = maxCharacters;
  for (;;) {
    const [message, ...more] = formatReply(reply, { containers, maxCharacters: characters, nowMs });
    if (message === undefined || more.length > 0) throw new Error(`a ${reply.kind} is not one message`);
    try {
      await put(message);
      if (withdrawn) await support.refused(workspace);
      return;
    } catch (error) {
      const refusal = refusalOf(error);
      if (badBlocks.has(refusal) && hasContainers(message)) {
        containers = false;
        withdrawn = true;
      } else if (tooLong.has(refusal) && characters > slackLimits.leastMessageCharacters) {
        characters = Math.max(Math.floor(characters * 0.6), slackLimits.leastMessageCharacters);
      } else throw error;
    }
  }
}
