import type { ChildBlock } from './blocks.ts';
import { slackLimits } from './limits.ts';
import { countCharacters } from './measure.ts';

/** One child of a fold. */
export interface FoldItem {
  readonly block: ChildBlock;
  /** Stands in its place where it opens a fold, e.g. with the speaker's name. At least as long. */
  readonly opening?: ChildBlock;
}

/** A titled run of blocks, as long as its content: packing cuts it into containers. `title` is plain text. */
export interface Fold {
  readonly title: string;
  readonly items: readonly FoldItem[];
}

/** Consecutive children of one fold that go into one container. */
export interface FoldPart {
  readonly fold: Fold;
  /** Index of the fold among those packed. */
  readonly index: number;
  readonly children: readonly ChildBlock[];
  /** `2/3`; empty when the fold is whole. */
  readonly part: string;
}

/** What is left of a message for folds. */
export interface Room {
  readonly characters: number;
  readonly blocks: number;
}

interface Entry {
  /** Of its fold. */
  readonly index: number;
  /** Within its fold. */
  readonly at: number;
  readonly characters: number;
  readonly tables: number;
}

/** ` (12/12)` behind a title, and the types of a container and its title. */
const containerCharacters = 10 + 'container'.length + 'plain_text'.length;

/**
 * Folds cut into messages, in order: as few messages as can be; of all ways to do that, one that cuts the fewest folds
 * apart, and then the most even. Every item must fit into a message of its own. Quadratic in the children of one
 * message, linear in all others.
 */
export function packFolds(folds: readonly Fold[], room: Room): FoldPart[][] {
  const entries = folds.flatMap((fold, index) =>
    fold.items.map(({ block, opening }, at) => ({
      index,
      at,
      characters: countCharacters(opening ?? block),
      tables: block.type === 'table' ? 1 : 0,
    })),
  );
  const ends = messageEnds(entries, folds, room);
  return cutFolds(folds, entries, ends);
}

/** Messages, folds cut apart, unevenness: compared in this order, each added up over the messages. */
type Cost = readonly [messages: number, cuts: number, unevenness: number];

/** Index after the last entry of each message, the cheapest way. */
function messageEnds(entries: readonly Entry[], folds: readonly Fold[], room: Room): number[] {
  const best: { cost: Cost; from: number }[] = [{ cost: [0, 0, 0], from: 0 }];
  for (let from = 0; from < entries.length; from += 1) {
    const cut = from > 0 && entries[from - 1]?.index === entries[from]?.index ? 1 : 0;
    const before = best[from]?.cost ?? [0, 0, 0];
    for (const { end, fill } of reach(entries, folds, room, from)) {
      const cost: Cost = [before[0] + 1, before[1] + cut, before[2] + fill * fill];
      const known = best[end];
      if (known === undefined || isLess(cost, known.cost)) best[end] = { cost, from };
    }
  }
  const ends: number[] = [];
  for (let end = entries.length; end > 0; end = best[end]?.from ?? 0) ends.unshift(end);
  return ends;
}

/** Every end that a message beginning at `from` can have, with the share of its characters that it uses. */
function* reach(entries: readonly Entry[], folds: readonly Fold[], room: Room, from: number) {
  let characters = 0;
  let blocks = 0;
  let tables = 0;
  let run = 0;
  for (let at = from; at < entries.length; at += 1) {
    const entry = entries[at];
    if (entry === undefined) return;
    run = at > from && entries[at - 1]?.index === entry.index ? run + 1 : 1;
    const opensContainer = run % slackLimits.containerChildren === 1;
    const title = opensContainer ? containerCharacters + (folds[entry.index]?.title.length ?? 0) : 0;
    characters += entry.characters + title;
    blocks += opensContainer ? 2 : 1;
    tables += entry.tables;
    const over = characters > room.characters || blocks > room.blocks || tables > slackLimits.tables;
    if (over && at > from) return;
    yield { end: at + 1, fill: characters / room.characters };
    if (over) return;
  }
}

function isLess(a: Cost, b: Cost): boolean {
  if (a[0] !== b[0]) return a[0] < b[0];
  if (a[1] !== b[1]) return a[1] < b[1];
  return a[2] < b[2];
}

interface Run {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

function cutFolds(folds: readonly Fold[], entries: readonly Entry[], ends: readonly number[]): FoldPart[][] {
  const messages = ends.map((end, message) => containersOf(entries, ends[message - 1] ?? 0, end));
  const counts = new Map<number, number>();
  for (const { index } of messages.flat()) counts.set(index, (counts.get(index) ?? 0) + 1);
  const seen = new Map<number, number>();
  return messages.map((runs) => runs.flatMap((run) => partOf(folds, entries, run, counts, seen)));
}

function partOf(
  folds: readonly Fold[],
  entries: readonly Entry[],
  { index, from, to }: Run,
  counts: ReadonlyMap<number, number>,
  seen: Map<number, number>,
): FoldPart[] {
  const fold = folds[index];
  if (fold === undefined) return [];
  const number = (seen.get(index) ?? 0) + 1;
  seen.set(index, number);
  const count = counts.get(index) ?? 1;
  const first = entries[from]?.at ?? 0;
  const items = fold.items.slice(first, first + to - from);
  const children = items.map(({ block, opening }, at) => (at === 0 ? (opening ?? block) : block));
  return [{ fold, index, children, part: count > 1 ? `${number}/${count}` : '' }];
}

/** The containers of one message: runs of one fold, evenly cut where they have more children than a container takes. */
function containersOf(entries: readonly Entry[], from: number, to: number): Run[] {
  const runs: Run[] = [];
  let start = from;
  for (let at = from + 1; at <= to; at += 1) {
    const index = entries[start]?.index ?? 0;
    if (at < to && entries[at]?.index === index) continue;
    const count = at - start;
    const pieces = Math.ceil(count / slackLimits.containerChildren);
    for (let piece = 0; piece < pieces; piece += 1) {
      const pieceFrom = start + Math.round((count * piece) / pieces);
      runs.push({ index, from: pieceFrom, to: start + Math.round((count * (piece + 1)) / pieces) });
    }
    start = at;
  }
  return runs;
}
