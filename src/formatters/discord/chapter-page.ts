import type { Chapter, Digest } from '../../core/domain/digest.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { chapterHeading, joinParagraphs, originalParagraphs, translatedParagraphs } from './chapter-text.ts';
import { type ActionRow, type Button, buttonRow, container, textDisplay } from './components.ts';
import { button, refOf } from './controls.ts';
import type { PageButton } from './custom-id.ts';
import { clipDiscord } from './escape-discord.ts';
import { discordLimits } from './limits.ts';
import { textWeight } from './measure.ts';
import { type DiscordMessage, message } from './message.ts';
import { type ChapterPart, packChapters } from './pack-chapters.ts';

/** How a chapter is read. */
export interface ReadingOptions {
  /** BCP 47 tag of the words around the text. */
  readonly language: string;
  /** The talk's own words instead of the translation. */
  readonly original: boolean;
}

/** Frames and three buttons: about 60 bytes an id and 240 a label, in weight. */
const controlsWeight = 400;
/** A page has room for one of these beside the longest heading and gist. */
const paragraphWeight = 2_600;
const gistCharacters = 300;
/** ` (12/12)` behind a heading. */
const partCharacters = 10;

/** Where a reader stands. */
interface Place {
  readonly chapter: Chapter;
  /** Of the chapter. */
  readonly index: number;
  readonly original: boolean;
  readonly pages: readonly ChapterPart[];
  /** Of the page, among `pages`; 0 where there are none. */
  readonly at: number;
}

/**
 * One page of a chapter for one person, with ways to the pages around it and to the other language. Pages beyond either
 * end stand for the nearest one, a chapter that the digest does not have for its last. Null for a digest without any.
 */
export function formatChapterPage(
  digest: Digest,
  chapterIndex: number,
  pageIndex: number,
  options: ReadingOptions,
): DiscordMessage | null {
  const place = placeIn(digest, chapterIndex, pageIndex, options.original);
  if (place === null) return null;
  const strings = stringsFor(options.language);
  const { chapter, pages, at } = place;
  const texts = [
    chapterHeading(digest, chapter, pages.length > 1 ? `${at + 1}/${pages.length}` : ''),
    at === 0 ? gistOf(chapter) : '',
    joinParagraphs(pages[at]?.paragraphs ?? []),
  ];
  const text = texts.filter((each) => each !== '').join('\n');
  return message([container([textDisplay(text), ...pageControls(digest, place, strings)])], 'ephemeral');
}

function placeIn(digest: Digest, chapterIndex: number, pageIndex: number, wanted: boolean): Place | null {
  const index = Math.min(Math.max(0, chapterIndex), digest.chapters.length - 1);
  const chapter = digest.chapters[index];
  if (chapter === undefined) return null;
  const original = wanted || !hasPassages(digest, index);
  const pages = pagesOf(digest, index, original);
  return { chapter, index, original, pages, at: Math.min(Math.max(0, pageIndex), Math.max(0, pages.length - 1)) };
}

function hasPassages({ passages }: Digest, index: number): boolean {
  return passages.some(({ chapter }) => chapter === index);
}

function pagesOf(digest: Digest, index: number, original: boolean): ChapterPart[] {
  const chapter = digest.chapters[index];
  if (chapter === undefined) return [];
  const paragraphs = original
    ? originalParagraphs(digest, index, paragraphWeight)
    : translatedParagraphs(digest, index, paragraphWeight);
  const headWeight = textWeight(chapterHeading(digest, chapter)) + partCharacters + textWeight(gistOf(chapter)) + 1;
  const room = { weight: discordLimits.textCharacters - controlsWeight, chapters: 1 };
  return packChapters([{ chapter: index, paragraphs, headWeight }], room).flat();
}

function gistOf({ gist }: Chapter): string {
  const sentence = clipDiscord(gist, gistCharacters);
  return sentence === '' ? '' : `-# ${sentence}`;
}

function pageControls(digest: Digest, place: Place, { chat }: Catalogue): ActionRow[] {
  const { index, original, at } = place;
  const key = { action: 'page', ...refOf(digest) } as const;
  const turn = (name: PageButton, label: string, target: Target | null): Button | null =>
    button({ ...key, button: name, original, ...(target ?? { chapter: index, page: at }) }, label, {
      disabled: target === null,
    });
  const flipped = flippedPage(digest, place);
  const label = original ? chat.translation : chat.original;
  return buttonRow([
    turn('previous', '‹', targetBefore(digest, place)),
    flipped === null
      ? null
      : button({ ...key, button: 'flip', original: !original, chapter: index, page: flipped }, label),
    turn('next', '›', targetAfter(digest, place)),
  ]);
}

interface Target {
  readonly chapter: number;
  readonly page: number;
}

function targetBefore(digest: Digest, { index, at, original }: Place): Target | null {
  if (at > 0) return { chapter: index, page: at - 1 };
  if (index === 0) return null;
  return { chapter: index - 1, page: Math.max(0, pagesOf(digest, index - 1, original).length - 1) };
}

function targetAfter(digest: Digest, { index, at, pages }: Place): Target | null {
  if (at < pages.length - 1) return { chapter: index, page: at + 1 };
  return index < digest.chapters.length - 1 ? { chapter: index + 1, page: 0 } : null;
}

/** The page in the other language that holds what this one begins with; null where there is no other language. */
function flippedPage(digest: Digest, { index, original, pages, at }: Place): number | null {
  if (digest.fullText !== 'translated' || !hasPassages(digest, index)) return null;
  const startMs = pages[at]?.paragraphs[0]?.startMs ?? 0;
  const others = pagesOf(digest, index, !original);
  if (others.length === 0) return null;
  const found = others.findLastIndex(({ paragraphs }) => (paragraphs[0]?.startMs ?? 0) <= startMs);
  return Math.max(0, found);
}
