import { languageName } from '../../core/domain/language.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { container, textDisplay } from './components.ts';
import { clipDiscord } from './escape-discord.ts';
import { modeButtons } from './menus.ts';
import { type DiscordMessage, message } from './message.ts';

export interface WelcomeFacts {
  /** BCP 47 tag of the words of the welcome. */
  readonly language: string;
  /** BCP 47 tag of the digests made here. */
  readonly digestLanguage: string;
}

/** What the bot says once to a server that it joins: what it does, in which language, and how to make it quieter. */
export function welcomeMessage({ language, digestLanguage }: WelcomeFacts): DiscordMessage {
  const { welcome } = stringsFor(language).chat;
  const texts = [
    welcome.what,
    welcome.language(languageName(digestLanguage, language)),
    welcome.quieter('/digest mode'),
    welcome.privacy,
  ];
  const text = texts.map((each) => clipDiscord(each, 500)).join('\n');
  return message([container([textDisplay(text), ...modeButtons(language)])], 'loud');
}
