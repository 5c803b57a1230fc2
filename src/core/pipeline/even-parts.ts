import type { LineHints } from './line-hints.ts';
import type { Run, TokenMeasure } from './token-runs.ts';

/** A part may be this much shorter or longer than its even share. */
const shortestShare = 0.4;
const longestShare = 1.6;

/** What decides where long runs are cut. */
export interface CutRules {
  readonly mostWords: number;
  readonly mostMs: number;
  readonly hints: LineHints;
}

/**
 * Divides a run that is too long into parts of about equal length, none longer than the rules say
 * where its tokens allow it. Cuts stand at clauses and pauses where there are any near. Linear: no token is looked at in
 * more than a few windows.
 */
export function evenParts(text: TokenMeasure, whole: Run, { mostWords, mostMs, hints }: CutRules): Run[] {
  const parts: Run[] = [];
  let rest = whole;
  while (rest.to - rest.from > 1) {
    const byWords = text.words(rest) / mostWords;
    const byTime = text.durationMs(rest) / mostMs;
    const count = Math.ceil(Math.max(byWords, byTime));
    if (count <= 1) break;
    // The length that is exceeded the most is the one to share out.
    const length = byWords >= byTime ? text.words : text.durationMs;
    const most = byWords >= byTime ? mostWords : mostMs;
    const to = bestCut(text, rest, { length, share: length(rest) / count, most, hints });
    parts.push({ from: rest.from, to });
    rest = { from: to, to: rest.to };
  }
  parts.push(rest);
  return parts;
}

interface Share {
  readonly length: (run: Run) => number;
  readonly share: number;
  readonly most: number;
  readonly hints: LineHints;
}

/** Where the first part of `rest` should end: a position inside it. */
function bestCut(text: TokenMeasure, rest: Run, { length, share, most, hints }: Share): number {
  let best = rest.from + 1;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let to = rest.from + 1; to < rest.to; to += 1) {
    const part = length({ from: rest.from, to });
    if (part > Math.min(most, share * longestShare) && bestScore > Number.NEGATIVE_INFINITY) break;
    if (part < share * shortestShare) {
      best = to;
      continue;
    }
    const score = cutScore(text, to, hints) - 3 * Math.abs(part / share - 1);
    if (score > bestScore) {
      best = to;
      bestScore = score;
    }
  }
  return best;
}

function cutScore(text: TokenMeasure, to: number, hints: LineHints): number {
  const last = text.tokens[to - 1]?.text ?? '';
  const next = text.tokens[to];
  // Punctuation that stands by itself stays with the words before it.
  if (next === undefined || next.weight === 0) return -10;
  const clause = text.endsClause(to - 1) ? 3 : 0;
  const pause = Math.min(text.pauseAfterMs(to - 1), 1_500) / 400;
  const fit = (hints.isOpener(next.text) ? 1.5 : 0) - (hints.isLeaning(last) ? 2 : 0);
  return clause + pause + fit + (next.startsCue ? 0.5 : 0);
}
