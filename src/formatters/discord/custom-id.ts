import { type DigestRef, type DownloadFormat, downloadFormats } from '../../core/domain/chat-request.ts';
import { type AnswerMode, answerModeSchema } from '../../core/domain/settings.ts';
import type { TypedLimits } from '../../core/domain/typed-limits.ts';
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
  'post_ask',
  'again',
  'remove',
  'spend_anyway',
  'translate',
] as const;
export type DigestAction = (typeof digestActions)[number];

/** Which button of a chapter page it is: two of them may lead to the same page. */
export const pageButtons = ['previous', 'flip', 'next'] as const;
export type PageButton = (typeof pageButtons)[number];
const turnButtons = ['previous', 'next'] as const;
/** Which way it turns. */
export type TurnButton = (typeof turnButtons)[number];

/** What the details of a digest are read in: the key arguments; or people, companies and quotes. */
const detailParts = ['arguments', 'people'] as const;
/** One of them. */
export type DetailPart = (typeof detailParts)[number];

/**
 * What a button or a menu does, complete in itself: nothing about it is remembered. Anybody can send any of these, so
 * rights are checked where they are carried out.
 */
export type CustomId =
  | (DigestRef & { readonly action: DigestAction })
  | (DigestRef & { readonly action: 'file'; readonly format: DownloadFormat })
  /** A menu of chapters, the `page`-th of them; its values are read by `parseChapterChoice`. */
  | (DigestRef & { readonly action: 'chapters'; readonly page: number })
  | (DigestRef & {
      readonly action: 'page';
      /** Index into the digest's chapters; may be one that it does not have. */
      readonly chapter: number;
      readonly page: number;
      /** The talk's own words instead of the translation. */
      readonly original: boolean;
      readonly button: PageButton;
    })
  /** A page of the details; may be one that the digest does not have. */
  | (DigestRef & {
      readonly action: 'details';
      readonly part: DetailPart;
      readonly page: number;
      readonly button: TurnButton;
    })
  /** `everywhere`: in all channels of the server that have not decided for themselves. */
  | { readonly action: 'mode'; readonly mode: AnswerMode; readonly everywhere: boolean }
  /** A menu whose values are those of a setting. */
  | { readonly action: 'set'; readonly setting: ChosenSetting }
  /** Opens the form of the limits with these in its fields; each at most `discordLimits.fieldText` characters. */
  | { readonly action: 'limits'; readonly typed: TypedLimits }
  /** `all`: all videos that the message with the button names. `limits_form`: the form itself, sent back. */
  | { readonly action: 'all' | 'settings' | 'limits_form' };

/** Settings that are chosen from a menu, in the order in which people read them. */
export const chosenSettings = ['mode', 'language', 'shown', 'shorts', 'translate', 'whoChanges'] as const;
export type ChosenSetting = (typeof chosenSettings)[number];
const plainActions = ['all', 'settings', 'limits_form'] as const;

const version = 'v1';
const everywhere = 'all';
const videoIdForm = /^[\w-]{1,32}$/;
const languageForm = /^[A-Za-z0-9-]{2,35}$/;
const numberForm = /^(?:0|[1-9]\d{0,3})$/;

/** The id as Discord carries it, at most 100 characters; null for a key that does not fit into one. */
export function formatCustomId(id: CustomId): string | null {
  if (id.action === 'mode') return [version, id.action, id.mode, ...(id.everywhere ? [everywhere] : [])].join('|');
  if (id.action === 'set') return [version, id.action, id.setting].join('|');
  if (id.action === 'limits') {
    const { shortestMs, longestMs, budgetUsd } = id.typed;
    return [version, id.action, ...[shortestMs, longestMs, budgetUsd].map(fieldOf)].join('|');
  }
  if (!('videoId' in id)) return [version, id.action].join('|');
  const text = [version, id.action, id.videoId, id.language, ...argumentsOf(id)].join('|');
  return parseCustomId(text) === null ? null : text;
}

/** What an id means; null for one that is not of this form, of another version, or made up. */
export function parseCustomId(text: string): CustomId | null {
  if (text.length > discordLimits.customId) return null;
  const [found, action, ...rest] = text.split('|');
  if (found !== version || action === undefined) return null;
  if (action === 'mode') {
    const mode = oneOf(answerModeSchema.options, rest[0]);
    const isKnown = rest.length === 1 || (rest.length === 2 && rest[1] === everywhere);
    return mode === null || !isKnown ? null : { action, mode, everywhere: rest.length === 2 };
  }
  const plain = oneOf(plainActions, action);
  if (plain !== null) return rest.length > 0 ? null : { action: plain };
  if (action === 'set') {
    const setting = oneOf(chosenSettings, rest[0]);
    return setting === null || rest.length !== 1 ? null : { action, setting };
  }
  if (action === 'limits') {
    const [shortestMs = '', longestMs = '', budgetUsd = ''] = rest;
    return rest.length === 3 ? { action, typed: { shortestMs, longestMs, budgetUsd } } : null;
  }
  const [videoId = '', language = '', ...args] = rest;
  if (!videoIdForm.test(videoId) || !languageForm.test(language)) return null;
  return withArguments({ videoId, language }, action, args);
}

/** What separates fields is no part of a number. */
function fieldOf(typed: string): string {
  return typed.replaceAll('|', '¦').slice(0, discordLimits.fieldText);
}

function argumentsOf(id: Extract<CustomId, DigestRef>): readonly (string | number)[] {
  switch (id.action) {
    case 'file':
      return [id.format];
    case 'chapters':
      return [id.page];
    case 'details':
      return [id.part, id.page, id.button];
    case 'page':
      return [id.chapter, id.page, id.original ? 'o' : 't', id.button];
    default:
      return [];
  }
}

function withArguments(key: DigestRef, action: string, args: readonly string[]): CustomId | null {
  const [first, second, form, last] = args;
  if (action === 'file') {
    const format = oneOf(downloadFormats, first);
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
  if (action === 'details') {
    const part = oneOf(detailParts, first);
    const page = numberOf(second);
    const button = oneOf(turnButtons, form);
    return part === null || page === null || button === null || args.length !== 3
      ? null
      : { ...key, action, part, page, button };
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
