import type { BudgetNotice } from '../../core/domain/budget.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { describeBudget } from '../strings/describe-budget.ts';
import { escapeDiscord } from './escape-discord.ts';

/** No text holds this character; it keeps the place of the time through escaping. */
const placeholder = '\uE000';

/** Why a digest was made without a model, small. The time is shown in each reader's own zone and language. */
export function budgetLine(notice: BudgetNotice, strings: Catalogue): string {
  const { resetsAtMs } = notice;
  const text = escapeDiscord(describeBudget(strings, notice, resetsAtMs === null ? null : placeholder));
  return `-# ${text.replace(placeholder, () => `<t:${Math.round((resetsAtMs ?? 0) / 1000)}:f>`)}`;
}
