import type { UsageFacts } from '../../src/core/domain/chat-answer.ts';

/** What a workspace has spent since the first of January 2026, asked for in a channel; `channels` can be opened. */
export function sampleUsage(channels: readonly string[] = []): UsageFacts {
  return {
    today: { digests: 1, costUsd: 0.3 },
    day: { limitUsd: 5, leftUsd: 4.65 },
    month: { digests: 1_204, costUsd: 12.345 },
    sinceMs: Date.UTC(2026, 0, 1),
    savedUsd: 2.5,
    here: { digests: 3, costUsd: 1.5, budgetUsd: 10 },
    channels: channels.map((channel, index) => ({ channel, digests: 2, costUsd: 1 / (index + 1) })),
  };
}
