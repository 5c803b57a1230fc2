import type { Token } from './cue-tokens.ts';
import { evenParts } from './even-parts.ts';
import { lineHints } from './line-hints.ts';
import type { LineRules } from './line-rules.ts';
import { measureTokens, type Run, type TokenMeasure } from './token-runs.ts';

/** A long sentence with more words to a comma than this is not punctuated, merely closed by a full stop. */
const wordsPerClause = 30;

/**
 * Divides tokens into the runs that become lines: every token in exactly one run, in order. `ends` tells after which
 * tokens a sentence ends. Linear.
 */
export function breakLines(
  tokens: readonly Token[],
  ends: readonly boolean[],
  language: string,
  rules: LineRules,
): Run[] {
  const hints = lineHints(language);
  const text = measureTokens(tokens);
  const stops = ends.filter(Boolean).length;
  const isPunctuated = text.words({ from: 0, to: tokens.length }) <= rules.punctuatedWords * stops;
  const runs: Run[] = [];
  for (const sentence of splitAfter(text, { from: 0, to: tokens.length }, (to) =>
    endsSentence(text, ends, to, rules),
  )) {
    const words = text.words(sentence);
    const isLoose = !isPunctuated || (words > rules.sentenceWords && text.clauses(sentence) * wordsPerClause < words);
    const spoken = isLoose ? splitAtPauses(text, sentence, rules) : [sentence];
    const mostWords = isLoose ? rules.looseWords : rules.sentenceWords;
    for (const run of spoken) runs.push(...evenParts(text, run, { mostWords, mostMs: rules.sentenceMs, hints }));
  }
  return joinSmall(text, runs, isPunctuated ? rules.sentenceWords : rules.looseWords, rules);
}

function endsSentence(text: TokenMeasure, ends: readonly boolean[], to: number, rules: LineRules): boolean {
  if (ends[to - 1] === true || text.tokens[to]?.turn === true) return true;
  return text.pauseAfterMs(to - 1) >= rules.silenceMs && text.tokens[to]?.weight !== 0;
}

function splitAtPauses(text: TokenMeasure, run: Run, rules: LineRules): Run[] {
  return splitAfter(text, run, (to, from) => {
    const isPause = text.pauseAfterMs(to - 1) > rules.pauseMs && text.tokens[to]?.weight !== 0;
    return isPause && text.words({ from, to }) >= rules.wordsBeforePause;
  });
}

/** Cuts a run wherever `isCut` says so of a position and of where the part before it began. */
function splitAfter(text: TokenMeasure, run: Run, isCut: (to: number, from: number) => boolean): Run[] {
  const parts: Run[] = [];
  let from = run.from;
  for (let to = run.from + 1; to <= run.to && to <= text.tokens.length; to += 1) {
    if (to < run.to && !isCut(to, from)) continue;
    parts.push({ from, to });
    from = to;
  }
  return parts;
}

/** A line of a word or two joins the one after it, else the one before it. */
function joinSmall(text: TokenMeasure, runs: readonly Run[], mostWords: number, rules: LineRules): Run[] {
  const isSmall = (run: Run) => text.words(run) < rules.smallestWords;
  const canJoin = (before: Run, after: Run) =>
    text.tokens[after.from]?.turn !== true &&
    // A word alone between two silences is no line: it waits somewhat longer.
    text.pauseAfterMs(before.to - 1) < 2 * rules.silenceMs &&
    text.words({ from: before.from, to: after.to }) <= mostWords + rules.smallestWords;
  const joined: Run[] = [];
  const join = (run: Run) => {
    const last = joined.at(-1);
    if (last !== undefined && canJoin(last, run)) joined[joined.length - 1] = { from: last.from, to: run.to };
    else joined.push(run);
  };
  for (const [index, run] of runs.entries()) {
    const last = joined.at(-1);
    const next = runs[index + 1];
    const waits = isSmall(run) && next !== undefined && canJoin(run, next);
    if (last !== undefined && isSmall(last)) join(run);
    else if (isSmall(run) && !waits) join(run);
    else joined.push(run);
  }
  return joined;
}
