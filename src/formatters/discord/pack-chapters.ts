import type { Paragraph } from './chapter-text.ts';

/** A chapter as paragraphs, to be cut into messages. */
export interface PackedChapter {
  /** Index into the digest's chapters. */
  readonly chapter: number;
  readonly paragraphs: readonly Paragraph[];
  /** Weight of what stands above its paragraphs, in every message it appears in. */
  readonly headWeight: number;
}

/** Consecutive paragraphs of one chapter that go into one message. */
export interface ChapterPart {
  readonly chapter: number;
  readonly paragraphs: readonly Paragraph[];
  /** Which part of its chapter this is, from 0, and of how many. */
  readonly part: number;
  readonly parts: number;
}

interface Entry {
  /** Index into the packed chapters. */
  readonly index: number;
  readonly paragraph: Paragraph;
}

/** What one message takes. */
export interface MessageRoom {
  readonly weight: number;
  readonly chapters: number;
}

/** Chapters cut apart though one message would take them; messages; chapters cut; unevenness. Compared in this order. */
type Cost = readonly [needlessCuts: number, messages: number, cuts: number, unevenness: number];

/**
 * Chapters cut into messages, in order. A chapter that fits into one message is never cut; under that rule, as few
 * messages as can be, then as few cuts, then evenly filled ones. Between two paragraphs stands one line break. Each
 * paragraph with its head must fit into a message of its own. Quadratic in the paragraphs of one message only.
 */
export function packChapters(chapters: readonly PackedChapter[], room: MessageRoom): ChapterPart[][] {
  const entries = chapters.flatMap(({ paragraphs }, index) => paragraphs.map((paragraph) => ({ index, paragraph })));
  const messages = cutAt(entries, messageEnds(entries, chapters, room));
  const counts = new Map<number, number>();
  for (const { index } of messages.flat()) counts.set(index, (counts.get(index) ?? 0) + 1);
  const seen = new Map<number, number>();
  return messages.map((runs) =>
    runs.map(({ index, paragraphs }) => {
      const part = seen.get(index) ?? 0;
      seen.set(index, part + 1);
      return { chapter: chapters[index]?.chapter ?? 0, paragraphs, part, parts: counts.get(index) ?? 1 };
    }),
  );
}

/** Index after the last entry of each message, the cheapest way. */
function messageEnds(entries: readonly Entry[], chapters: readonly PackedChapter[], room: MessageRoom): number[] {
  const whole = chapters.map((chapter) => wholeWeight(chapter) <= room.weight);
  const best: ({ cost: Cost; from: number } | undefined)[] = [{ cost: [0, 0, 0, 0], from: 0 }];
  for (const [from, entry] of entries.entries()) {
    const before = best[from];
    if (before === undefined) continue;
    const isCut = from > 0 && entries[from - 1]?.index === entry.index;
    const [needless, messages, cuts, unevenness] = before.cost;
    for (const { end, fill } of reach(entries, chapters, room, from)) {
      const cost: Cost = [
        needless + (isCut && whole[entry.index] === true ? 1 : 0),
        messages + 1,
        cuts + (isCut ? 1 : 0),
        unevenness + fill * fill,
      ];
      const known = best[end];
      if (known === undefined || isLess(cost, known.cost)) best[end] = { cost, from };
    }
  }
  const ends: number[] = [];
  for (let end = entries.length; end > 0; end = best[end]?.from ?? 0) ends.unshift(end);
  return ends;
}

function wholeWeight({ paragraphs, headWeight }: PackedChapter): number {
  return paragraphs.reduce((sum, { weight }) => sum + weight + 1, headWeight);
}

/** Every end that a message beginning at `from` can have, with the share of its weight that it uses. */
function* reach(entries: readonly Entry[], chapters: readonly PackedChapter[], room: MessageRoom, from: number) {
  let weight = 0;
  let count = 0;
  for (let at = from; at < entries.length; at += 1) {
    const entry = entries[at];
    if (entry === undefined) return;
    const opens = at === from || entries[at - 1]?.index !== entry.index;
    weight += entry.paragraph.weight + 1 + (opens ? (chapters[entry.index]?.headWeight ?? 0) : 0);
    count += opens ? 1 : 0;
    const over = weight > room.weight || count > room.chapters;
    if (over && at > from) return;
    yield { end: at + 1, fill: weight / room.weight };
    if (over) return;
  }
}

function isLess(a: Cost, b: Cost): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

/** The runs of one chapter within each message. */
function cutAt(entries: readonly Entry[], ends: readonly number[]): { index: number; paragraphs: Paragraph[] }[][] {
  return ends.map((end, message) => {
    const runs: { index: number; paragraphs: Paragraph[] }[] = [];
    for (const { index, paragraph } of entries.slice(ends[message - 1] ?? 0, end)) {
      const last = runs.at(-1);
      if (last?.index === index) last.paragraphs.push(paragraph);
      else runs.push({ index, paragraphs: [paragraph] });
    }
    return runs;
  });
}
