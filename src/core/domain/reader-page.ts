import type { Chapter, Digest, Passage } from './digest.ts';
import { packReading, type ReadingBlock, type ReadingUnit } from './reading-units.ts';
import { glueBetween } from './scripts.ts';
import type { Line } from './transcript.ts';

/** Where somebody reads. Both count from 0. */
export interface ReaderPlace {
  readonly chapter: number;
  readonly page: number;
}

/** How a chapter is read. */
export interface ReaderOptions {
  /**
   * Whose words: the digest's own, the talk's, or both, the talk's after the digest's of each passage. Where there is no
   * translation only the talk's are left, whatever is asked for.
   */
  readonly words: 'digest' | 'source' | 'both';
  /** Room of a page for all texts and speakers together, in UTF-16 units; at least 100. */
  readonly characters: number;
}

/** One page of a chapter, before any platform's form. */
export interface ReaderPage extends ReaderPlace {
  readonly title: Chapter;
  /** Of the chapter, at least 1. */
  readonly pages: number;
  readonly words: ReaderOptions['words'];
  /** In reading order; empty only in a chapter without any words. */
  readonly blocks: readonly ReadingBlock[];
  /** The pages around it, over the ends of chapters; null at the ends of the talk. */
  readonly previous: ReaderPlace | null;
  readonly next: ReaderPlace | null;
}

/** Lines without passages are read in stretches of about this length. */
const stretchMs = 75_000;

/**
 * The page at a place. A chapter or page that the digest does not have stands for the nearest one: a button may be older
 * than the digest it is about. Null for a digest without chapters.
 */
export function readerPage(digest: Digest, place: ReaderPlace, options: ReaderOptions): ReaderPage | null {
  const chapter = clamp(place.chapter, digest.chapters.length);
  const title = digest.chapters[chapter];
  if (title === undefined) return null;
  const words = wordsOf(digest, chapter, options.words);
  const pages = pagesOf(digest, chapter, { ...options, words });
  const page = clamp(place.page, pages.length);
  const turn = { chapter, page, pages: pages.length };
  return {
    ...turn,
    title,
    words,
    blocks: pages[page] ?? [],
    previous: placeBefore(digest, turn, options),
    next: placeAfter(digest, turn),
  };
}

/** Where a moment of the video is read; null for a digest without chapters. A moment after the end is in the last one. */
export function readerPlaceAt(digest: Digest, atMs: number, options: ReaderOptions): ReaderPlace | null {
  const last = digest.chapters.length - 1;
  if (last < 0) return null;
  const chapter = Math.max(
    0,
    digest.chapters.findLastIndex(({ startMs }) => startMs <= atMs),
  );
  const pages = pagesOf(digest, chapter, { ...options, words: wordsOf(digest, chapter, options.words) });
  const page = pages.findLastIndex((blocks) => (blocks[0]?.startMs ?? 0) <= atMs);
  return { chapter, page: Math.max(0, page) };
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(Math.trunc(index), count - 1));
}

function placeBefore(digest: Digest, { chapter, page }: ReaderPlace, options: ReaderOptions): ReaderPlace | null {
  if (page > 0) return { chapter, page: page - 1 };
  if (chapter === 0) return null;
  const words = wordsOf(digest, chapter - 1, options.words);
  return { chapter: chapter - 1, page: pagesOf(digest, chapter - 1, { ...options, words }).length - 1 };
}

function placeAfter(
  { chapters }: Digest,
  { chapter, page, pages }: ReaderPlace & { readonly pages: number },
): ReaderPlace | null {
  if (page + 1 < pages) return { chapter, page: page + 1 };
  return chapter + 1 < chapters.length ? { chapter: chapter + 1, page: 0 } : null;
}

function wordsOf(digest: Digest, chapter: number, wanted: ReaderOptions['words']): ReaderOptions['words'] {
  const passages = passagesOf(digest, chapter);
  if (passages.length === 0) return 'source';
  // A transcript beside itself says everything twice.
  return digest.fullText === 'translated' || wanted === 'source' ? wanted : 'digest';
}

function pagesOf(digest: Digest, chapter: number, options: ReaderOptions): ReadingBlock[][] {
  const passages = passagesOf(digest, chapter);
  const units = passages.length > 0 ? passages.map((each) => unitOf(digest, each, options.words)) : [];
  const read = passages.length > 0 ? units : linesAlone(digest, chapter);
  const pages = packReading(read, options.characters);
  return pages.length > 0 ? pages : [[]];
}

function passagesOf({ passages }: Digest, index: number): Passage[] {
  return passages.filter(({ chapter }) => chapter === index);
}

function unitOf(digest: Digest, passage: Passage, words: ReaderOptions['words']): ReadingUnit {
  const { startMs, state, turns, lines } = passage;
  const labels = new Map(digest.cast.map(({ id, label }) => [id, label]));
  const own = turns.map(({ speaker, text }) => ({
    startMs,
    words: 'digest' as const,
    state,
    speaker: labels.get(speaker ?? '') ?? null,
    text,
  }));
  const source = sourceBlocks(digest.lines.slice(lines.first - 1, lines.last), startMs);
  if (words === 'both') return [...own, ...source];
  return words === 'digest' ? own : source;
}

/** Lines joined as they were spoken, a block a voice. */
function sourceBlocks(lines: readonly Line[], startMs: number): ReadingUnit {
  const blocks: { text: string }[] = [];
  for (const { text, speakerChange } of lines) {
    const last = blocks.at(-1);
    if (last === undefined || speakerChange) blocks.push({ text });
    else last.text += glueBetween(last.text, text) + text;
  }
  return blocks.map(({ text }) => ({ startMs, words: 'source', state: 'original', speaker: null, text }));
}

function linesAlone({ lines, chapters }: Digest, index: number): ReadingUnit[] {
  const range = chapters[index]?.lines;
  if (range === undefined) return [];
  const stretches: { readonly startMs: number; readonly lines: Line[] }[] = [];
  for (const line of lines.slice(range.first - 1, range.last)) {
    const current = stretches.at(-1);
    if (current !== undefined && line.startMs - current.startMs < stretchMs) current.lines.push(line);
    else stretches.push({ startMs: line.startMs, lines: [line] });
  }
  return stretches.map((stretch) => sourceBlocks(stretch.lines, stretch.startMs));
}
