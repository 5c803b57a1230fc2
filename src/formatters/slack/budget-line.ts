import type { BudgetNotice } from '../../core/domain/budget.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { formatClock } from '../strings/dates.ts';
import { describeBudget } from '../strings/describe-budget.ts';
import { escapeMrkdwn } from './escape-mrkdwn.ts';

/** No text holds this character; it keeps the place of the time through escaping. */
const placeholder = '\uE000';

/** Why a digest was made without a model, in mrkdwn. The time is shown in each reader's own zone. */
export function budgetLine(notice: BudgetNotice, strings: Catalogue): string {
  const { resetsAtMs } = notice;
  const text = escapeMrkdwn(describeBudget(strings, notice, resetsAtMs === null ? null : placeholder));
  if (resetsAtMs === null) return text;
  const fallback = escapeMrkdwn(`${formatClock(strings, resetsAtMs, resetsAtMs)} UTC`);
  const date = `<!date^${Math.round(resetsAtMs / 1000)}^{date_short_pretty}, {time}|${fallback}>`;
  return text.replace(placeholder, () => date);
}
