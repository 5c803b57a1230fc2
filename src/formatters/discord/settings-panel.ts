import type { ChatAnswer } from '../../core/domain/chat-answer.ts';
import { languageName } from '../../core/domain/language.ts';
import { type SettingName, type Settings, shownPartSchema } from '../../core/domain/settings.ts';
import { limitNames, typedLimits } from '../../core/domain/typed-limits.ts';
import { dollars } from '../dollars.ts';
import { clipPlain } from '../plain-text.ts';
import { partTitles } from '../strings/part-titles.ts';
import { requestsFor } from '../strings/requests/requests-for.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { type ContainerChild, container, type SelectOption, selectRow, textDisplay } from './components.ts';
import { button } from './controls.ts';
import { type ChosenSetting, chosenSettings, formatCustomId } from './custom-id.ts';
import { escapeDiscord } from './escape-discord.ts';
import { languageChoices } from './language-choices.ts';
import { discordLimits } from './limits.ts';
import { type DiscordMessage, message } from './message.ts';
import { noteText } from './note-text.ts';

type SettingsAnswer = Extract<ChatAnswer, { kind: 'settings' }>;

/**
 * All that can be set in a channel, for one person: menus that save what is chosen at once and a button to the form of
 * what is typed, or what holds in words for those who may not change it. Nothing folds on Discord: that is left out.
 */
export function settingsPanel({ settings, language, mayChange, note }: SettingsAnswer): DiscordMessage {
  const said = note === undefined ? [] : [textDisplay(noteText(note, language))];
  const parts = mayChange
    ? [...chosenSettings.flatMap((name) => menuOf(name, settings, language)), limitsSection(settings, language)]
    : [textDisplay([...chosenSettings, ...limitNames].map((name) => settingLine(name, settings, language)).join('\n'))];
  return message([container([...said, ...parts])], 'ephemeral');
}

/** `**Label**: value` as Discord Markdown; also of what may not be set. */
function settingLine(name: ChosenSetting | (typeof limitNames)[number], settings: Settings, language: string): string {
  const { punctuation } = stringsFor(language);
  const value = valueText(name, settings, language);
  return labelOf(name, language) + escapeDiscord(punctuation.colon + (value === '' ? '–' : value));
}

/** A setting's name, in bold. */
export function labelOf(name: SettingName, language: string): string {
  return `**${escapeDiscord(requestsFor(language).settings.labels[name])}**`;
}

function valueText(name: ChosenSetting | (typeof limitNames)[number], settings: Settings, language: string): string {
  if (name === 'budgetUsd') return settings.budgetUsd === null ? '' : dollars(settings.budgetUsd, language);
  if (name === 'shortestMs' || name === 'longestMs') return typedLimits(settings)[name];
  const chosen = optionsOf(name, settings, language).filter((option) => option.default === true);
  return chosen.map(({ label }) => label).join(stringsFor(language).punctuation.comma);
}

/** Its name above it: a menu in which something is chosen shows no other words. */
function menuOf(name: ChosenSetting, settings: Settings, language: string): ContainerChild[] {
  const custom_id = formatCustomId({ action: 'set', setting: name });
  if (custom_id === null) return [];
  const options = optionsOf(name, settings, language);
  const count = name === 'shown' ? { min_values: 0, max_values: options.length } : {};
  return [textDisplay(labelOf(name, language)), selectRow({ type: 3, custom_id, placeholder: '–', ...count, options })];
}

function optionsOf(name: ChosenSetting, settings: Settings, language: string): SelectOption[] {
  const isChosen = chosenIn(name, settings);
  const labels = name === 'language' ? languageLabels(settings, language) : labelsOf(name, language);
  return labels.map(([value, label]) => {
    const option = { label: clipPlain(label, discordLimits.optionText), value };
    return isChosen(value) ? { ...option, default: true } : option;
  });
}

function chosenIn(name: ChosenSetting, settings: Settings): (value: string) => boolean {
  if (name === 'shown') return (value) => settings.shown.some((part) => part === value);
  const current = name === 'shorts' ? String(settings.shorts) : settings[name];
  return (value) => value === current;
}

type Labels = readonly (readonly [value: string, label: string])[];

/** In the order in which they are offered. */
function labelsOf(name: Exclude<ChosenSetting, 'language'>, language: string): Labels {
  const { settings: words } = requestsFor(language);
  const strings = stringsFor(language);
  switch (name) {
    case 'mode':
      return Object.entries(strings.chat.modes);
    case 'shown': {
      const titles = partTitles(strings);
      return shownPartSchema.options.map((part) => [part, titles[part]] as const);
    }
    case 'shorts':
      return [
        ['true', words.yes],
        ['false', words.no],
      ];
    case 'translate':
      return Object.entries(words.translate);
    case 'whoChanges':
      return [
        ['anyone', words.whoChanges.anyone],
        ['admins', words.managers],
      ];
  }
}

/** The one in force first, where it is not among those that are offered anyway. */
function languageLabels(settings: Settings, language: string): Labels {
  const offered = languageChoices('', language).map(({ value, name }) => [value, name] as const);
  if (offered.some(([value]) => value === settings.language)) return offered;
  const own = [settings.language, languageName(settings.language, language)] as const;
  return [own, ...offered].slice(0, discordLimits.selectOptions);
}

function limitsSection(settings: Settings, language: string): ContainerChild {
  const text = textDisplay(limitNames.map((name) => settingLine(name, settings, language)).join('\n'));
  const change = button(
    { action: 'limits', typed: typedLimits(settings) },
    `${requestsFor(language).settings.limits} …`,
  );
  return change === null ? text : { type: 9, components: [text], accessory: change };
}
