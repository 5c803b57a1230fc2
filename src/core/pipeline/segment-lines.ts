import type { Line, LineRange } from '../domain/transcript.ts';
import { lineCount, linesIn } from './line-ranges.ts';

export interface SegmentOptions {
  /** The length pieces should have. */
  readonly targetMs: number;
  /** The length no piece of two or more lines exceeds. */
  readonly maxMs: number;
  /** As `maxMs`, in lines: bounds the work where times are missing or wrong. Default 200. */
  readonly maxLines?: number;
  /**
   * What a cut between two neighbouring lines costs, against 1 for a piece that is off its target by 40 %; below 0 where
   * there should be one. Default: up to 0.6, by `cutQuality`.
   */
  readonly cutCost?: (before: Line, after: Line) => number;
}

/**
 * Cuts a range at line boundaries into pieces of about the target length, at pauses and speaker changes where any are
 * near: the cheapest of all possible partitions. The pieces partition the range, in order; a single line longer than
 * the maximum stays whole. Takes lines × lines per piece.
 */
export function segmentLines(range: LineRange, lines: readonly Line[], options: SegmentOptions): LineRange[] {
  const { targetMs, maxMs, maxLines = 200, cutCost = defaultCutCost } = options;
  const slice = linesIn(range, lines);
  const tolerance = Math.max(1, 0.4 * targetMs);
  const cost: number[] = [0];
  const from: number[] = [0];
  for (let end = 1; end <= slice.length; end += 1) {
    let best = Number.POSITIVE_INFINITY;
    let bestStart = end - 1;
    for (let start = end - 1; start >= 0; start -= 1) {
      const span = (slice[end - 1]?.endMs ?? 0) - (slice[start]?.startMs ?? 0);
      if (start < end - 1 && (span > maxMs || end - start > maxLines)) break;
      const total = (cost[start] ?? 0) + ((span - targetMs) / tolerance) ** 2;
      if (total < best) {
        best = total;
        bestStart = start;
      }
    }
    from[end] = bestStart;
    const [before, after] = [slice[end - 1], slice[end]];
    cost[end] = best + (before === undefined || after === undefined ? 0 : cutCost(before, after));
  }
  const pieces: LineRange[] = [];
  for (let end = slice.length; end > 0; end = from[end] ?? 0) {
    pieces.push({ first: range.first + (from[end] ?? 0), last: range.first + end - 1 });
  }
  return pieces.reverse();
}

/** Cuts a range in two near its middle, at the best boundary there; null for a single line. */
export function halveLines(range: LineRange, lines: readonly Line[]): readonly [LineRange, LineRange] | null {
  if (lineCount(range) < 2) return null;
  const slice = linesIn(range, lines);
  let best = 0;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const [index, before] of slice.slice(0, -1).entries()) {
    const after = slice[index + 1];
    if (after === undefined) break;
    const off = (index + 1) / slice.length - 0.5;
    const score = cutQuality(before, after) * 0.1 - off ** 2 * 4;
    if (score > bestScore) {
      best = index;
      bestScore = score;
    }
  }
  const last = range.first + best;
  return [
    { first: range.first, last },
    { first: last + 1, last: range.last },
  ];
}

const sentenceEnd = /[.!?…。！？؟।][\p{Pe}\p{Pf}"']*$/u;

/** Whether a text ends where a sentence does, quotation marks and brackets aside. */
export function endsSentence(text: string): boolean {
  return sentenceEnd.test(text);
}

/** How well a text can be cut between two neighbouring lines, from 0 to 1: the pause, a new speaker, a sentence's end. */
export function cutQuality(before: Line, after: Line): number {
  const pause = Math.min(1, Math.max(0, after.startMs - before.endMs) / 2000);
  return pause * 0.5 + (after.speakerChange ? 0.3 : 0) + (endsSentence(before.text) ? 0.2 : 0);
}

function defaultCutCost(before: Line, after: Line): number {
  return 0.6 * (1 - cutQuality(before, after));
}
