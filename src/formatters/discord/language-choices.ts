import { searchLanguages } from '../../core/domain/language-choice.ts';
import { clipPlain } from '../plain-text.ts';
import { discordLimits } from './limits.ts';

/** A language to pick: its own name and the reader's, and its BCP 47 tag. */
export interface LanguageChoice {
  readonly name: string;
  readonly value: string;
}

/** What `searchLanguages` finds, as far as a list of suggestions goes: 25 at most. */
export function languageChoices(typed: string, language: string): LanguageChoice[] {
  const found = searchLanguages(typed, language).slice(0, discordLimits.selectOptions);
  return found.map(({ tag, ownName, readersName }) => {
    const name = ownName === readersName ? ownName : `${ownName} · ${readersName}`;
    return { name: clipPlain(name, discordLimits.optionText), value: tag };
  });
}
