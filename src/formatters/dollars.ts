import { stringsFor } from './strings/strings-for.ts';

/** An amount in US dollars as readers of a language write it; null stays null. */
export function dollars(costUsd: number | null, language: string): string | null {
  if (costUsd === null) return null;
  const { locale } = stringsFor(language);
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(costUsd);
}
