import { hasUnspacedScript } from './scripts.ts';

const segmenters = new Map<string, Intl.Segmenter>();

/**
 * How many words a text has. Where words are not separated by spaces (Chinese, Japanese, Thai, …) the platform's
 * dictionary divides them; it finds about 1.5 times as many words there as an English translation has. Punctuation alone
 * is no word.
 */
export function wordCount(text: string, language: string): number {
  let words = 0;
  for (const chunk of text.split(/\s+/)) {
    if (hasUnspacedScript(chunk)) words += segmentedWords(chunk, language);
    else if (/[\p{L}\p{N}]/u.test(chunk)) words += 1;
  }
  return words;
}

function segmentedWords(text: string, language: string): number {
  let words = 0;
  for (const segment of segmenterFor(language).segment(text)) if (segment.isWordLike === true) words += 1;
  return words;
}

function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known !== undefined) return known;
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, segmenter);
  return segmenter;
}
