import type { Line, LineRange } from '../domain/transcript.ts';
import { type CaptionWord, captionWords, textBetween, wordsOf } from './caption-words.ts';
import { type Alignment, align, type QuoteWord } from './quote-alignment.ts';

/** A quote as it stands in the captions. */
export interface GroundedQuote {
  /** One unbroken stretch of the captions' own text, in their casing and punctuation. */
  readonly source: string;
  /** The lines it stands in. */
  readonly lines: LineRange;
}

/** How far from its range a quote is looked for before the whole transcript is. */
const nearLines = 3;
/** Fewer words prove nothing: they stand everywhere. */
const minimumWords = 3;
/** What is found only far from its range must be long enough not to be chance. */
const minimumWordsAnywhere = 6;
/**
 * Share of the words that must fit, near the range and elsewhere. At 0.8 a quote of ten words may have two wrong ones, or
 * four nearly right; models that quote from memory lie below 0.6, retellings below 0.4.
 */
const enough = 0.8;
const enoughAnywhere = 0.9;
/** A fit of 0.9 leaves at most a fifth of the words to near misses, so no place with fewer hits is worth a look. */
const candidateShare = 0.7;

/**
 * Finds a quote in the captions: word for word in its range, else within three lines of it, else anywhere; then with
 * small deviations (dropped fillers, an ellipsis, a misheard or mended word) in the same order. What is returned is the
 * captions' text and never the model's. Null when the words do not stand there.
 */
export function groundQuote(source: string, range: LineRange, lines: readonly Line[]): GroundedQuote | null {
  const quote = quoteWords(source);
  if (quote.length < minimumWords) return null;
  const words = captionWords(lines);
  const exact = inRange(words, range, 0);
  const near = inRange(words, range, nearLines);
  const found =
    verbatim(quote, words, exact, range) ??
    verbatim(quote, words, near, range) ??
    (quote.length < minimumWordsAnywhere ? null : verbatim(quote, words, { from: 0, to: words.length }, range)) ??
    fitting(quote, words, near, enough) ??
    (quote.length < minimumWordsAnywhere ? null : fittingAnywhere(quote, words));
  return found === null ? null : quoteAt(found, words, lines);
}

/** Part of the words, `to` exclusive. */
interface Span {
  readonly from: number;
  readonly to: number;
}

function quoteWords(source: string): QuoteWord[] {
  const words = wordsOf(source);
  return words.map(({ key, start }, index) => {
    const between = source.slice(words[index - 1]?.end ?? 0, start);
    return { key, afterGap: index > 0 && /…|\.{3}|\. \. \./.test(between) };
  });
}

function inRange(words: readonly CaptionWord[], { first, last }: LineRange, margin: number): Span {
  const from = words.findIndex((word) => word.line >= first - 1 - margin);
  const to = words.findIndex((word) => word.line > last - 1 + margin);
  return from < 0 ? { from: 0, to: 0 } : { from, to: to < 0 ? words.length : to };
}

/** Word for word; of several places the one nearest to the range. */
function verbatim(
  quote: readonly QuoteWord[],
  words: readonly CaptionWord[],
  { from, to }: Span,
  range: LineRange,
): Alignment | null {
  const distance = (index: number): number => Math.abs((words[index]?.line ?? 0) + 1 - range.first);
  let best: number | null = null;
  for (let at = from; at + quote.length <= to; at += 1) {
    if (!quote.every(({ key }, offset) => words[at + offset]?.key === key)) continue;
    if (best === null || distance(at) < distance(best)) best = at;
  }
  return best === null ? null : { first: best, last: best + quote.length - 1, similarity: 1 };
}

function fitting(
  quote: readonly QuoteWord[],
  words: readonly CaptionWord[],
  { from, to }: Span,
  threshold: number,
): Alignment | null {
  const keys = words.slice(from, to).map((word) => word.key);
  const found = align(quote, keys);
  if (found === null || found.similarity < threshold) return null;
  // An ellipsis may pass over a clause, not over a paragraph: the whole stretch is what gets printed.
  if (found.last - found.first + 1 > 2 * quote.length + 4) return null;
  return { ...found, first: found.first + from, last: found.last + from };
}

/** As `fitting`, over the whole transcript, but only where most words of the quote stand close together. */
function fittingAnywhere(quote: readonly QuoteWord[], words: readonly CaptionWord[]): Alignment | null {
  const wanted = new Set(quote.map(({ key }) => key));
  const width = 2 * quote.length + 4;
  let hits = 0;
  let best: Alignment | null = null;
  let searchedTo = 0;
  for (let at = 0; at < words.length; at += 1) {
    if (wanted.has(words[at]?.key ?? '')) hits += 1;
    if (wanted.has(words[at - width]?.key ?? '')) hits -= 1;
    if (hits < candidateShare * quote.length || at < searchedTo) continue;
    searchedTo = Math.min(words.length, at + width);
    const found = fitting(quote, words, { from: Math.max(0, at - width), to: searchedTo }, enoughAnywhere);
    if (found !== null && found.similarity > (best?.similarity ?? 0)) best = found;
  }
  return best;
}

function quoteAt(found: Alignment, words: readonly CaptionWord[], lines: readonly Line[]): GroundedQuote | null {
  const [first, last] = [words[found.first], words[found.last]];
  if (first === undefined || last === undefined) return null;
  return { source: textBetween(first, last, lines), lines: { first: first.line + 1, last: last.line + 1 } };
}

/**
 * A range of line numbers as a model gives it, made one that exists: turned round where it runs backwards, cut to the
 * transcript where it reaches beyond. Null for what names no line at all (fractions, NaN, wholly outside).
 */
export function groundRange(range: LineRange, lineCount: number): LineRange | null {
  if (!Number.isInteger(range.first) || !Number.isInteger(range.last)) return null;
  const [first, last] = range.first <= range.last ? [range.first, range.last] : [range.last, range.first];
  if (last < 1 || first > lineCount) return null;
  return { first: Math.max(1, first), last: Math.min(lineCount, last) };
}

/**
 * Whether one of a name's forms is said within the range. Case, spaces, hyphens and a possessive do not matter ("chat
 * gpt's" is ChatGPT), spelling does: misheard forms come from the glossary. Forms of a single letter are not looked for.
 */
export function nameOccurs(forms: readonly string[], lines: readonly Line[], range: LineRange): boolean {
  const words = captionWords(lines);
  const { from, to } = inRange(words, range, 0);
  const wanted = forms
    .map((form) =>
      wordsOf(form)
        .map(({ key }) => key)
        .join(''),
    )
    .filter((form) => form.length > 1);
  for (let at = from; at < to; at += 1) {
    if (wanted.some((form) => saidAt(form, words, at, to))) return true;
  }
  return false;
}

function saidAt(form: string, words: readonly CaptionWord[], from: number, to: number): boolean {
  let said = '';
  for (let at = from; at < to && said.length < form.length; at += 1) {
    said += words[at]?.key ?? '';
    if (said === form || said === `${form}'s` || (form.length > 3 && said === `${form}s`)) return true;
    if (!form.startsWith(said)) return false;
  }
  return false;
}
