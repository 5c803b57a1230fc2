import type { Token } from './cue-tokens.ts';

/** A run of tokens, `to` exclusive and greater than `from`. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** Measures over a fixed row of tokens; each answer takes constant time. */
export interface TokenMeasure {
  readonly tokens: readonly Token[];
  words(run: Run): number;
  durationMs(run: Run): number;
  /** Tokens of the run that end with a comma or its like. */
  clauses(run: Run): number;
  /** Silence between a token and the next; 0 after the last. */
  pauseAfterMs(index: number): number;
  endsClause(index: number): boolean;
}

const clauseMark = /[,;:–—、，；：،؛][”’」』）"')]*$/u;
const longestMark = 8;

/** Prepares the measures of `tokens` in one pass. */
export function measureTokens(tokens: readonly Token[]): TokenMeasure {
  const wordSums = [0];
  const clauseSums = [0];
  for (const [index, token] of tokens.entries()) {
    wordSums.push((wordSums[index] ?? 0) + token.weight);
    clauseSums.push((clauseSums[index] ?? 0) + (clauseMark.test(token.text.slice(-longestMark)) ? 1 : 0));
  }
  const between = (sums: readonly number[], { from, to }: Run) => (sums[to] ?? 0) - (sums[from] ?? 0);
  return {
    tokens,
    words: (run) => between(wordSums, run),
    durationMs: ({ from, to }) => (tokens[to - 1]?.endMs ?? 0) - (tokens[from]?.startMs ?? 0),
    clauses: (run) => between(clauseSums, run),
    pauseAfterMs(index) {
      const endMs = tokens[index]?.endMs ?? 0;
      return (tokens[index + 1]?.startMs ?? endMs) - endMs;
    },
    endsClause: (index) => between(clauseSums, { from: index, to: index + 1 }) > 0,
  };
}
