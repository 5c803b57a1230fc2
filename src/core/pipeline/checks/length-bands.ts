import { baseLanguage } from '../../domain/language.ts';

/**
 * Units per English word of the same content, fillers dropped. A unit is a character, spaces included, except in
 * scripts without spaces and in Korean: there spaces are not counted, and a run of Latin letters or digits counts as
 * three at most (OpenAI is one word, not six), which halves the spread of name-heavy passages.
 *
 * Measured on human subtitles of one 26-minute talk (Korean, French, German, Spanish, English), on a model's translation
 * of another (Chinese: 1.62 without the cap on Latin runs, 1.55 with it) and on translated talks of the tests. Japanese
 * was 2.11 in terse だ-style subtitles, 2.3-2.6 in a lecture in です・ます and 2.9 in a lively conversation: the
 * middle stands here. The band reaches from there to both.
 */
const measured: Readonly<Record<string, number>> = {
  en: 5.57,
  zh: 1.6,
  ja: 2.4,
  ko: 2.4,
  fr: 6.36,
  de: 6.15,
  es: 5.91,
};

/** Derived from a translated handbook of 100,000 words against the measured languages, or from their relatives. */
const derived: Readonly<Record<string, number>> = {
  ar: 4.6,
  ca: 6.0,
  cs: 5.3,
  da: 5.6,
  el: 6.4,
  fa: 5.2,
  fi: 5.8,
  he: 4.4,
  hi: 5.6,
  hr: 5.2,
  hu: 5.8,
  id: 5.8,
  it: 6.1,
  ms: 5.8,
  nb: 5.6,
  nl: 6.0,
  no: 5.6,
  pl: 6.0,
  pt: 5.9,
  ro: 6.2,
  ru: 6.0,
  sv: 5.7,
  th: 4.7,
  tr: 5.5,
  uk: 5.8,
  vi: 5.6,
  yue: 1.6,
};

const unknown = 5.7;
const withoutSpaces = new Set(['zh', 'yue', 'ja', 'ko', 'th', 'lo', 'km', 'my']);

/** How long a translation may be, as factors of what the pair of languages lets expect. */
export interface LengthBand {
  /** Target units per source unit, by the table. */
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The band for a passage of full length (100 English words' worth). A right passage strays by a third either way; half
 * is a summary, double is invention. Pairs with a side that was not measured get more room.
 */
export function lengthBand(sourceLanguage: string, targetLanguage: string): LengthBand {
  const [source, target] = [baseLanguage(sourceLanguage), baseLanguage(targetLanguage)];
  const known = measured[source] !== undefined && measured[target] !== undefined;
  const expected = unitsPerWord(target) / unitsPerWord(source);
  return known ? { expected, low: 0.62, high: 1.6 } : { expected, low: 0.56, high: 1.8 };
}

/** Units per English word in a language, by base subtag; a middling guess for languages without a figure. */
export function unitsPerWord(base: string): number {
  return measured[base] ?? derived[base] ?? unknown;
}

/** Length of a text in the units of its language. */
export function textUnits(text: string, language: string): number {
  if (!withoutSpaces.has(baseLanguage(language))) return [...text.replace(/\s+/g, ' ').trim()].length;
  const capped = text.replace(/[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}._'’/-]{3,}/gu, 'xxx');
  return [...capped.replace(/\s+/g, '')].length;
}
