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

/**
 * Sends a reply message by message, in order. One that Slack finds too long goes in halves; one whose containers it
 * refuses goes without them, as do all that follow. Returns what `put` returned, in order.
 */
export async function sendReply<T>(
  reply: Reply,
  { workspace, support, maxCharacters, nowMs }: Sending,
  put: (message: SlackMessage) => Promise<T>,
): Promise<T[]> {
  let containers = await support.has(workspace);
  const sent: T[] = [];
  const send = async (message: SlackMessage): Promise<void> => {
    if (!containers && hasContainers(message)) return sendPlain(message);
    try {
      sent.push(await put(message));
    } catch (error) {
      const refusal = refusalOf(error);
      if (badBlocks.has(refusal) && hasContainers(message)) return withdrawContainers(message);
      const halves = tooLong.has(refusal) ? splitMessage(message) : null;
      if (halves === null) throw error;
      for (const half of halves) await send(half);
    }
  };
  const sendPlain = async (message: SlackMessage): Promise<void> => {
    for (const plain of splitToFit(withoutContainers(message), maxCharacters)) await send(plain);
  };
  const withdrawContainers = async (message: SlackMessage): Promise<void> => {
    await sendPlain(message);
    // Only now: had the plain form been refused too, containers would not have been the reason.
    if (containers) await support.refused(workspace);
    containers = false;
  };
  for (const message of formatReply(reply, { containers, maxCharacters, nowMs })) await send(message);
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
