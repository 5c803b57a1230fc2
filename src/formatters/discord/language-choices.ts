import { languageName, parseLanguage } from '../../core/domain/language.ts';
import { clipPlain } from './escape-discord.ts';
import { discordLimits } from './limits.ts';

/** A language to pick: its own name and the reader's, and its BCP 47 tag. */
export interface LanguageChoice {
  readonly name: string;
  readonly value: string;
}

/** Those offered before anything is typed come first. Any other language works by its tag. */
const offered: readonly string[] = (
  'en zh-CN zh-TW ja ko es fr de pt-BR it ru uk pl nl tr ar hi id vi th sv da nb fi cs hu ro el he bg fa bn ta te ur ms ' +
  'fil ca hr sk sl sr lt lv et'
).split(' ');

/**
 * Languages whose name, in themselves, in English or as the reader calls them, or whose tag holds what was typed; 25 at
 * most, in the order in which people want them. What is a tag itself comes first.
 */
export function languageChoices(typed: string, language: string): LanguageChoice[] {
  const wanted = typed.trim().toLowerCase();
  const tagged = tagOf(wanted);
  const matching = offered.filter((tag) => namesOf(tag, language).some((name) => name.toLowerCase().includes(wanted)));
  const tags = [...new Set(tagged === null ? matching : [tagged, ...matching])];
  return tags.slice(0, discordLimits.selectOptions).map((value) => {
    const own = languageName(value);
    const here = languageName(value, language);
    return { name: clipPlain(own === here ? own : `${own} · ${here}`, discordLimits.optionText), value };
  });
}

function namesOf(tag: string, language: string): string[] {
  return [tag, languageName(tag), languageName(tag, 'en'), languageName(tag, language)];
}

/** What is typed, when it is the tag of a language that has a name. */
function tagOf(typed: string): string | null {
  if (!/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}$/i.test(typed)) return null;
  try {
    const tag = parseLanguage(typed);
    return languageName(tag, 'en') === tag ? null : tag;
  } catch {
    return null;
  }
}
