import { stringsFor } from './strings/strings-for.ts';

/** An amount in US dollars as readers of a language write it. */
export function dollars(costUsd: number, language: string): string {
  const { locale } = stringsFor(language);
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(costUsd);
}

/** The same; null, for what is not known, stays null. */
export function dollarsIfKnown(costUsd: number | null, language: string): string | null {
  return costUsd === null ? null : dollars(costUsd, language);
}
