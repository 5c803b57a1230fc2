import type { BudgetNotice } from '../../core/domain/budget.ts';
import type { Catalogue } from './catalogue.ts';

/**
 * Why the model was not asked, and when it may be again. `resetAt` is that instant as the reader is to see it, or null:
 * plain text either way, to be escaped for wherever it goes.
 */
export function describeBudget(strings: Catalogue, notice: BudgetNotice, resetAt: string | null): string {
  const { budget, punctuation } = strings;
  const cause = causeOf(strings, notice);
  return resetAt === null ? cause : `${cause}${punctuation.sentenceGap}${budget.resets(resetAt)}`;
}

function causeOf({ budget, locale }: Catalogue, notice: BudgetNotice): string {
  if (notice.reason === 'person') return budget.person(new Intl.NumberFormat(locale).format(notice.limitDigests));
  if (notice.reason === 'total') return budget.total;
  return budget[notice.reason](formatUsd(locale, notice.limitUsd), formatUsd(locale, notice.estimateUsd));
}

/** An amount as the locale writes it, to the cent; a part of a cent counts as a whole one. */
export function formatUsd(locale: string, usd: number): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' });
  return format.format(Math.ceil(Math.round(usd * 1e6) / 1e4) / 100);
}
