import { VidigestError } from '../domain/errors.ts';
import type { Line, LineRange } from '../domain/transcript.ts';

/** The line with this number, of all lines of a video (numbered from 1 without gaps). Throws `internal` if there is none. */
export function lineAt(lines: readonly Line[], number: number): Line {
  const line = lines[number - 1];
  if (line?.number !== number) throw new VidigestError('internal', `no line ${number} among ${lines.length}`);
  return line;
}

/** The lines of a range, of all lines of a video. */
export function linesIn({ first, last }: LineRange, lines: readonly Line[]): readonly Line[] {
  return lines.slice(first - 1, last);
}

/** How many lines a range holds. */
export function lineCount({ first, last }: LineRange): number {
  return last - first + 1;
}

/** Time from the first line's start to the last line's end; the silence after it is not counted. */
export function spanMs({ first, last }: LineRange, lines: readonly Line[]): number {
  return lineAt(lines, last).endMs - lineAt(lines, first).startMs;
}

/** What of `whole` (disjoint) is not in `parts`, in order; neighbours of different ranges stay apart. */
export function uncovered(whole: readonly LineRange[], parts: readonly LineRange[]): LineRange[] {
  const sorted = parts.toSorted((a, b) => a.first - b.first);
  const gaps: LineRange[] = [];
  let index = 0;
  for (const range of whole.toSorted((a, b) => a.first - b.first)) {
    let next = range.first;
    for (let part = sorted[index]; part !== undefined && part.first <= range.last; part = sorted[index]) {
      if (part.first > next) gaps.push({ first: next, last: part.first - 1 });
      next = Math.max(next, part.last + 1);
      // A part that reaches beyond this range may still cover lines of the one after it.
      if (part.last > range.last) break;
      index += 1;
    }
    if (next <= range.last) gaps.push({ first: next, last: range.last });
  }
  return gaps;
}
