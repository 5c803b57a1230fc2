import type { Sentence } from './sentences.ts';

/** Weights of a text's topic words, as a vector of length 1 (empty for a text without any). */
export type TermVector = ReadonlyMap<string, number>;

/** One vector a sentence: how often a word occurs in it, rarer words weighing more. */
export function vectorsOf(sentences: readonly Sentence[]): TermVector[] {
  const spread = new Map<string, number>();
  const counts = sentences.map(({ words }) => countTopics(words));
  for (const count of counts) for (const key of count.keys()) spread.set(key, (spread.get(key) ?? 0) + 1);
  return counts.map((count) => {
    const weighted = new Map<string, number>();
    for (const [key, times] of count) {
      weighted.set(key, times * Math.log(1 + sentences.length / (spread.get(key) ?? 1)));
    }
    return normalised(weighted);
  });
}

function countTopics(words: Sentence['words']): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key, isTopic } of words) if (isTopic) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Cosine of two vectors of length 1. */
export function similarity(a: TermVector, b: TermVector): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [key, weight] of small) sum += weight * (large.get(key) ?? 0);
  return sum;
}

/**
 * How much each of these vectors has in common with the others, from 0 to 1: the mean of its cosines with all of them.
 * Their sum is taken first, so that this needs one pass and not a comparison of each with each.
 */
export function centralities(vectors: readonly TermVector[]): number[] {
  const sum = new Map<string, number>();
  for (const vector of vectors) for (const [key, weight] of vector) sum.set(key, (sum.get(key) ?? 0) + weight);
  const scores = vectors.map((vector) => (vector.size === 0 ? 0 : similarity(vector, sum) - 1));
  const highest = scores.reduce((max, score) => Math.max(max, score), 0);
  return scores.map((score) => (highest > 0 ? Math.max(0, score) / highest : 0));
}

function normalised(vector: ReadonlyMap<string, number>): TermVector {
  let square = 0;
  for (const weight of vector.values()) square += weight ** 2;
  if (square === 0) return vector;
  const length = Math.sqrt(square);
  return new Map([...vector].map(([key, weight]) => [key, weight / length]));
}
