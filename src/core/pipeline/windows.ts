import type { Line, LineRange } from '../domain/transcript.ts';
import { estimateTokens } from './estimate-tokens.ts';

export interface WindowOptions {
  readonly maxTokens: number;
  /** Tokens of one line as it stands in the prompt. Default: its text and its number. */
  readonly estimate?: (line: Line) => number;
}

/**
 * Groups neighbouring chapters into windows that a translation call can see beside its chunk: few, about equal, none
 * over `maxTokens`. They partition the lines, so that the sum of all windows is the transcript once, and the chunks of
 * one window share a cached prompt. A chapter too large for a window is cut at a line.
 */
export function planWindows(
  chapters: readonly LineRange[],
  lines: readonly Line[],
  { maxTokens, estimate = lineTokens }: WindowOptions,
): LineRange[] {
  const sums = [0];
  for (const line of lines) sums.push((sums.at(-1) ?? 0) + estimate(line));
  const size = ({ first, last }: LineRange): number => (sums[last] ?? 0) - (sums[first - 1] ?? 0);
  const pieces = chapters.flatMap((chapter) => cutToFit(chapter, maxTokens, size));
  const total = pieces.reduce((sum, piece) => sum + size(piece), 0);
  const target = total / Math.max(1, Math.ceil(total / maxTokens));
  const windows: LineRange[] = [];
  for (const piece of pieces) {
    const last = windows.at(-1);
    const joined = last === undefined ? piece : { first: last.first, last: piece.last };
    // Over the target by less than half of the piece is nearer to it than under by the rest.
    const joins = last !== undefined && size(joined) <= maxTokens && size(joined) - size(piece) / 2 <= target;
    if (joins) windows[windows.length - 1] = joined;
    else windows.push(piece);
  }
  return windows;
}

function lineTokens(line: Line): number {
  return estimateTokens(line.text) + estimateTokens(String(line.number)) + 2;
}

function cutToFit(chapter: LineRange, maxTokens: number, size: (range: LineRange) => number): LineRange[] {
  const total = size(chapter);
  if (total <= maxTokens) return [chapter];
  const target = total / Math.ceil(total / maxTokens);
  const pieces: LineRange[] = [];
  let first = chapter.first;
  for (let number = chapter.first + 1; number <= chapter.last; number += 1) {
    if (size({ first, last: number }) <= target) continue;
    pieces.push({ first, last: number - 1 });
    first = number;
  }
  return [...pieces, { first, last: chapter.last }];
}
