import { ApplicationCommandOptionType, ApplicationCommandType, Routes } from 'discord.js';
import { type AnswerMode, answerModeSchema } from '../../core/domain/settings.ts';
import { type CommandWord, type CommandWords, commandWords } from '../../formatters/strings/command-words.ts';
import { catalogues, stringsFor } from '../../formatters/strings/strings-for.ts';
import type { DiscordCall } from './discord-call.ts';

/** Discord's locales for the languages of the catalogues; English is what stands without one. */
const locales: Readonly<Record<string, readonly string[]>> = {
  'zh-Hans': ['zh-CN'],
  'zh-Hant': ['zh-TW'],
  ja: ['ja'],
  ko: ['ko'],
  es: ['es-ES', 'es-419'],
  fr: ['fr'],
  de: ['de'],
  pt: ['pt-BR'],
};

const english = commandWords['en'];
if (english === undefined) throw new Error('English has no command words');
const words: CommandWords = english;

/** Guilds, and direct messages with the bot. */
const contexts = [0, 1];
/** Installed to a server, not to a person. */
const integrationTypes = [0];

/** Everything that people can type or pick, as Discord's API takes it. Options are read by their English names. */
export const discordCommands = [
  {
    type: ApplicationCommandType.ChatInput,
    name: 'digest',
    description: words.digest,
    description_localizations: localized((each) => each.digest),
    contexts,
    integration_types: integrationTypes,
    options: [
      subcommand('video', [
        { ...option('url'), required: true, max_length: 500 },
        { ...option('language'), autocomplete: true, max_length: 50 },
        { ...named('private'), type: ApplicationCommandOptionType.Boolean },
      ]),
      subcommand('settings', []),
      subcommand('setLanguage', [{ ...option('language'), required: true, autocomplete: true, max_length: 50 }]),
      subcommand('mode', [{ ...option('mode'), required: true, choices: answerModeSchema.options.map(modeChoice) }]),
      subcommand('usage', []),
      subcommand('help', []),
    ],
  },
  {
    type: ApplicationCommandType.Message,
    name: words.digestThis,
    name_localizations: localized((each) => each.digestThis),
    contexts,
    integration_types: integrationTypes,
  },
] as const;

/** Replaces all commands of the application by these. Safe to repeat. Throws what `DiscordCall` throws. */
export async function registerCommands(call: DiscordCall, applicationId: string, signal: AbortSignal): Promise<void> {
  const route = Routes.applicationCommands(applicationId);
  await call({ method: 'PUT', route, body: discordCommands, repeatable: true, what: 'register commands' }, signal);
}

type WordKey = { [K in keyof CommandWords]: CommandWords[K] extends CommandWord ? K : never }[keyof CommandWords];

function named(key: WordKey) {
  return {
    name: words[key].name,
    name_localizations: localized((each) => each[key].name),
    description: words[key].description,
    description_localizations: localized((each) => each[key].description),
  };
}

function option(key: WordKey) {
  return { ...named(key), type: ApplicationCommandOptionType.String };
}

function subcommand(key: WordKey, options: readonly object[]) {
  return { ...named(key), type: ApplicationCommandOptionType.Subcommand, options };
}

function modeChoice(mode: AnswerMode) {
  const labels = Object.keys(locales).flatMap((written) => {
    const label = catalogues[written]?.chat.modes[mode];
    return label === undefined ? [] : (locales[written] ?? []).map((locale) => [locale, label] as const);
  });
  return { name: stringsFor('en').chat.modes[mode], name_localizations: Object.fromEntries(labels), value: mode };
}

function localized(pick: (words: CommandWords) => string): Record<string, string> {
  const entries = Object.entries(commandWords).flatMap(([written, each]) =>
    (locales[written] ?? []).map((locale) => [locale, pick(each)] as const),
  );
  return Object.fromEntries(entries);
}
