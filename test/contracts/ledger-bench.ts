import { type Cap, dayOf } from '../../src/core/domain/budget.ts';
import type { Store } from '../../src/core/ports/store.ts';
import type { Charge, Promised } from '../../src/core/ports/usage-ledger.ts';

/** In milliseconds. */
export const hour = 60 * 60_000;
/** The workspace of `charge`. */
export const place = { surface: 'slack', workspace: 'T1' };

/** A charge under a key, of one place and person unless told otherwise. */
export function charge(key: string, change: Partial<Charge> = {}): Charge {
  return { key, ...place, channel: 'C1', author: 'U1', videoId: 'aaaaaaaaaaa', language: 'zh-CN', ...change };
}

/** What a part of the suite works with. */
export interface Bench {
  readonly store: (index?: number) => Store;
  readonly now: () => number;
  readonly advance: (ms: number) => Promise<void>;
}

/** The promise of an hour for a charge. */
export function promise(bench: Bench, key: string, estimateUsd: number, change: Partial<Charge> = {}): Promised {
  return { ...charge(key, change), estimateUsd, untilMs: bench.now() + hour };
}

/** On the day of a workspace, or of a channel in it. */
export function capOf(bench: Bench, usd: number, channel: string | null = null): Cap {
  const reason = channel === null ? 'day' : 'channel';
  return { reason, of: 'workspace', channel, author: null, sinceMs: dayOf(bench.now()).fromMs, atMost: { usd } };
}

/** On the day of all workspaces. */
export function totalOf(bench: Bench, usd: number): Cap {
  const everywhere = { of: 'all', channel: null, author: null } as const;
  return { reason: 'total', ...everywhere, sinceMs: dayOf(bench.now()).fromMs, atMost: { usd } };
}

/** On the digests of a person in a day. */
export function rateOf(bench: Bench, digests: number, author: string): Cap {
  return {
    reason: 'person',
    of: 'workspace',
    channel: null,
    author,
    sinceMs: dayOf(bench.now()).fromMs,
    atMost: { digests },
  };
}
