import type { Reply } from '../../core/domain/reply.ts';
import type { SlackMessage } from './blocks.ts';
import { detailMessages } from './details.ts';
import { fullTextMessages } from './full-text.ts';
import { slackLimits } from './limits.ts';
import { overviewMessage } from './overview.ts';
import { withoutContainers } from './plain-blocks.ts';
import { againMessage, begunMessage, failureMessage, leftAloneMessage } from './short-messages.ts';
import { splitToFit } from './split-message.ts';

export interface SlackFormat {
  /** False where the workspace refuses container blocks: what would be folded stands open under bold headings. */
  readonly containers: boolean;
  /** Over all strings of a message. Default and least: `slackLimits`. */
  readonly maxCharacters?: number;
  /** Now, in ms since the epoch: decides how much of a date is said. Default: the date itself. */
  readonly nowMs?: number;
}

/**
 * A reply as messages in reading order, as few as fit, each within Slack's limits. Exactly one but for details and full
 * text, of which there are none when the digest has nothing to show there.
 */
export function formatReply(reply: Reply, format: SlackFormat): SlackMessage[] {
  const wanted = format.maxCharacters ?? slackLimits.messageCharacters;
  const maxCharacters = Math.max(wanted, slackLimits.leastMessageCharacters);
  const folded = foldedMessages(reply, maxCharacters, format.nowMs);
  return format.containers
    ? folded
    : folded.flatMap((message) => splitToFit(withoutContainers(message), maxCharacters));
}

function foldedMessages(reply: Reply, maxCharacters: number, nowMs: number | undefined): SlackMessage[] {
  switch (reply.kind) {
    case 'overview':
      return [overviewMessage(reply, maxCharacters)];
    case 'begun':
      return [begunMessage(reply)];
    case 'left-alone':
      return [leftAloneMessage(reply)];
    case 'details':
      return detailMessages(reply, maxCharacters);
    case 'full-text':
      return fullTextMessages(reply, maxCharacters);
    case 'again':
      return [againMessage(reply, nowMs ?? reply.postedAtMs)];
    case 'failure':
      return [failureMessage(reply, nowMs ?? reply.retryAtMs ?? 0)];
  }
}
