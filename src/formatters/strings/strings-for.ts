import type { Catalogue } from './catalogue.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { pt } from './pt.ts';
import { writtenOf } from './written-of.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

/** By written language, as `writtenLanguage` names it. */
export const catalogues: Readonly<Record<string, Catalogue>> = {
  en,
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  ja,
  ko,
  es,
  fr,
  de,
  pt,
};

/**
 * The catalogue for readers of a language, dates in the region asked for. English where there is none and for what is
 * not a language tag.
 */
export function stringsFor(language: string): Catalogue {
  const written = writtenOf(language);
  const catalogue = written === null ? undefined : catalogues[written];
  return catalogue === undefined ? en : { ...catalogue, locale: language.replaceAll('_', '-') };
}
