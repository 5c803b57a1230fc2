import type { Spent, UsageFacts } from '../../domain/chat-answer.ts';
import type { ChannelSight, Sight } from '../../ports/channel-sight.ts';
import type { SurfaceOptions } from '../../ports/chat-surface.ts';
import type { UsageSum } from '../../ports/usage-ledger.ts';
import type { ShowUsage } from '../show-usage.ts';
import { visibleTo } from './may-see.ts';

/** What the answer is made of. */
export interface TellUsageDeps {
  readonly showUsage: ShowUsage;
  readonly sight: ChannelSight;
}

/** Whom it is for, and which channel they ask in; null where none is, as on a page of their own. */
export interface UsageQuestion {
  readonly viewer: Omit<Sight, 'channel'>;
  readonly here: { readonly channel: string; readonly budgetUsd: number | null } | null;
}

/** How many channels are shown, and how many are looked at for that: each may cost a request to the platform. */
const mostShown = 5;
const mostTried = 25;

/** What a workspace has spent, as one of its people may know it. Throws `store-failed` and what looking throws. */
export type TellUsage = (question: UsageQuestion, options: SurfaceOptions) => Promise<UsageFacts>;

/** The use case over its ports: sums are of all channels, named are those alone which the viewer can open. */
export function createTellUsage({ showUsage, sight }: TellUsageDeps): TellUsage {
  return async ({ viewer, here }, options) => {
    const { today, month, channels, dayLimitUsd, leftTodayUsd, sinceMs } = await showUsage(viewer);
    const others = channels.filter(({ channel }) => channel !== here?.channel).slice(0, mostTried);
    const visible = await visibleTo(sight, viewer, others, { ...options, limit: mostShown });
    const own = channels.find(({ channel }) => channel === here?.channel);
    return {
      today: spent(today),
      day: dayLimitUsd === null ? null : { limitUsd: dayLimitUsd, leftUsd: leftTodayUsd ?? 0 },
      month: spent(month),
      sinceMs,
      savedUsd: month.savedUsd,
      here: here === null ? null : { ...spent(own), budgetUsd: here.budgetUsd },
      channels: visible.map((sum) => ({ channel: sum.channel, ...spent(sum) })),
    };
  };
}

function spent(sum: UsageSum | undefined): Spent {
  return sum === undefined ? { digests: 0, costUsd: 0 } : { digests: sum.digests + sum.served, costUsd: sum.spentUsd };
}
