import type { DigestPart } from '../../core/domain/chat-request.ts';
import type { Digest } from '../../core/domain/digest.ts';
import { formatDetailsPage } from './details.ts';
import { formatChapterMenu, formatFullTextQuestion, formatMoreMenu } from './menus.ts';
import type { DiscordMessage } from './message.ts';

/** The part as messages, none where the digest has nothing to show there. `language` is of the words around it. */
export function formatPart(digest: Digest, part: DigestPart, language: string): readonly DiscordMessage[] {
  switch (part.name) {
    case 'chapters':
      return oneOrNone(formatChapterMenu(digest, part.page, language));
    case 'actions':
      return oneOrNone(formatMoreMenu(digest, language));
    case 'full-text':
      return oneOrNone(formatFullTextQuestion(digest, language));
    default:
      return oneOrNone(formatDetailsPage(digest, part.name, part.page ?? 0, language));
  }
}

function oneOrNone(message: DiscordMessage | null): readonly DiscordMessage[] {
  return message === null ? [] : [message];
}
