import type { Line } from '../domain/transcript.ts';
import { lineAt } from './line-ranges.ts';

/** Shorter than this, or of a single line, a chapter is a sliver and joins a neighbour. */
const sliverMs = 20_000;

/** Where the video ends: its duration, or the end of its last line where that is later or the duration is not known. */
export function endOfVideo(lines: readonly Line[], durationMs: number): number {
  return Math.max(durationMs, lines.at(-1)?.endMs ?? 0);
}

interface Piece<T> {
  /** Whose title the piece carries: its longest member. */
  readonly item: T;
  readonly itemMs: number;
  readonly first: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly lines: number;
}

/**
 * Makes chapters of starts: the first moved to line 1, slivers joined with a neighbour, and no more than `atMost` (the
 * shortest join their shorter neighbour). A joined chapter keeps what the longer part says of itself. Takes starts in
 * strictly rising order, on lines that exist.
 */
export function tidyStarts<T extends { readonly first: number }>(
  starts: readonly T[],
  lines: readonly Line[],
  durationMs: number,
  atMost: number,
): T[] {
  const pieces = joinSlivers(piecesOf(starts, lines, durationMs));
  while (pieces.length > Math.max(1, atMost)) joinShortest(pieces);
  return pieces.map(({ item, first }) => ({ ...item, first }));
}

function piecesOf<T extends { readonly first: number }>(
  starts: readonly T[],
  lines: readonly Line[],
  durationMs: number,
): Piece<T>[] {
  const firsts = starts.map(({ first }, index) => (index === 0 ? 1 : first));
  const times = firsts.map((first, index) => (index === 0 ? 0 : lineAt(lines, first).startMs));
  return starts.map((item, index) => {
    const first = firsts[index] ?? 1;
    const fromMs = times[index] ?? 0;
    const toMs = times[index + 1] ?? endOfVideo(lines, durationMs);
    return { item, itemMs: toMs - fromMs, first, fromMs, toMs, lines: (firsts[index + 1] ?? lines.length + 1) - first };
  });
}

/** One pass forwards: a sliver takes in what follows it until it is none; the last one joins what stands before it. */
function joinSlivers<T>(pieces: readonly Piece<T>[]): Piece<T>[] {
  const kept: Piece<T>[] = [];
  for (const piece of pieces) {
    const last = kept.at(-1);
    if (last !== undefined && isSliver(last)) kept[kept.length - 1] = join(last, piece);
    else kept.push(piece);
  }
  const [before, last] = kept.slice(-2);
  if (before !== undefined && last !== undefined && isSliver(last)) kept.splice(-2, 2, join(before, last));
  return kept;
}

function isSliver({ fromMs, toMs, lines }: Piece<unknown>): boolean {
  return toMs - fromMs < sliverMs || lines < 2;
}

function joinShortest<T>(pieces: Piece<T>[]): void {
  const length = (index: number): number => {
    const piece = pieces[index];
    return piece === undefined ? Number.POSITIVE_INFINITY : piece.toMs - piece.fromMs;
  };
  let shortest = 0;
  for (let index = 1; index < pieces.length; index += 1) if (length(index) < length(shortest)) shortest = index;
  const left = length(shortest - 1) < length(shortest + 1) ? shortest - 1 : shortest;
  const [a, b] = pieces.slice(left, left + 2);
  if (a !== undefined && b !== undefined) pieces.splice(left, 2, join(a, b));
}

function join<T>(a: Piece<T>, b: Piece<T>): Piece<T> {
  const longer = b.itemMs > a.itemMs ? b : a;
  return {
    item: longer.item,
    itemMs: longer.itemMs,
    first: a.first,
    fromMs: a.fromMs,
    toMs: b.toMs,
    lines: a.lines + b.lines,
  };
}
