import type { LineRange } from '../../domain/transcript.ts';
import { centralities, similarity, type TermVector, vectorsOf } from './centrality.ts';
import { fitnessOf } from './fitness.ts';
import { lexiconOf } from './lexicon.ts';
import type { Sentence } from './sentences.ts';

export interface KeySentences {
  /** Up to `count` sentences that say most of the whole, spread over it, in order. */
  summary(count: number): Sentence[];
  /** The sentence that says most of these lines, or null. One that was picked before only where nothing else is near. */
  of(lines: LineRange): Sentence | null;
  /** Up to `count` strong sentences from different places, in order, none of them picked before. */
  strong(count: number): Sentence[];
}

interface Rated {
  readonly sentence: Sentence;
  readonly vector: TermVector;
  readonly fitness: number;
  readonly score: number;
}

/** Ranks the sentences of a talk by how much they share with the rest of it. Time is linear in the talk's length. */
export function rankSentences(sentences: readonly Sentence[], language: string): KeySentences {
  const vectors = vectorsOf(sentences);
  const central = centralities(vectors);
  const fitness = fitnessOf(sentences, language);
  const rated = sentences.map((sentence, index): Rated => {
    const fit = fitness[index] ?? 0;
    return { sentence, vector: vectors[index] ?? new Map(), fitness: fit, score: (central[index] ?? 0) * fit };
  });
  const { emphasis } = lexiconOf(language);
  const picked = new Set<Sentence>();
  const mark = (found: readonly Rated[]): Sentence[] => {
    for (const { sentence } of found) picked.add(sentence);
    return found.map(({ sentence }) => sentence);
  };
  return {
    summary: (count) => mark(spread(rated, count, ({ score }) => score)),
    of: (lines) => mark(keyOf(rated, lines, picked))[0] ?? null,
    strong: (count) =>
      mark(
        spread(
          rated.filter((one) => one.fitness >= 0.5 && one.sentence.words.length >= 8 && !picked.has(one.sentence)),
          count,
          ({ sentence, score }) => score * (emphasis.test(sentence.text) ? 2 : 1),
        ),
      ),
  };
}

/** The best of each of `count` equal stretches of time, but none that repeats one before it. */
function spread(rated: readonly Rated[], count: number, scoreOf: (one: Rated) => number): Rated[] {
  const startMs = rated[0]?.sentence.startMs ?? 0;
  const length = Math.max(1, (rated.at(-1)?.sentence.endMs ?? 0) - startMs);
  const stretches: Rated[][] = Array.from({ length: count }, () => []);
  for (const one of rated) {
    const place = Math.floor(((one.sentence.startMs - startMs) / length) * count);
    stretches[Math.min(count - 1, place)]?.push(one);
  }
  const found: Rated[] = [];
  for (const stretch of stretches) {
    const best = bestOf(stretch, (one) => scoreOf(one) * (1 - nearness(one, found)));
    if (best !== null) found.push(best);
  }
  return found;
}

function nearness(one: Rated, others: readonly Rated[]): number {
  return others.reduce((max, other) => Math.max(max, similarity(one.vector, other.vector)), 0);
}

function keyOf(rated: readonly Rated[], lines: LineRange, picked: ReadonlySet<Sentence>): Rated[] {
  const inside = rated.slice(lowerBound(rated, lines.first), lowerBound(rated, lines.last + 1));
  const within = inside.filter(({ sentence }) => sentence.lines.last <= lines.last);
  const central = new Map(
    centralities(within.map(({ vector }) => vector)).map((score, index) => [within[index], score]),
  );
  const scoreOf = (one: Rated): number => (central.get(one) ?? 0) * one.fitness * (picked.has(one.sentence) ? 0.6 : 1);
  const best = bestOf(within, scoreOf) ?? bestOf(within, ({ fitness }) => fitness);
  return best === null ? [] : [best];
}

/** Index of the first sentence that begins at or after this line. */
function lowerBound(rated: readonly Rated[], line: number): number {
  let low = 0;
  let high = rated.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rated[middle]?.sentence.lines.first ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first of those with the highest score above 0. */
function bestOf(rated: readonly Rated[], scoreOf: (one: Rated) => number): Rated | null {
  let best: Rated | null = null;
  let highest = 0;
  for (const one of rated) {
    const score = scoreOf(one);
    if (score > highest) {
      best = one;
      highest = score;
    }
  }
  return best;
}
