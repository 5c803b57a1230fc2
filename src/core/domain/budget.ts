/**
 * What may be spent on models, by list prices. Null: no limit; 0: nothing. All but `totalDayUsd` hold until somebody in the
 * workspace says otherwise.
 */
export interface BudgetLimits {
  /** All workspaces of all platforms together, in a day of UTC. Its payer's alone: no word in a chat lifts it. */
  readonly totalDayUsd: number | null;
  /** A workspace in a day of UTC. */
  readonly dayUsd: number | null;
  /** One digest, by its estimate. */
  readonly videoUsd: number | null;
  readonly digestsPerPersonAndHour: number | null;
}

/** Enough for a team's talks of a day, too little for an accident to hurt. */
export const defaultLimits: BudgetLimits = { totalDayUsd: null, dayUsd: 5, videoUsd: 1, digestsPerPersonAndHour: 20 };
/**
 * What all may spend in a day where workspaces let themselves in: enough for four that use up their day, and not less
 * where a day is small, for one that it stops can be lifted by its people, and this cannot.
 */
export function openDayUsd(dayUsd: number): number {
  return Math.max(20, 4 * dayUsd);
}

/** Whoever asked first, and where: what a digest costs is theirs. */
export interface Spender {
  readonly surface: string;
  readonly workspace: string;
  readonly channel: string;
  /** The platform's id of the person. */
  readonly author: string;
}

/** Why a digest is made without a model, as far as people are told. */
export type BudgetNotice =
  | {
      readonly reason: 'day' | 'channel';
      readonly limitUsd: number;
      /** Spent or promised of it so far. */
      readonly spentUsd: number;
      readonly estimateUsd: number;
      /** When there is room again; null where the limit is too small for this video at any time. */
      readonly resetsAtMs: number | null;
    }
  /** Of all workspaces: no figures, which are their payer's business. */
  | { readonly reason: 'total'; readonly resetsAtMs: number | null }
  | { readonly reason: 'video'; readonly limitUsd: number; readonly estimateUsd: number; readonly resetsAtMs: null }
  | { readonly reason: 'person'; readonly limitDigests: number; readonly resetsAtMs: number };

/** A limit on what was spent, or on how many digests were made, since an instant. */
export type Cap = CapScope &
  (
    | { readonly reason: 'total' | 'day' | 'channel'; readonly atMost: { readonly usd: number } }
    | { readonly reason: 'person'; readonly atMost: { readonly digests: number } }
  );

interface CapScope {
  /** Over all workspaces of all platforms, or within the spender's. */
  readonly of: 'all' | 'workspace';
  /** Null: of all channels, of all people. */
  readonly channel: string | null;
  readonly author: string | null;
  readonly sinceMs: number;
}

const hour = 60 * 60_000;

/** The limits that hold whoever spends, and whatever anybody in a chat says. */
export function unliftableCaps({ totalDayUsd }: BudgetLimits, nowMs: number): Cap[] {
  if (totalDayUsd === null) return [];
  const everywhere = { of: 'all', channel: null, author: null } as const;
  return [{ reason: 'total', ...everywhere, sinceMs: dayOf(nowMs).fromMs, atMost: { usd: totalDayUsd } }];
}

/** Whether somebody in the workspace may spend in spite of it. */
export function isLiftable({ reason }: BudgetNotice): boolean {
  return reason !== 'total';
}

/**
 * The further limits that hold for a spender now. `channelUsd` is for a month of UTC, as the channel's settings have it; null
 * without one.
 */
export function capsFor(limits: BudgetLimits, channelUsd: number | null, spender: Spender, nowMs: number): Cap[] {
  const { channel, author } = spender;
  const { dayUsd, digestsPerPersonAndHour: digests } = limits;
  const caps: Cap[] = [];
  const of = 'workspace';
  if (dayUsd !== null) {
    const sinceMs = dayOf(nowMs).fromMs;
    caps.push({ reason: 'day', of, channel: null, author: null, sinceMs, atMost: { usd: dayUsd } });
  }
  if (channelUsd !== null) {
    const sinceMs = monthOf(nowMs).fromMs;
    caps.push({ reason: 'channel', of, channel, author: null, sinceMs, atMost: { usd: channelUsd } });
  }
  if (digests !== null) {
    caps.push({ reason: 'person', of, channel: null, author, sinceMs: nowMs - hour + 1, atMost: { digests } });
  }
  return caps;
}

/** What counts towards a cap already. `firstAtMs` is the oldest of it, null when there is nothing. */
export interface Counted {
  readonly spentUsd: number;
  readonly digests: number;
  readonly firstAtMs: number | null;
}

/** What people are told when a cap leaves no room. */
export function noticeOf(cap: Cap, counted: Counted, estimateUsd: number, nowMs: number): BudgetNotice {
  if (cap.reason === 'person') {
    const { digests: limitDigests } = cap.atMost;
    return { reason: cap.reason, limitDigests, resetsAtMs: (counted.firstAtMs ?? nowMs) + hour };
  }
  const { usd: limitUsd } = cap.atMost;
  const { toMs } = cap.reason === 'channel' ? monthOf(nowMs) : dayOf(nowMs);
  const resetsAtMs = estimateUsd > limitUsd ? null : toMs;
  if (cap.reason === 'total') return { reason: cap.reason, resetsAtMs };
  return { reason: cap.reason, limitUsd, spentUsd: counted.spentUsd, estimateUsd, resetsAtMs };
}

/** From an instant to just before another. */
export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The day of UTC around an instant: every workspace's budget begins anew with it. */
export function dayOf(nowMs: number): Period {
  const day = 24 * hour;
  const fromMs = Math.floor(nowMs / day) * day;
  return { fromMs, toMs: fromMs + day };
}

/** The month of UTC around an instant. */
export function monthOf(nowMs: number): Period {
  const date = new Date(nowMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { fromMs: Date.UTC(year, month), toMs: Date.UTC(year, month + 1) };
}

/** Millionths of a dollar, whole: what sums are made of. Throws a RangeError for what is no amount. */
export function toMicroUsd(usd: number): number {
  const micro = Math.round(usd * 1e6);
  if (!Number.isSafeInteger(micro) || micro < 0) throw new RangeError(`${usd} is no amount of money`);
  return micro;
}

/** Dollars again. */
export function fromMicroUsd(micro: number): number {
  return micro / 1e6;
}
