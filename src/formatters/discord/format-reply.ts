import type { Reply } from '../../core/domain/reply.ts';
import { formatDetails } from './details.ts';
import { fullTextMessages } from './full-text.ts';
import type { DiscordMessage } from './message.ts';
import { overviewMessage } from './overview.ts';
import { againMessage, begunMessage, failureMessage, leftAloneMessage } from './short-messages.ts';

export interface DiscordFormat {
  /** Now, in ms since the epoch: decides how much of a date is said. Default: the date itself. */
  readonly nowMs?: number;
}

/**
 * A reply as messages in reading order, as few as fit, each within Discord's limits. Exactly one but for details and full
 * text, of which there are none when the digest has nothing to show there. Details are ephemeral: they answer a button
 * and cannot be posted. The full text arrives silently wherever it stands.
 */
export function formatReply(reply: Reply, format: DiscordFormat = {}): DiscordMessage[] {
  switch (reply.kind) {
    case 'overview':
      return [overviewMessage(reply)];
    case 'begun':
      return [begunMessage(reply)];
    case 'left-alone':
      return [leftAloneMessage(reply)];
    case 'details':
      return [
        ...formatDetails(reply.digest, 'arguments', reply.language),
        ...formatDetails(reply.digest, 'people', reply.language),
      ];
    case 'full-text':
      return fullTextMessages(reply);
    case 'again':
      return [againMessage(reply, format.nowMs ?? reply.postedAtMs)];
    case 'failure':
      return [failureMessage(reply, format.nowMs ?? reply.retryAtMs ?? 0)];
  }
}
