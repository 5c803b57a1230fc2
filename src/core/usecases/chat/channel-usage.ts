import { monthOf } from '../../domain/budget.ts';
import type { UsageFacts } from '../../domain/chat-answer.ts';
import type { Clock } from '../../ports/runtime.ts';
import type { SettingsPlace } from '../../ports/settings-store.ts';
import type { UsageLedger } from '../../ports/usage-ledger.ts';

/** What digests of a channel, or with `channel` null of a workspace, have cost since the month began, by UTC. */
export type ChannelUsage = (place: SettingsPlace, budgetUsd: number | null) => Promise<UsageFacts>;

/** Over the ledger. `budgetUsd` is passed through. Throws `store-failed`. */
export function createChannelUsage(ledger: Pick<UsageLedger, 'sums'>, clock: Pick<Clock, 'now'>): ChannelUsage {
  return async ({ surface, workspace, channel }, budgetUsd) => {
    const period = monthOf(clock.now());
    const filter = channel === null ? { surface, workspace } : { surface, workspace, channel };
    const sums = await ledger.sums(filter, period);
    return {
      sinceMs: period.fromMs,
      digests: sums.reduce((all, { digests, served }) => all + digests + served, 0),
      costUsd: sums.reduce((all, { spentUsd }) => all + spentUsd, 0),
      budgetUsd,
    };
  };
}
