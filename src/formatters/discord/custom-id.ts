import { discordLimits } from './limits.ts';

/** Actions on a digest that need no more than its key. */
export const digestActions = [
  'arguments',
  'people',
  'languages',
  'language',
  'download',
  'more',
  'post',
  'again',
  'remove',
] as const;
export type DigestAction = (typeof digestActions)[number];

/** Forms in which a digest can be downloaded; also the ends of the files' names. */
export const fileFormats = ['md', 'srt', 'vtt', 'json'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** When the bot answers links of a server or channel. */
export const answerModes = ['auto', 'react', 'off'] as const;
export type AnswerMode = (typeof answerModes)[number];

/** Which button of a chapter page it is: two of them may lead to the same page. */
export const pageButtons = ['previous', 'flip', 'next'] as const;
export type PageButton = (typeof pageButtons)[number];

interface OfDigest {
  readonly videoId: string;
  /** BCP 47 tag of the digest. */
  readonly language: string;
}

/**
 * What a button or a menu does, complete in itself: nothing about it is remembered. Anybody can send any of these, so
 * rights are checked where they are carried out.
 */
export type CustomId =
  | (OfDigest & { readonly action: DigestAction })
  | (OfDigest & { readonly action: 'file'; readonly format: FileFormat })
  /** A menu of chapters, the `page`-th of them; its values are read by `parseChapterChoice`. */
  | (OfDigest & { readonly action: 'chapters'; readonly page: number })
  | (OfDigest & {
      readonly action: 'page';
      /** Index into the digest's chapters; may be one that it does not have. */
      readonly chapter: number;
      readonly page: number;
      /** The talk's own words instead of the translation. */
      readonly original: boolean;
      readonly button: PageButton;
    })
  | { readonly action: 'mode'; readonly mode: AnswerMode };

const version = 'v1';
const videoIdForm = /^[\w-]{1,32}$/;
const languageForm = /^[A-Za-z0-9-]{2,35}$/;
const numberForm = /^(?:0|[1-9]\d{0,3})$/;

/** The id as Discord carries it, at most 100 characters; null for a key that does not fit into one. */
export function formatCustomId(id: CustomId): string | null {
  if (id.action === 'mode') return [version, id.action, id.mode].join('|');
  const text = [version, id.action, id.videoId, id.language, ...argumentsOf(id)].join('|');
  return parseCustomId(text) === null ? null : text;
}

/** What an id means; null for one that is not of this form, of another version, or made up. */
export function parseCustomId(text: string): CustomId | null {
  if (text.length > discordLimits.customId) return null;
  const [found, action, ...rest] = text.split('|');
  if (found !== version || action === undefined) return null;
  if (action === 'mode') {
    const mode = oneOf(answerModes, rest[0]);
    return mode === null || rest.length > 1 ? null : { action, mode };
  }
  const [videoId = '', language = '', ...args] = rest;
  if (!videoIdForm.test(videoId) || !languageForm.test(language)) return null;
  return withArguments({ videoId, language }, action, args);
}

function argumentsOf(id: Exclude<CustomId, { action: 'mode' }>): readonly (string | number)[] {
  switch (id.action) {
    case 'file':
      return [id.format];
    case 'chapters':
      return [id.page];
    case 'page':
      return [id.chapter, id.page, id.original ? 'o' : 't', id.button];
    default:
      return [];
  }
}

function withArguments(key: OfDigest, action: string, args: readonly string[]): CustomId | null {
  const [first, second, form, last] = args;
  if (action === 'file') {
    const format = oneOf(fileFormats, first);
    return format === null || args.length !== 1 ? null : { ...key, action, format };
  }
  if (action === 'chapters') {
    const page = numberOf(first);
    return page === null || args.length !== 1 ? null : { ...key, action, page };
  }
  if (action === 'page') {
    const chapter = numberOf(first);
    const page = numberOf(second);
    const button = oneOf(pageButtons, last);
    if (chapter === null || page === null || button === null || args.length !== 4) return null;
    return form === 'o' || form === 't' ? { ...key, action, chapter, page, original: form === 'o', button } : null;
  }
  const known = oneOf(digestActions, action);
  return known === null || args.length > 0 ? null : { ...key, action: known };
}

function oneOf<const T extends string>(values: readonly T[], value: string | undefined): T | null {
  return values.find((each) => each === value) ?? null;
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && numberForm.test(text) ? Number(text) : null;
}

/** What somebody picked in a menu of chapters: one of them, or the next menu. */
export type ChapterChoice = { readonly chapter: number } | { readonly menuPage: number };

/** The value of an option in a menu of chapters. */
export function formatChapterChoice(choice: ChapterChoice): string {
  return 'chapter' in choice ? String(choice.chapter) : `+${choice.menuPage}`;
}

/** The way back; null for anything else. */
export function parseChapterChoice(value: string): ChapterChoice | null {
  const number = numberOf(value.replace(/^\+/, ''));
  if (number === null) return null;
  return value.startsWith('+') ? { menuPage: number } : { chapter: number };
}
