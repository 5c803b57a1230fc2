import {
  type BudgetLimits,
  type BudgetNotice,
  capsFor,
  noticeOf,
  type Spender,
  unliftableCaps,
} from '../domain/budget.ts';
import type { StageUsage } from '../domain/usage.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import type { Charge, UsageLedger } from '../ports/usage-ledger.ts';

/** What deciding about money needs of the world. */
export interface SpendingDeps {
  readonly ledger: UsageLedger;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
  /** What a channel may spend in a month of UTC, in USD; null without a limit of its own. Default: none has one. */
  readonly channelBudget?: (spender: Spender) => Promise<number | null>;
}

export interface SpendingLimits extends BudgetLimits {
  /**
   * How long a promise outlives a process that died with it; longer than any run takes.
   * @default one hour
   */
  readonly promiseMs?: number;
}

/** Money that is promised to a run. Plain data: a run that is taken over goes on with the same. */
export interface Reservation {
  readonly key: string;
  readonly estimateUsd: number;
}

/** Granted, or why not. */
export type SpendDecision =
  | { readonly kind: 'granted'; readonly reservation: Reservation }
  | { readonly kind: 'refused'; readonly notice: BudgetNotice };

export interface SpendOptions {
  /** Somebody who may has said that this digest is worth it: only the limit of all workspaces holds, and all is counted. */
  readonly anyway?: boolean;
}

/** Who pays for digests, and whether they may. Safe at once from any number of processes. */
export interface Spending {
  /**
   * Asks before a run, with the charge of whoever asked first. Asked again under the same key, as after a restart, the
   * promise is renewed and not doubled.
   */
  reserve(charge: Charge, estimateUsd: number, options?: SpendOptions): Promise<SpendDecision>;
  /** After a run, whatever came of it, and before its digest is kept: a run that is repeated then costs nothing more. */
  settle(reservation: Reservation, usage: readonly StageUsage[]): Promise<void>;
  /** The run has not asked the model for anything. */
  release(reservation: Reservation): Promise<void>;
  /** A digest came from the store. Its own usage says what was saved. */
  serve(charge: Charge, usage: readonly StageUsage[]): Promise<void>;
}

const hour = 60 * 60_000;

/** Limits hold by what a ledger knows: estimates of what is under way, list prices of what has ended. */
export function createSpending(deps: SpendingDeps, limits: SpendingLimits): Spending {
  const { ledger, clock, logger, channelBudget = async () => null } = deps;
  return {
    async reserve(charge, estimateUsd, { anyway = false } = {}) {
      const nowMs = clock.now();
      if (!anyway && limits.videoUsd !== null && estimateUsd > limits.videoUsd) {
        const limitUsd = limits.videoUsd;
        return { kind: 'refused', notice: { reason: 'video', limitUsd, estimateUsd, resetsAtMs: null } };
      }
      const liftable = anyway ? [] : capsFor(limits, await channelBudget(charge), charge, nowMs);
      // Those first that nobody can lift: no button is to be offered that would not help.
      const caps = [...unliftableCaps(limits, nowMs), ...liftable];
      const promised = { ...charge, estimateUsd, untilMs: nowMs + (limits.promiseMs ?? hour) };
      const result = await ledger.reserve(promised, caps);
      if (result.kind === 'granted') return { kind: 'granted', reservation: { key: charge.key, estimateUsd } };
      if (result.cap.reason === 'total') {
        const { surface, workspace } = charge;
        logger.warn('the limit of all workspaces leaves no room for a digest', { surface, workspace, estimateUsd });
      }
      return { kind: 'refused', notice: noticeOf(result.cap, result.counted, estimateUsd, nowMs) };
    },
    settle: ({ key }, usage) =>
      ledger.settle(key, { costUsd: costOf(usage), unpriced: usage.some(({ costUsd }) => costUsd === null) }),
    release: ({ key }) => ledger.release(key),
    serve: (charge, usage) => ledger.serve(charge, costOf(usage)),
  };
}

/** A model without a price counts as free: most likely it is one's own. */
function costOf(usage: readonly StageUsage[]): number {
  return usage.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
}
