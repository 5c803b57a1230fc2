import type { Digest } from '../../core/domain/digest.ts';
import { formatDetails } from './details.ts';
import { formatChapterMenu, formatMoreMenu } from './menus.ts';
import type { DiscordMessage } from './message.ts';

/** A part of a digest that a button shows to one person: `actions` is what ⋯ stands for. */
export type DigestPart =
  | { readonly name: 'arguments' | 'people' | 'actions' }
  /** A further menu of chapters, counted from 0. */
  | { readonly name: 'chapters'; readonly page: number };

/** The part as messages, none where the digest has nothing to show there. `language` is of the words around it. */
export function formatPart(digest: Digest, part: DigestPart, language: string): readonly DiscordMessage[] {
  if (part.name === 'chapters') return oneOrNone(formatChapterMenu(digest, part.page, language));
  if (part.name === 'actions') return oneOrNone(formatMoreMenu(digest, language));
  return formatDetails(digest, part.name, language);
}

function oneOrNone(message: DiscordMessage | null): readonly DiscordMessage[] {
  return message === null ? [] : [message];
}
