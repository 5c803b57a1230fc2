import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type BudgetLimits, defaultLimits, openDayUsd } from './core/domain/budget.ts';
import { VidigestError } from './core/domain/errors.ts';
import { type PriceTable, parsePrices } from './core/domain/prices.ts';

const limitForm = 'must be a number, or none';
/** `none` lifts it, 0 forbids all. */
const limit = z.union([z.literal('none').transform(() => null), z.coerce.number().nonnegative({ error: limitForm })], {
  error: limitForm,
});
const prices = z.string().transform((file, context): PriceTable => {
  try {
    return parsePrices(readFileSync(file, 'utf8'));
  } catch (error) {
    const known = error instanceof VidigestError ? error.reason : undefined;
    context.addIssue({
      code: 'custom',
      message: `must be the path of a JSON file with prices${known ? `: ${known}` : ''}`,
    });
    return z.NEVER;
  }
});

/** Of the environment what may be spent, and what things cost. */
export const moneyVariables = {
  VIDIGEST_BUDGET_TOTAL_DAY_USD: limit.optional(),
  VIDIGEST_BUDGET_DAY_USD: limit.default(defaultLimits.dayUsd),
  VIDIGEST_BUDGET_VIDEO_USD: limit.default(defaultLimits.videoUsd),
  VIDIGEST_RATE_PER_PERSON: limit.default(defaultLimits.digestsPerPersonAndHour),
  VIDIGEST_PRICES: prices.optional(),
};
type MoneyEnvironment = z.infer<z.ZodObject<typeof moneyVariables>>;

/** Of the environment what tells whether strangers can let the bot in. */
interface OpenDoors {
  readonly SLACK_CLIENT_ID?: string | undefined;
  readonly DISCORD_TOKEN?: string | undefined;
  readonly VIDIGEST_WORKSPACES?: ReadonlySet<string> | undefined;
}

/** The limits as they are set, with defaults. */
export function budgetLimits(env: MoneyEnvironment & OpenDoors): BudgetLimits {
  return {
    totalDayUsd: totalDayUsd(env),
    dayUsd: env.VIDIGEST_BUDGET_DAY_USD,
    videoUsd: env.VIDIGEST_BUDGET_VIDEO_USD,
    digestsPerPersonAndHour: env.VIDIGEST_RATE_PER_PERSON,
  };
}

/** Where anybody may let the bot in, strangers cannot spend without an end unless that is wanted. */
function totalDayUsd(env: MoneyEnvironment & OpenDoors): number | null {
  const { VIDIGEST_BUDGET_TOTAL_DAY_USD: given, VIDIGEST_BUDGET_DAY_USD: dayUsd } = env;
  if (given !== undefined) return given;
  const isPublic = env.SLACK_CLIENT_ID !== undefined || env.DISCORD_TOKEN !== undefined;
  return isPublic && env.VIDIGEST_WORKSPACES === undefined && dayUsd !== null ? openDayUsd(dayUsd) : null;
}
