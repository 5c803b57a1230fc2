import { type BudgetLimits, dayOf, monthOf, type Spender } from '../domain/budget.ts';
import type { Clock } from '../ports/runtime.ts';
import type { UsageLedger, UsageSum } from '../ports/usage-ledger.ts';

/** What a workspace has spent on models and saved by its store, by list prices. */
export interface UsageReport {
  /** Days and months are those of UTC. */
  readonly today: UsageSum;
  readonly month: UsageSum;
  /** When the month began. */
  readonly sinceMs: number;
  /** The month by channel, the most expensive first. */
  readonly channels: readonly (UsageSum & { readonly channel: string })[];
  /** Null: a day has no limit. */
  readonly dayLimitUsd: number | null;
  /** What is left of today's limit, promises counted; null without a limit. */
  readonly leftTodayUsd: number | null;
}

/** Sums up for one workspace. */
export type ShowUsage = (where: Pick<Spender, 'surface' | 'workspace'>) => Promise<UsageReport>;

/** The use case over a ledger; `limits` are those that `createSpending` has. */
export function createShowUsage(
  { ledger, clock }: { readonly ledger: Pick<UsageLedger, 'sums'>; readonly clock: Clock },
  limits: Pick<BudgetLimits, 'dayUsd'>,
): ShowUsage {
  return async ({ surface, workspace }) => {
    const nowMs = clock.now();
    const day = dayOf(nowMs);
    const period = monthOf(nowMs);
    const [ofDay, channels] = await Promise.all([
      ledger.sums({ surface, workspace }, day),
      ledger.sums({ surface, workspace }, period),
    ]);
    const today = total(ofDay);
    const { dayUsd } = limits;
    return {
      today,
      month: total(channels),
      sinceMs: period.fromMs,
      channels,
      dayLimitUsd: dayUsd,
      leftTodayUsd: dayUsd === null ? null : Math.max(0, dayUsd - today.spentUsd - today.reservedUsd),
    };
  };
}

function total(sums: readonly UsageSum[]): UsageSum {
  const nothing: UsageSum = { digests: 0, spentUsd: 0, reservedUsd: 0, served: 0, savedUsd: 0, unpriced: 0 };
  return sums.reduce(
    (all, one) => ({
      digests: all.digests + one.digests,
      spentUsd: all.spentUsd + one.spentUsd,
      reservedUsd: all.reservedUsd + one.reservedUsd,
      served: all.served + one.served,
      savedUsd: all.savedUsd + one.savedUsd,
      unpriced: all.unpriced + one.unpriced,
    }),
    nothing,
  );
}
