import { writtenLanguage } from '../../core/domain/language.ts';

/** The written language of a tag, by which words are kept; null for what is not a language tag. */
export function writtenOf(language: string): string | null {
  try {
    return writtenLanguage(language);
  } catch {
    return null;
  }
}
