import { editDistance } from '../domain/edit-distance.ts';

/** Where a quote was found among the words of the captions, and how well it fits: 1 is word for word. */
export interface Alignment {
  /** Index of the first word. */
  readonly first: number;
  /** Index of the last word, inclusive. */
  readonly last: number;
  readonly similarity: number;
}

/** One word of a quote. */
export interface QuoteWord {
  readonly key: string;
  /** The quote has an ellipsis before this word: words of the source may be passed over. */
  readonly afterGap: boolean;
}

const fillers = new Set(
  'uh um uhm erm er ah oh hmm mm yeah well so like you know i mean actually basically okay just right euh ben äh ähm also halt eh えー あのー 嗯 呃 啊'.split(
    ' ',
  ),
);
/** Cost of passing over a filler of the source, or a word said twice: quotes rightly lack them. */
const fillerCost = 0.1;
/** Cost of each word passed over at an ellipsis. */
const gapCost = 0.1;
/** Cost of a word that was written differently, but nearly so: misheard or mended. */
const nearCost = 0.5;

/**
 * The stretch of `words` that a quote fits best, allowing for dropped fillers, an ellipsis, and words misheard or mended;
 * null for an empty quote. Cost is the product of both lengths. Of equal fits the first and shortest wins.
 */
export function align(quote: readonly QuoteWord[], words: readonly string[]): Alignment | null {
  if (quote.length === 0 || words.length === 0) return null;
  let costs = new Float64Array(words.length + 1);
  let starts = Int32Array.from({ length: words.length + 1 }, (_, index) => index);
  quote.forEach(({ key, afterGap }, row) => {
    const next = new Float64Array(words.length + 1);
    const nextStarts = new Int32Array(words.length + 1);
    const distance = substitution(key);
    next[0] = (costs[0] ?? 0) + dropCost(key);
    // Words passed over before this quote word, cheap after an ellipsis: taken into the row above, left to right.
    if (afterGap && row > 0) passOver(costs, starts);
    words.forEach((word, index) => {
      const replaced = (costs[index] ?? 0) + distance(word);
      const dropped = (costs[index + 1] ?? 0) + dropCost(key);
      const skipped = (next[index] ?? 0) + skipCost(word, words[index - 1]);
      const best = Math.min(replaced, dropped, skipped);
      next[index + 1] = best;
      const from = best === replaced ? starts[index] : best === dropped ? starts[index + 1] : nextStarts[index];
      nextStarts[index + 1] = from ?? 0;
    });
    costs = next;
    starts = nextStarts;
  });
  return bestEnd(costs, starts, quote.length);
}

function passOver(costs: Float64Array, starts: Int32Array): void {
  for (let index = 1; index < costs.length; index += 1) {
    const passed = (costs[index - 1] ?? 0) + gapCost;
    if (passed >= (costs[index] ?? 0)) continue;
    costs[index] = passed;
    starts[index] = starts[index - 1] ?? 0;
  }
}

function bestEnd(costs: Float64Array, starts: Int32Array, length: number): Alignment | null {
  let end = 0;
  costs.forEach((cost, index) => {
    const best = costs[end] ?? 0;
    const shorter = index - (starts[index] ?? 0) < end - (starts[end] ?? 0);
    if (cost < best || (cost === best && shorter && starts[index] === starts[end])) end = index;
  });
  const first = starts[end] ?? 0;
  if (end <= first) return null;
  return { first, last: end - 1, similarity: Math.max(0, 1 - (costs[end] ?? 0) / length) };
}

function dropCost(key: string): number {
  return fillers.has(key) ? fillerCost : 1;
}

function skipCost(word: string, before: string | undefined): number {
  return fillers.has(word) || word === before ? fillerCost : 1;
}

/** Cost of writing `key` for a word of the source, remembered by word. */
function substitution(key: string): (word: string) => number {
  const seen = new Map<string, number>();
  return (word) => {
    if (word === key) return 0;
    const before = seen.get(word);
    if (before !== undefined) return before;
    const same = plain(key) === plain(word);
    const cost = same ? 0 : near(plain(key), plain(word)) ? nearCost : 1;
    seen.set(word, cost);
    return cost;
  };
}

const plain = (word: string): string => word.replace(/'/g, '');

/** Whether two words differ in at most a third of their letters; words of one or two letters only when equal. */
function near(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  if (longer < 3 || Math.abs(a.length - b.length) > longer / 3) return false;
  return editDistance(a, b) <= longer / 3;
}
