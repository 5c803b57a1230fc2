import type { Digest } from '../../core/domain/digest.ts';
import { type ReaderPage, type ReaderPlace, readerPage } from '../../core/domain/reader-page.ts';
import type { ReadingBlock } from '../../core/domain/reading-units.ts';
import { timecodeIn } from '../moments.ts';
import { onOneLine } from '../plain-text.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { requestsFor } from '../strings/requests/requests-for.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { actionIds, callbackIds, pageValue } from './action-value.ts';
import { type ActionElement, type ActionsBlock, button, context, fullSection, option } from './blocks.ts';
import { clipMrkdwn, escapeMrkdwn } from './escape-mrkdwn.ts';
import { slackLimits } from './limits.ts';
import { countCharacters } from './measure.ts';
import { momentLink } from './moment-link.ts';
import { type ModalView, modal, type ViewBlock } from './views.ts';

/** What somebody reads. A place that the digest does not have stands for the nearest one. */
export interface Reading extends ReaderPlace {
  readonly digest: Digest;
  /** BCP 47 tag of the words around the text. */
  readonly language: string;
  /** The talk's own words after each passage. */
  readonly original: boolean;
}

/** Of a page's texts before they are escaped. The menu of chapters takes up to 3,500 of a view's characters. */
const pageCharacters = 4_000;
/** Sections of a page, more than people can want to see apart. */
const mostSections = 60;
/** A menu of more chapters shows those around the page. */
const mostChapters = 25;

/** One page of the talk with the ways to all others. Null for a digest without chapters. */
export function readerView(reading: Reading): ModalView | null {
  const { digest, language, original, chapter, page } = reading;
  const words = original ? 'both' : 'digest';
  const found = readerPage(digest, { chapter, page }, { words, characters: pageCharacters });
  if (found === null) return null;
  const strings = stringsFor(language);
  const frame = (texts: readonly ViewBlock[]): ModalView =>
    modal({ callbackId: callbackIds.reader, close: requestsFor(language).page.close }, [
      ...chapterMenu(reading, found, strings),
      fullSection(headingOf(digest, found)),
      ...texts,
      ...turnings(reading, found),
    ]);
  const room = slackLimits.messageCharacters - countCharacters(frame([]));
  return frame(textBlocks(digest, found, strings, room));
}

function headingOf(digest: Digest, { title, page, pages }: ReaderPage): string {
  const link = momentLink(digest.video, title.startMs, title.title, 150);
  const part = pages > 1 ? ` (${page + 1}/${pages})` : '';
  const gist = page === 0 ? clipMrkdwn(title.gist, 500) : '';
  return [`*${link}*${part}`, gist].filter((each) => each !== '').join('\n');
}

function chapterMenu({ digest, original }: Reading, { chapter }: ReaderPage, { chat }: Catalogue): ActionsBlock[] {
  if (digest.chapters.length < 2) return [];
  const ref = { videoId: digest.video.id, language: digest.language };
  const first = Math.max(0, Math.min(chapter - 12, digest.chapters.length - mostChapters));
  const options = digest.chapters.slice(first, first + mostChapters).map(({ startMs, title }, at) => {
    const value = pageValue({ digest: ref, chapter: first + at, page: 0, original });
    return option(`${timecodeIn(digest.video, startMs)} ${title}`, value);
  });
  const current = options[chapter - first];
  const initial = current === undefined ? {} : { initial_option: current };
  const placeholder = { type: 'plain_text', text: chat.readChapter, emoji: false } as const;
  const menu = { type: 'static_select', action_id: actionIds.chapter, placeholder, options, ...initial } as const;
  return [{ type: 'actions', elements: [menu] }];
}

function turnings({ digest, original, language }: Reading, found: ReaderPage): ActionsBlock[] {
  const { reader } = requestsFor(language);
  const ref = { videoId: digest.video.id, language: digest.language };
  const turn = (id: string, label: string, place: ReaderPlace | null, beside: boolean): ActionElement[] => {
    if (place === null) return [];
    const { chapter, page } = place;
    return [button(id, label, pageValue({ digest: ref, chapter, page, original: beside }))];
  };
  const both = digest.fullText === 'translated' && (found.words !== 'source' || original);
  // Pages of both are shorter: the beginning of the chapter is the same place in either.
  const flipped = both ? { chapter: found.chapter, page: 0 } : null;
  const elements = [
    ...turn(actionIds.previous, `‹ ${reader.previous}`, found.previous, original),
    ...turn(actionIds.original, original ? reader.hideOriginal : reader.showOriginal, flipped, !original),
    ...turn(actionIds.next, `${reader.next} ›`, found.next, original),
  ];
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}

/** What stands together, as mrkdwn. */
interface Paragraph {
  readonly text: string;
  readonly source: boolean;
}

function textBlocks(digest: Digest, found: ReaderPage, strings: Catalogue, room: number): ViewBlock[] {
  const paragraphs = paragraphsOf(digest, found, strings);
  const overhead = 40;
  const wanted = paragraphs.reduce((sum, { text }) => sum + text.length + overhead, 0);
  // Escapes can make a text five times as long; then every paragraph gives up its share.
  const share = wanted <= room ? 1 : room / wanted;
  return paragraphs.map(({ text, source }) => {
    const max = Math.min(slackLimits.sectionText, Math.floor(text.length * share) - (share < 1 ? overhead : 0));
    const shown = text.length <= max ? text : cutLines(text, max);
    return source ? context(shown) : fullSection(shown);
  });
}

function paragraphsOf(digest: Digest, { blocks, words }: ReaderPage, { marks }: Catalogue): Paragraph[] {
  const paragraphs: { text: string; source: boolean; startMs: number }[] = [];
  for (const block of blocks) {
    if (onOneLine(block.text) === '') continue;
    const source = block.words === 'source' && words === 'both';
    const last = paragraphs.at(-1);
    const sameTime = last?.startMs === block.startMs;
    const time = sameTime ? '' : `${momentLink(digest.video, block.startMs)} `;
    const text = time + spoken(block, marks);
    const together = last !== undefined && last.source === source && (sameTime || paragraphs.length >= mostSections);
    if (together && last.text.length + text.length < slackLimits.sectionText) last.text += `\n${text}`;
    else if (paragraphs.length < slackLimits.viewBlocks - 5) paragraphs.push({ text, source, startMs: block.startMs });
  }
  return paragraphs;
}

function spoken({ speaker, text, state }: ReadingBlock, marks: Catalogue['marks']): string {
  // The colon is ASCII in every language: Slack ends bold text before no other.
  const label = speaker === null || onOneLine(speaker) === '' ? '' : `*${clipMrkdwn(speaker, 80)}*: `;
  const mark = state === 'doubtful' ? marks.doubtful : state === 'source' ? marks.untranslated : '';
  const end = mark === '' ? '' : ` _(${escapeMrkdwn(mark)})_`;
  return label + clipMrkdwn(text, slackLimits.sectionText - 400) + end;
}

/** Whole lines as far as they go: cutting within one could cut a link or an escape apart. */
function cutLines(text: string, max: number): string {
  const lines: string[] = [];
  let length = 0;
  for (const line of text.split('\n')) {
    length += line.length + 1;
    if (length > max - 1) break;
    lines.push(line);
  }
  return [...lines, '…'].join('\n');
}
