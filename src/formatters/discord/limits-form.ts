import { type LimitName, type LimitProblems, limitNames, type TypedLimits } from '../../core/domain/typed-limits.ts';
import { clipPlain } from '../plain-text.ts';
import { requestsFor } from '../strings/requests/requests-for.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { buttonRow, container, textDisplay } from './components.ts';
import { button } from './controls.ts';
import { formatCustomId } from './custom-id.ts';
import { clipDiscord, escapeDiscord } from './escape-discord.ts';
import { discordLimits } from './limits.ts';
import { type DiscordMessage, message } from './message.ts';
import { labelOf } from './settings-panel.ts';

/** A line to type, under its name. */
interface Field {
  readonly type: 18;
  readonly label: string;
  readonly description: string;
  readonly component: {
    readonly type: 4;
    readonly style: 1;
    readonly custom_id: LimitName;
    readonly required: false;
    readonly max_length: number;
    readonly value?: string;
  };
}

/** A form over everything else, as an answer to a click. At most five fields. */
export interface DiscordForm {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Field[];
}

/** The form of what is typed: lengths in minutes and the budget, each empty for no limit, with this in its fields. */
export function limitsForm(typed: TypedLimits, language: string): DiscordForm {
  const { settings: words } = requestsFor(language);
  const components = limitNames.map((name): Field => {
    const value = typed[name].slice(0, discordLimits.fieldText);
    const input = { type: 4, style: 1, custom_id: name, required: false, max_length: discordLimits.fieldText } as const;
    return {
      type: 18,
      label: clipPlain(words.labels[name], discordLimits.formTitle),
      description: clipPlain(words.emptyForNone, discordLimits.optionText),
      component: value === '' ? input : { ...input, value },
    };
  });
  const custom_id = formatCustomId({ action: 'limits_form' }) ?? '';
  return { custom_id, title: clipPlain(words.limits, discordLimits.formTitle), components };
}

/**
 * What is wrong with what was typed, for whoever typed it, with a button that opens the form again with all of it in its
 * fields, and one back to the settings: Discord closes a form however it is answered.
 */
export function limitsProblems(typed: TypedLimits, problems: LimitProblems, language: string): DiscordMessage {
  const { page, settings: words, home } = requestsFor(language);
  const [open, close] = stringsFor(language).punctuation.quotes;
  const lines = limitNames.flatMap((name) => {
    const problem = problems[name];
    if (problem === undefined) return [];
    const entered = clipDiscord(`${open}${typed[name]}${close}`, 100);
    return [`${labelOf(name, language)} ${entered}\n${escapeDiscord(page[problem])}`];
  });
  const row = buttonRow([
    button({ action: 'limits', typed }, `${words.limits} …`, { style: 1 }),
    button({ action: 'settings' }, home.change),
  ]);
  return message([container([textDisplay(lines.join('\n')), ...row])], 'ephemeral');
}
