import { lexiconOf } from './lexicon.ts';
import type { Sentence } from './sentences.ts';

/** How long an advertisement lasts after the words that begin it. */
const adMs = 40_000;

/**
 * How well each sentence can stand alone, from 0 to 1, whatever it is about: of a sentence's length, not leaning on the
 * one before, no question, no small talk. Greetings and advertisements are 0.
 */
export function fitnessOf(sentences: readonly Sentence[], language: string): number[] {
  const { leaning, housekeeping, sponsor } = lexiconOf(language);
  const punctuated = sentences.some(({ isWhole }) => isWhole);
  let adUntilMs = -1;
  return sentences.map((sentence) => {
    const { text, words, startMs, isWhole } = sentence;
    // Every mark starts the time anew: a host names code and address at the end.
    if (sponsor.test(text)) adUntilMs = startMs + adMs;
    if (startMs < adUntilMs || housekeeping.test(text)) return 0;
    const topics = words.filter(({ isTopic }) => isTopic).length;
    if (topics < 2) return 0;
    return (
      lengthFitness(words.length) *
      Math.min(1, topics / words.length / 0.3) *
      (leaning.test(text) ? 0.5 : 1) *
      (/[?？]["'”’」』)]*$/.test(text) ? 0.5 : 1) *
      (punctuated && !isWhole ? 0.6 : 1) *
      (stumbles(words) ? 0.5 : 1)
    );
  });
}

function lengthFitness(words: number): number {
  if (words < 6) return 0;
  if (words < 10) return (words - 5) / 5;
  if (words <= 30) return 1;
  return Math.max(0.2, 1 - (words - 30) / 40);
}

/** The same word twice in a row: a false start. */
function stumbles(words: Sentence['words']): boolean {
  return words.some(({ key, follows }, index) => follows && key === words[index - 1]?.key);
}
