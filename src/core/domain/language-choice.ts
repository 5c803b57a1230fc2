import { languageName, parseLanguage } from './language.ts';

/** A language to choose, in its own words and in the reader's. */
export interface LanguageChoice {
  /** BCP 47 tag. */
  readonly tag: string;
  readonly ownName: string;
  /** The same as `ownName` in the reader's own language. */
  readonly readersName: string;
}

/** Those that are offered before anything is typed come first. Any other language works by its tag. */
const offered: readonly string[] = (
  'en zh-CN zh-TW ja ko es fr de pt-BR it ru uk pl nl tr ar hi id vi th sv da nb fi cs hu ro el he bg fa bn ta te ur ms ' +
  'fil ca hr sk sl sr lt lv et'
).split(' ');

/**
 * Languages that match what was typed, in themselves, in English, as the reader calls them, or by their tags; letters
 * are compared without case and accents. In the order in which people want them, what is a tag itself first; all of
 * those offered for nothing typed. `except` is left out: the language that the digest has already.
 */
export function searchLanguages(typed: string, reader: string, except: string | null = null): LanguageChoice[] {
  const wanted = plain(typed.trim());
  const tagged = tagOf(typed.trim());
  const matching = offered.filter((tag) => namesOf(tag, reader).some((name) => plain(name).includes(wanted)));
  const tags = new Set(tagged === null ? matching : [tagged, ...matching]);
  if (except !== null) tags.delete(except);
  return [...tags].map((tag) => ({ tag, ownName: languageName(tag), readersName: languageName(tag, reader) }));
}

function namesOf(tag: string, reader: string): string[] {
  return [tag, languageName(tag), languageName(tag, 'en'), languageName(tag, reader)];
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** What is typed, when it is the tag of a language that has a name. */
function tagOf(typed: string): string | null {
  if (!/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}$/i.test(typed)) return null;
  try {
    const tag = parseLanguage(typed);
    return languageName(tag, 'en') === tag ? null : tag;
  } catch {
    // A tag in form alone: nothing is offered for it.
    return null;
  }
}
