import type { Cap, Counted, Period, Spender } from '../domain/budget.ts';

/** One digest that is paid for, or was handed out for nothing. */
export interface Charge extends Spender {
  /** Names this charge for good: the same one after a restart, another for another run. At most 200 characters. */
  readonly key: string;
  readonly videoId: string;
  /** BCP 47 tag of the digest. */
  readonly language: string;
}

/** Money promised to a run. */
export interface Promised extends Charge {
  readonly estimateUsd: number;
  /** Forgotten at this instant unless settled or promised again: its process has died. */
  readonly untilMs: number;
}

/** `cap` is the first that leaves no room, and `counted` what fills it. */
export type ReserveResult =
  | { readonly kind: 'granted' }
  | { readonly kind: 'refused'; readonly cap: Cap; readonly counted: Counted };

/** Sums over the charges of one channel. */
export interface UsageSum {
  /** Digests that were begun with a model. */
  readonly digests: number;
  readonly spentUsd: number;
  /** Promised to runs that are under way. */
  readonly reservedUsd: number;
  /** Digests handed out from the store. */
  readonly served: number;
  /** What making those would have cost. */
  readonly savedUsd: number;
  /** Digests whose cost is not known in full, for want of a price. */
  readonly unpriced: number;
}

/** Which charges are meant. Fields left out: any. */
export type ChargeFilter = Pick<Spender, 'surface' | 'workspace'> & Partial<Pick<Spender, 'channel' | 'author'>>;

/** What models have cost, and what they may yet: amounts in USD, kept to a millionth. */
export interface UsageLedger {
  /**
   * Promises money, if every cap has room for it beside what is spent and promised there. Of several at once over all
   * processes, no more are granted than fit. Under a key that is there already the newer promise takes the place of the
   * older one, from now on; what was settled for it still counts, if it is more.
   */
  reserve(promised: Promised, caps: readonly Cap[]): Promise<ReserveResult>;
  /**
   * The run's real cost in place of the promise, at the time of the promise. More than was promised counts too; a promise
   * that is forgotten is settled all the same. Settled twice, the higher cost counts: a run that is repeated after a crash
   * tells what it cost in all. `unpriced`: part of it is not known.
   */
  settle(key: string, cost: { readonly costUsd: number; readonly unpriced: boolean }): Promise<void>;
  /** Nothing was spent: the promise is forgotten. Without effect once settled. */
  release(key: string): Promise<void>;
  /** A digest came from the store; once per key. */
  serve(charge: Charge, savedUsd: number): Promise<void>;
  /** Sums by channel of what was promised or served within a period, the most expensive channel first. */
  sums(filter: ChargeFilter, period: Period): Promise<readonly (UsageSum & { readonly channel: string })[]>;
}
