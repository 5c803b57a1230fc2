import { type CommandWords, commandWords } from '../command-words.ts';
import { writtenOf } from '../written-of.ts';
import { deRequests } from './de.ts';
import { enRequests } from './en.ts';
import { esRequests } from './es.ts';
import { frRequests } from './fr.ts';
import { jaRequests } from './ja.ts';
import { koRequests } from './ko.ts';
import { ptRequests } from './pt.ts';
import type { RequestWords } from './request-words.ts';
import { zhHansRequests } from './zh-hans.ts';
import { zhHantRequests } from './zh-hant.ts';

/** By written language, as `writtenLanguage` names it: the same languages as the catalogues. */
export const requestWords: Readonly<Record<string, RequestWords>> = {
  en: enRequests,
  'zh-Hans': zhHansRequests,
  'zh-Hant': zhHantRequests,
  ja: jaRequests,
  ko: koRequests,
  es: esRequests,
  fr: frRequests,
  de: deRequests,
  pt: ptRequests,
};

/** The words for readers of a language; English where there are none and for what is not a language tag. */
export function requestsFor(language: string): RequestWords {
  return requestWords[writtenOf(language) ?? 'en'] ?? enRequests;
}

/** Names of commands and options for readers of a language, English otherwise. */
export function commandsFor(language: string): CommandWords {
  const words = commandWords[writtenOf(language) ?? 'en'] ?? commandWords['en'];
  if (words === undefined) throw new Error('there are no words in English');
  return words;
}
