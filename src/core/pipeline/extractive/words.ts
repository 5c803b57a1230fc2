import { baseLanguage } from '../../domain/language.ts';
import { hasUnspacedScript } from '../../domain/scripts.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';

export interface SpokenWord {
  /** As it stands in the text. */
  readonly text: string;
  /** Equal for the forms of one word, as far as endings cut off in haste can tell. */
  readonly key: string;
  /** Whether it can say what a talk is about. */
  readonly isTopic: boolean;
  /** Whether it follows the word before directly, with at most a space between. */
  readonly follows: boolean;
}

/** A function that splits text into words by the rules of one language. Keep it: making it is what costs. */
export function createWordSplitter(language: string): (text: string) => SpokenWord[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const lexicon = lexiconOf(language);
  const base = baseLanguage(language);
  return (text) => {
    const words: SpokenWord[] = [];
    let follows = false;
    for (const { segment, isWordLike } of segmenter.segment(text)) {
      if (isWordLike === true) {
        words.push({ text: segment, ...classify(segment, base, lexicon), follows });
        follows = true;
      } else if (segment.trim() !== '' && segment !== '-') follows = false;
    }
    return words;
  };
}

function classify(text: string, base: string, lexicon: Lexicon): { key: string; isTopic: boolean } {
  const word = text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
  const key = stem(word, base);
  const isStop = lexicon.stopWords.has(word) || lexicon.stopWords.has(key);
  return { key, isTopic: !isStop && isLongEnough(key) && /\p{L}/u.test(key) };
}

/** One ideograph, one letter or a word in hiragana alone is grammar more often than matter. */
function isLongEnough(word: string): boolean {
  return word.length > 1 && !/^\p{sc=Hiragana}+$/u.test(word);
}

const koreanParticle =
  /(?<=[\uac00-\ud7a3]{2})(?:으로서|으로써|에서는|에서도|이라는|이라고|에게서|으로는|에서|에게|까지|부터|처럼|보다|으로|라는|라고|이나|이란|에는|에도|들은|들이|들을|들의|은|는|이|가|을|를|에|의|도|와|과|로|만|들)$/u;
const frenchElision = /^(?:[cdjlmnst]|qu|jusqu|lorsqu)'(?=.{2})/;

/** Enough to see two forms as one word; never shown. */
function stem(word: string, base: string): string {
  if (base === 'ko') return word.replace(koreanParticle, '');
  if (hasUnspacedScript(word)) return word;
  const whole = base === 'fr' ? word.replace(frenchElision, '') : word.replace(/'s$/, '');
  const plural = base === 'en' || base === 'es' || base === 'fr' || base === 'pt';
  return plural && whole.length > 3 && /[^siu]s$/.test(whole) ? whole.slice(0, -1) : whole;
}
