import { baseLanguage } from '../../domain/language.ts';
import { chinese } from './lexicons/chinese.ts';
import { english } from './lexicons/english.ts';
import { french } from './lexicons/french.ts';
import { german } from './lexicons/german.ts';
import { japanese } from './lexicons/japanese.ts';
import { korean } from './lexicons/korean.ts';
import type { LexiconData } from './lexicons/lexicon-data.ts';
import { portuguese } from './lexicons/portuguese.ts';
import { spanish } from './lexicons/spanish.ts';

/** What is known of a language beside its grammar: enough to tell a statement from talk around it. */
export interface Lexicon {
  readonly stopWords: ReadonlySet<string>;
  /** Words that may stand inside a phrase, such as *of*. */
  readonly links: ReadonlySet<string>;
  /** An opening that leans on the sentence before: *and*, *but*, *he*. */
  readonly leaning: RegExp;
  /** Greetings, thanks, requests to subscribe. */
  readonly housekeeping: RegExp;
  /** The beginning of an advertisement read by the host. */
  readonly sponsor: RegExp;
  /** Words of a strong statement. */
  readonly emphasis: RegExp;
}

const data: Readonly<Record<string, LexiconData>> = {
  de: german,
  en: english,
  es: spanish,
  fr: french,
  ja: japanese,
  ko: korean,
  pt: portuguese,
  yue: chinese,
  zh: chinese,
};

const empty: LexiconData = { stopWords: '', links: '', leaning: [], housekeeping: [], sponsor: [], emphasis: [] };

/** The lexicon of a language; an empty one, under which frequency alone decides, for those without. */
export function lexiconOf(language: string): Lexicon {
  const { stopWords, links, leaning, housekeeping, sponsor, emphasis } = data[baseLanguage(language)] ?? empty;
  return {
    stopWords: new Set(stopWords.split(/\s+/)),
    links: new Set(links.split(/\s+/)),
    leaning: anyOf(leaning, '^\\P{L}*'),
    housekeeping: anyOf(housekeeping),
    sponsor: anyOf(sponsor),
    emphasis: anyOf(emphasis),
  };
}

/** Whole words where the script has spaces; matches nothing where there is nothing to match. */
function anyOf(phrases: readonly string[], before = ''): RegExp {
  if (phrases.length === 0) return /(?!)/u;
  const spaced = phrases.filter((phrase) => /^[\p{sc=Latin}]/u.test(phrase));
  const unspaced = phrases.filter((phrase) => !spaced.includes(phrase));
  const patterns = [
    ...(spaced.length > 0 ? [`(?<![\\p{L}\\p{N}])(?:${spaced.join('|')})(?![\\p{L}\\p{N}])`] : []),
    ...(unspaced.length > 0 ? [`(?:${unspaced.join('|')})`] : []),
  ];
  return new RegExp(`${before}(?:${patterns.join('|')})`, 'iu');
}
