import { writtenLanguage } from '../../core/domain/language.ts';
import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';

const catalogues: Readonly<Record<string, Catalogue>> = { en };

/**
 * The catalogue for readers of a language, dates in the region asked for. English where there is none and for what is
 * not a language tag.
 */
export function stringsFor(language: string): Catalogue {
  const written = writtenOrNull(language);
  const catalogue = written === null ? undefined : catalogues[written];
  return catalogue === undefined ? en : { ...catalogue, locale: language.replaceAll('_', '-') };
}

function writtenOrNull(language: string): string | null {
  try {
    return writtenLanguage(language);
  } catch {
    return null;
  }
}
