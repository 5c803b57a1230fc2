import type { ChatAnswer } from '../../core/domain/chat-answer.ts';
import { answerMessage } from '../../formatters/slack/answer-message.ts';
import type { SlackMessage } from '../../formatters/slack/blocks.ts';
import { formatReply } from '../../formatters/slack/format-reply.ts';

/** An answer as messages; none for what only a page can show. `emoji` asks for a digest. */
export function answerMessages(answer: ChatAnswer, nowMs: number, emoji: string): SlackMessage[] {
  switch (answer.kind) {
    case 'reply':
      // Folds are for threads: what one person reads at once stands open.
      return formatReply(answer.reply, { containers: false, nowMs });
    case 'section':
    case 'part':
    case 'language-choice':
    case 'download-choice':
    case 'file':
    case 'home':
      return [];
    default:
      return [answerMessage(answer, nowMs, emoji)];
  }
}
