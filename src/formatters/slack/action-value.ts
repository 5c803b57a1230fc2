import type { DigestRef } from '../../core/domain/chat-request.ts';

/** What buttons, menus and pages are called towards Slack. Buttons of old messages live for years: names stay. */
export const actionIds = {
  postFullText: 'full_text_post',
  read: 'read',
  details: 'details',
  anotherLanguage: 'language',
  more: 'more',
  download: 'download',
  again: 'again',
  remove: 'remove',
  digestAll: 'digest_all',
  spendAnyway: 'spend_anyway',
  translate: 'translate',
  chapter: 'reader_chapter',
  previous: 'reader_previous',
  next: 'reader_next',
  original: 'reader_original',
  mode: 'mode',
  settings: 'settings',
  languageInput: 'language_input',
  linkInput: 'link_input',
  privateInput: 'private_input',
  channelInput: 'channel_input',
} as const;

/** Pages that are sent back filled in, or closed. */
export const callbackIds = {
  reader: 'reader',
  language: 'language_page',
  download: 'download_page',
  settings: 'settings_page',
  digest: 'digest_page',
  waiting: 'waiting_page',
  /** Shortcuts: of a message, and of the whole workspace. */
  messageShortcut: 'digest_message',
  globalShortcut: 'digest_video',
} as const;

const videoForm = /^[\w-]{1,64}$/;
const languageForm = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}$/;
const numberForm = /^(?:0|[1-9]\d{0,3})$/;

/** `videoId|language`, as a button carries it. */
export function digestValue({ videoId, language }: DigestRef): string {
  return `${videoId}|${language}`;
}

/**
 * Whether a digest has buttons at all. Values of options are the shortest that Slack takes: ids that no platform of
 * videos has would not fit.
 */
export function hasValue({ videoId, language }: DigestRef): boolean {
  return videoId.length <= 64 && language.length <= 35;
}

/** The way back; null for what is not of this form. */
export function parseDigestValue(value: string): DigestRef | null {
  const [videoId = '', language = '', ...rest] = value.split('|');
  const known = rest.length === 0 && videoForm.test(videoId) && languageForm.test(language);
  return known ? { videoId, language } : null;
}

/** A page of the reader, complete in itself. */
export interface PageTarget {
  readonly digest: DigestRef;
  readonly chapter: number;
  readonly page: number;
  readonly original: boolean;
}

/** At most 150 characters for every digest that has buttons at all. */
export function pageValue({ digest, chapter, page, original }: PageTarget): string {
  return [digestValue(digest), chapter, page, original ? 'o' : 't'].join('|');
}

/** The way back; null for what is not of this form. Numbers may be beyond what the digest has. */
export function parsePageValue(value: string): PageTarget | null {
  const [videoId, language, chapter = '', page = '', words, ...rest] = value.split('|');
  const digest = parseDigestValue(`${videoId}|${language}`);
  if (digest === null || !numberForm.test(chapter) || !numberForm.test(page) || rest.length > 0) return null;
  if (words !== 'o' && words !== 't') return null;
  return { digest, chapter: Number(chapter), page: Number(page), original: words === 'o' };
}

/** What stands behind the three dots. */
const moreChoices = ['download', 'again', 'remove'] as const;
type MoreChoice = (typeof moreChoices)[number];

/** An entry of the menu behind the three dots. */
export function moreValue(choice: MoreChoice, digest: DigestRef): string {
  return `${choice}|${digestValue(digest)}`;
}

/** The way back; null for what is not of this form. */
export function parseMoreValue(value: string): { readonly choice: MoreChoice; readonly digest: DigestRef } | null {
  const bar = value.indexOf('|');
  const choice = moreChoices.find((each) => each === value.slice(0, bar));
  const digest = parseDigestValue(value.slice(bar + 1));
  return choice === undefined || digest === null ? null : { choice, digest };
}

/** More videos than this are not ordered with one button. */
const mostVideos = 100;

/** Videos of one message, in order. */
export function videosValue(videoIds: readonly string[]): string {
  return videoIds.slice(0, mostVideos).join(',');
}

/** The way back; null for what is not of this form. */
export function parseVideosValue(value: string): string[] | null {
  const ids = value.split(',');
  return ids.length <= mostVideos && ids.every((id) => /^[\w-]{11}$/.test(id)) ? [...new Set(ids)] : null;
}
