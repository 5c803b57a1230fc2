import type { ChatAnswer } from '../../core/domain/chat-answer.ts';
import { searchLanguages } from '../../core/domain/language-choice.ts';
import { shortAnswer } from './answer-message.ts';
import { formatChapterPage } from './chapter-page.ts';
import { type DiscordFile, fileMessage } from './file-message.ts';
import { formatPart } from './format-part.ts';
import { formatReply } from './format-reply.ts';
import { formatDownloadMenu, formatLanguageMenu } from './menus.ts';
import type { DiscordMessage } from './message.ts';
import { welcomeMessage } from './welcome.ts';

/** An answer as messages in reading order, and the files of the first one. */
export interface FormattedAnswer {
  readonly messages: readonly DiscordMessage[];
  readonly files: readonly DiscordFile[];
}

/**
 * An answer in Discord's form, each message within its limits; no messages where there is nothing to show. For one
 * person, but for replies, which are for everybody where they are posted. `nowMs` decides how much of a date is said.
 */
export function formatAnswer(answer: ChatAnswer, nowMs: number): FormattedAnswer {
  if (answer.kind === 'file') {
    const { message, file } = fileMessage(answer);
    return { messages: [message], files: [file] };
  }
  return { messages: messagesOf(answer, nowMs), files: [] };
}

function messagesOf(answer: Exclude<ChatAnswer, { kind: 'file' }>, nowMs: number): readonly DiscordMessage[] {
  switch (answer.kind) {
    case 'reply':
      return formatReply(answer.reply, { nowMs });
    case 'section': {
      const { digest, chapter, page, original, language } = answer;
      return oneOrNone(formatChapterPage(digest, chapter, page, { language, original }));
    }
    case 'part': {
      const { digest, part, language } = answer;
      const messages = formatPart(digest, part, language);
      return messages.length > 0 ? messages : [shortAnswer({ kind: 'note', language, note: 'nothing-to-show' }, nowMs)];
    }
    case 'language-choice': {
      const { digest, language } = answer;
      const tags = searchLanguages('', language, digest.language).map(({ tag }) => tag);
      return oneOrNone(formatLanguageMenu(digest, tags, language));
    }
    case 'download-choice':
      return oneOrNone(formatDownloadMenu(answer.digest));
    case 'welcome':
      return [welcomeMessage({ language: answer.language, digestLanguage: answer.channelLanguage })];
    default:
      return [shortAnswer(answer, nowMs)];
  }
}

function oneOrNone(message: DiscordMessage | null): readonly DiscordMessage[] {
  return message === null ? [] : [message];
}
