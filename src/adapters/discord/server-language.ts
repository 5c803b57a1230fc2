import { type Guild, Locale } from 'discord.js';

/** Discord's locales that name a region where none is needed: digests of one language are kept once. */
const plain: Readonly<Partial<Record<string, string>>> = {
  [Locale.EnglishUS]: 'en',
  [Locale.EnglishGB]: 'en',
  [Locale.SpanishES]: 'es',
  [Locale.Swedish]: 'sv',
};

/**
 * The language that a server has chosen, as a BCP 47 tag; null for one that has not. English is what Discord gives every
 * server; only community servers can change it, so that there it is a choice.
 */
export function chosenLanguage({ preferredLocale, features }: Pick<Guild, 'preferredLocale' | 'features'>) {
  const isChosen = preferredLocale !== Locale.EnglishUS || features.includes('COMMUNITY');
  return isChosen ? languageOfLocale(preferredLocale) : null;
}

/** One of Discord's locales as a BCP 47 tag. */
function languageOfLocale(locale: string): string {
  return plain[locale] ?? locale;
}
