import { languageName } from '../../core/domain/language.ts';
import type { SettingName, Settings } from '../../core/domain/settings.ts';
import { shownPartSchema } from '../../core/domain/settings.ts';
import { type LimitName, typedLimits } from '../../core/domain/typed-limits.ts';
import { dollars } from '../dollars.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { partTitles } from '../strings/part-titles.ts';
import type { RequestWords } from '../strings/requests/request-words.ts';
import { requestsFor } from '../strings/requests/requests-for.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { actionIds, callbackIds } from './action-value.ts';
import { type Option, option, section } from './blocks.ts';
import { escapeMrkdwn } from './escape-mrkdwn.ts';
import { languageSelect } from './language-options.ts';
import { input, type ModalView, modal, type ViewBlock } from './views.ts';

/** What is set in a channel, and whether this reader may change it. */
export interface SettingsPage {
  readonly language: string;
  readonly settings: Settings;
  readonly mayChange: boolean;
  readonly metadata: string;
}

/** Values of the select that answers yes or no. */
export const yesNo = { yes: 'yes', no: 'no' } as const;

type Value = string;

/** All settings of a channel in one page, each field under the name of its setting. */
export function settingsView({ language, settings, mayChange, metadata }: SettingsPage): ModalView {
  const words = requestsFor(language);
  const strings = stringsFor(language);
  const { page, notes } = words;
  const fields = fieldsOf(settings, language, words, strings);
  if (mayChange)
    return modal({ callbackId: callbackIds.settings, close: page.close, submit: page.save, metadata }, fields);
  return modal({ callbackId: callbackIds.waiting, close: page.close }, [
    ...settingsTexts(settings, language).map((text) => section(text)),
    section(escapeMrkdwn(notes['not-allowed'])),
  ]);
}

/** A line for each setting, as mrkdwn. */
export function settingsTexts(settings: Settings, language: string): string[] {
  const words = requestsFor(language);
  const strings = stringsFor(language);
  // The colon is bold too: Slack ends bold text before a space, but before no colon save an ASCII one.
  const colon = strings.punctuation.colon.trimEnd();
  const line = (name: SettingName, value: string) =>
    `*${escapeMrkdwn(words.settings.labels[name] + colon)}* ${escapeMrkdwn(value === '' ? '–' : value)}`;
  const choices = choicesOf(words, strings);
  const { shortestMs, longestMs } = typedLimits(settings);
  const shown = settings.shown.map((part) => choices.shown[part]).join(strings.punctuation.comma);
  return [
    line('mode', choices.mode[settings.mode]),
    line('language', languageName(settings.language, strings.locale)),
    line('shown', shown),
    line('shortestMs', shortestMs),
    line('longestMs', longestMs),
    line('shorts', words.settings[settings.shorts ? 'yes' : 'no']),
    line('translate', words.settings.translate[settings.translate]),
    line('fold', words.settings.fold[settings.fold]),
    line('budgetUsd', settings.budgetUsd === null ? '' : dollars(settings.budgetUsd, language)),
    line('whoChanges', words.settings.whoChanges[settings.whoChanges]),
  ];
}

function choicesOf({ settings }: RequestWords, strings: Catalogue) {
  return {
    mode: strings.chat.modes,
    shown: partTitles(strings),
    shorts: { yes: settings.yes, no: settings.no },
    translate: settings.translate,
    fold: settings.fold,
    whoChanges: settings.whoChanges,
  } as const;
}

function fieldsOf(settings: Settings, language: string, words: RequestWords, strings: Catalogue): ViewBlock[] {
  const choices = choicesOf(words, strings);
  const { labels, emptyForNone } = words.settings;
  const select = (name: SettingName, labelled: Readonly<Record<Value, string>>, current: Value) =>
    input(name, labels[name], selectOf(name, labelled, current), { optional: false });
  const typed = typedLimits(settings);
  const number = (name: LimitName) => {
    const initial = typed[name] === '' ? {} : { initial_value: typed[name] };
    const element = { type: 'plain_text_input', action_id: name, max_length: 20, ...initial } as const;
    return input(name, labels[name], element, { hint: emptyForNone });
  };
  const parts = shownPartSchema.options.map((part) => option(choices.shown[part], part));
  const on = parts.filter(({ value }) => settings.shown.some((part) => part === value));
  const initial = on.length > 0 ? { initial_options: on } : {};
  const boxes = { type: 'checkboxes', action_id: 'shown', options: parts, ...initial } as const;
  const picked = { ...languageSelect(language, settings.language), action_id: actionIds.languageInput };
  return [
    select('mode', choices.mode, settings.mode),
    input('language', labels.language, picked, { optional: false }),
    input('shown', labels.shown, boxes),
    number('shortestMs'),
    number('longestMs'),
    select('shorts', choices.shorts, settings.shorts ? yesNo.yes : yesNo.no),
    select('translate', choices.translate, settings.translate),
    select('fold', choices.fold, settings.fold),
    number('budgetUsd'),
    select('whoChanges', choices.whoChanges, settings.whoChanges),
  ];
}

function selectOf(name: SettingName, labelled: Readonly<Record<Value, string>>, current: Value) {
  const options: Option[] = Object.entries(labelled).map(([value, label]) => option(label, value));
  const initial_option = options.find(({ value }) => value === current) ?? option(current, current);
  return { type: 'static_select', action_id: name, options, initial_option } as const;
}
