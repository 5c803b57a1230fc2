import { baseLanguage } from '../../domain/language.ts';
import { stopWords } from './stop-words.ts';

/** Runs of this many source words in a row, in a translation, are no name or title any more … */
const foreignRun = 10;
/** … unless they are a list of names: a sentence has function words. */
const functionWords = 2;
/** Passages have a few hundred words; of longer texts only so many are compared, because the time is their square. */
const mostWords = 1200;

/** Why the translation is the source itself, whole or in part; null where it is not. */
export function checkCopied(
  source: string,
  target: string,
  sourceLanguage: string,
  targetLanguage: string,
): string | null {
  const [from, to] = [wordsOf(source), wordsOf(target)];
  if (to.length < 4) return null;
  if (from.join(' ') === to.join(' ')) return 'The translation is the source itself, unchanged. Translate it.';
  // Simplified and traditional Chinese, or two Portuguese, share most of their words.
  if (baseLanguage(sourceLanguage) === baseLanguage(targetLanguage)) return null;
  const run = longestRun(from.slice(0, mostWords), to.slice(0, mostWords));
  const common = stopWords[baseLanguage(sourceLanguage)];
  const prose = common === undefined || run.filter((word) => common.has(word)).length >= functionWords;
  if (run.length >= foreignRun && prose) {
    return 'A sentence of the source stands untranslated in the translation. Translate all of it.';
  }
  if (to.length < 12) return null;
  const known = new Set(pairsOf(from));
  const pairs = pairsOf(to);
  const shared = pairs.filter((pair) => known.has(pair)).length;
  return shared / pairs.length >= 0.5 ? 'Most of the translation repeats the words of the source. Translate it.' : null;
}

/** Words in lower case, addresses and file names whole; each character of an unspaced script is one. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(
        /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}'](?:[\p{L}\p{M}\p{N}'./_:@-]*[\p{L}\p{M}\p{N}'])?/gu,
      ) ?? []
  );
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}

/** The longest run of words that both have; a number ends it. */
function longestRun(a: readonly string[], b: readonly string[]): string[] {
  let longest = 0;
  let end = 0;
  let before = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const row = new Array<number>(b.length + 1).fill(0);
    for (let j = 0; j < b.length; j += 1) {
      if (b[j] !== word || !/\p{L}/u.test(word)) continue;
      const length = (before[j] ?? 0) + 1;
      row[j + 1] = length;
      if (length > longest) [longest, end] = [length, j + 1];
    }
    before = row;
  }
  return b.slice(end - longest, end);
}
