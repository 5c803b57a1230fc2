import { languageName } from '../../core/domain/language.ts';
import { searchLanguages } from '../../core/domain/language-choice.ts';
import { requestsFor } from '../strings/requests/requests-for.ts';
import { actionIds } from './action-value.ts';
import { type Option, option, plainText } from './blocks.ts';
import { slackLimits } from './limits.ts';

/** Languages to pick, for what was typed so far; those people want most come first. `language` is the reader's. */
export function languageOptions(typed: string, language: string): Option[] {
  const found = searchLanguages(typed.slice(0, 100), language).slice(0, slackLimits.options);
  return found.map(({ tag, ownName, readersName }) =>
    option(ownName === readersName ? ownName : `${ownName} · ${readersName}`, tag),
  );
}

/** A select that asks for its options as people type. `initial` is a BCP 47 tag, null for none. */
export function languageSelect(language: string, initial: string | null) {
  return {
    type: 'external_select',
    action_id: actionIds.languageInput,
    placeholder: plainText(requestsFor(language).page.searchLanguage, slackLimits.placeholder),
    min_query_length: 0,
    ...(initial === null ? {} : { initial_option: option(languageName(initial), initial) }),
  } as const;
}
