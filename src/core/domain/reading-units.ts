import type { Passage } from './digest.ts';

/** What one voice says within a passage, as a reader shows it. Texts are untrusted. */
export interface ReadingBlock {
  /** Of the passage. */
  readonly startMs: number;
  readonly words: 'digest' | 'source';
  /** How far the words can be trusted; `original` for the talk's own. */
  readonly state: Passage['state'];
  /** The name to show; null where nobody knows. */
  readonly speaker: string | null;
  readonly text: string;
}

/** Blocks that stay on one page where they fit. */
export type ReadingUnit = readonly ReadingBlock[];

/**
 * Units on pages that hold at most `characters` each, in order. A unit that is too long for a page is continued on the
 * next, a block that is too long is cut: at the end of a sentence, else between words, else between characters. No page
 * is empty, and nothing but the space at a cut is lost.
 */
export function packReading(units: readonly ReadingUnit[], characters: number): ReadingBlock[][] {
  const pages: ReadingBlock[][] = [];
  let room = 0;
  for (const unit of units.flatMap((each) => smallEnough(each, characters))) {
    const size = sizeOf(unit);
    const page = pages.at(-1);
    if (page !== undefined && size <= room) {
      page.push(...unit);
      room -= size;
    } else if (unit.length > 0) {
      pages.push([...unit]);
      room = characters - size;
    }
  }
  return pages;
}

function smallEnough(unit: ReadingUnit, characters: number): ReadingUnit[] {
  if (sizeOf(unit) <= characters) return [unit];
  return unit.flatMap((block) => cutBlock(block, characters)).map((block) => [block]);
}

function sizeOf(unit: ReadingUnit): number {
  return unit.reduce((sum, { text, speaker }) => sum + text.length + (speaker?.length ?? 0), 0);
}

function cutBlock(block: ReadingBlock, characters: number): ReadingBlock[] {
  // A name as long as a page leaves no room for words: such a one is not shown.
  const speaker = (block.speaker?.length ?? 0) > characters / 2 ? null : block.speaker;
  const room = characters - (speaker?.length ?? 0);
  const pieces: ReadingBlock[] = [];
  let rest = block.text;
  while (rest.length > room) {
    const end = cutAt(rest, room);
    pieces.push({ ...block, speaker, text: rest.slice(0, end).trimEnd() });
    rest = rest.slice(end).trimStart();
  }
  if (rest !== '' || pieces.length === 0) pieces.push({ ...block, speaker, text: rest });
  return pieces;
}

/** Sentences end here; a closing quote or bracket goes with them. */
const sentenceEnd = /[.!?…。！？][\p{Pf}\p{Pe}"']{0,3}(?=\s|$|[^\p{ASCII}])/gu;

function cutAt(text: string, room: number): number {
  const head = text.slice(0, room);
  const half = room / 2;
  const sentence = [...head.matchAll(sentenceEnd)].at(-1);
  const afterSentence = sentence === undefined ? 0 : sentence.index + sentence[0].length;
  if (afterSentence >= half) return afterSentence;
  const space = head.lastIndexOf(' ');
  if (space >= half) return space + 1;
  // Not between the two halves of one character.
  return /[\uD800-\uDBFF]$/.test(head) && room > 1 ? room - 1 : room;
}
