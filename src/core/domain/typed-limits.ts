import { parseSetting, type Settings, type SettingsLayer } from './settings.ts';

/** Settings that are typed as numbers, in the order in which people read them. */
export const limitNames = ['shortestMs', 'longestMs', 'budgetUsd'] as const;
export type LimitName = (typeof limitNames)[number];

/** As somebody typed them: lengths in minutes, a budget in dollars, empty for no limit. Untrusted. */
export type TypedLimits = Readonly<Record<LimitName, string>>;

/** What can be wrong with a typed limit; `badRange` of a longest that is less than the shortest. */
export type LimitProblem = 'badNumber' | 'tooLarge' | 'badRange';
/** By the limit that it is about; never empty. */
export type LimitProblems = Readonly<Partial<Record<LimitName, LimitProblem>>>;

/** What was typed as settings, all of them, or what is wrong with each that cannot be one. */
export function readTypedLimits(
  typed: TypedLimits,
): { readonly set: SettingsLayer } | { readonly problems: LimitProblems } {
  let set: SettingsLayer = {};
  const problems: Partial<Record<LimitName, LimitProblem>> = {};
  for (const name of limitNames) {
    const value = limitOf(name, typed[name]);
    const layer = Number.isNaN(value) ? null : parseSetting(name, value);
    if (layer !== null) set = { ...set, ...layer };
    else problems[name] = Number.isNaN(value) ? 'badNumber' : 'tooLarge';
  }
  const { shortestMs = 0, longestMs = null } = set;
  if (longestMs !== null && shortestMs > longestMs) problems.longestMs = 'badRange';
  return Object.keys(problems).length > 0 ? { problems } : { set };
}

/** The way back: what somebody would type for the limits in force. */
export function typedLimits({ shortestMs, longestMs, budgetUsd }: Pick<Settings, LimitName>): TypedLimits {
  return {
    shortestMs: shortestMs === 0 ? '' : minutesText(shortestMs),
    longestMs: longestMs === null ? '' : minutesText(longestMs),
    // A budget of nothing is a budget.
    budgetUsd: budgetUsd === null ? '' : String(budgetUsd),
  };
}

/** As few digits as are read as the same length again. */
function minutesText(ms: number): string {
  const minutes = ms / 60_000;
  const digits = [2, 3, 4, 5].find((each) => Math.round(Number(minutes.toFixed(each)) * 60_000) === ms) ?? 6;
  return String(Number(minutes.toFixed(digits)));
}

/** Null for no limit; NaN for what is no number. A comma may stand for the point. */
function limitOf(name: LimitName, text: string): number | null {
  const typed = text.normalize('NFKC').trim().replace(',', '.');
  if (typed === '') return name === 'shortestMs' ? 0 : null;
  if (!/^\d{1,15}(?:\.\d{1,6})?$/.test(typed)) return Number.NaN;
  return name === 'budgetUsd' ? Number(typed) : Math.round(Number(typed) * 60_000);
}
