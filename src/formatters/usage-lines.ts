import type { Spent, UsageFacts } from '../core/domain/chat-answer.ts';
import { dollars } from './dollars.ts';
import { formatDay } from './strings/dates.ts';
import { requestsFor } from './strings/requests/requests-for.ts';
import { stringsFor } from './strings/strings-for.ts';

/** How a platform takes lines. */
export interface UsageForm {
  readonly escape: (text: string) => string;
  /** Ids that the platform shows as the name of a channel, in `<#…>`; others are left out. */
  readonly channelId: RegExp;
  /** What a line of a list begins with. */
  readonly bullet: string;
}

/** What digests have cost, line by line. `nowMs` decides how much of a date is said. */
export function usageLines(usage: UsageFacts, language: string, nowMs: number, form: UsageForm): string[] {
  const { usage: words, budget } = requestsFor(language);
  const strings = stringsFor(language);
  const { today, day, month, sinceMs, savedUsd, here } = usage;
  const money = (usd: number) => dollars(usd, language);
  const sum = ({ digests, costUsd }: Spent) => words.sum(digests, money(costUsd));
  const line = (label: string, value: string) => form.escape(`${label}${strings.punctuation.colon}${value}`);
  const own = here === null ? [] : [line(words.here, sum(here))];
  const limit = here === null || here.budgetUsd === null ? [] : [form.escape(budget(money(here.budgetUsd)))];
  const others = usage.channels
    .filter(({ channel }) => form.channelId.test(channel))
    .map((each) => `<#${each.channel}>${form.escape(`${strings.punctuation.colon}${sum(each)}`)}`);
  const channels = [...own, ...limit, ...others].map((text) => `${form.bullet}${text}`);
  return [
    line(words.today, sum(today)),
    ...(day === null ? [] : [line(words.left, words.leftOf(money(day.leftUsd), money(day.limitUsd)))]),
    line(words.since(formatDay(strings, sinceMs, nowMs)), sum(month)),
    line(words.saved, money(savedUsd)),
    ...(channels.length === 0
      ? []
      : [form.escape(`${words.channels}${strings.punctuation.colon}`.trim()), ...channels]),
  ];
}
