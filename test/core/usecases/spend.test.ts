import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import { dayOf, defaultLimits, monthOf } from '../../../src/core/domain/budget.ts';
import { noUsage, type StageUsage } from '../../../src/core/domain/usage.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import type { Charge } from '../../../src/core/ports/usage-ledger.ts';
import { createShowUsage } from '../../../src/core/usecases/show-usage.ts';
import { createSpending, type Reservation, type Spending } from '../../../src/core/usecases/spend.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { createQuietLogger, type QuietLogger } from '../../support/quiet-logger.ts';

const hour = 3_600_000;
const place = { surface: 'slack', workspace: 'T1' };

function charge(key: string, change: Partial<Charge> = {}): Charge {
  return { key, ...place, channel: 'C1', author: 'U1', videoId: 'aaaaaaaaaaa', language: 'zh-CN', ...change };
}

function used(...costs: readonly (number | null)[]): StageUsage[] {
  return costs.map((costUsd) => ({ ...noUsage, stage: 'outline', model: 'm', calls: 1, costUsd }));
}

let clock: ManualClock;
let store: Store;
let spending: Spending;
let logger: QuietLogger;
beforeEach(async () => {
  clock = createManualClock();
  logger = createQuietLogger();
  store = await createSqliteStore({ file: ':memory:', clock, logger });
  spending = createSpending({ ledger: store.ledger, clock, logger }, defaultLimits);
});
afterEach(() => store.close());

async function granted(key: string, usd: number, change: Partial<Charge> = {}): Promise<Reservation> {
  const decision = await spending.reserve(charge(key, change), usd);
  if (decision.kind !== 'granted') throw new Error(`${key} was refused: ${decision.notice.reason}`);
  return decision.reservation;
}

async function refusal(key: string, usd: number, change: Partial<Charge> = {}) {
  const decision = await spending.reserve(charge(key, change), usd);
  return decision.kind === 'refused' ? decision.notice : null;
}

describe('spending', () => {
  it('refuses a digest that is too expensive by itself', async () => {
    await granted('a', 1);
    expect(await refusal('b', 1.01)).toEqual({ reason: 'video', limitUsd: 1, estimateUsd: 1.01, resetsAtMs: null });
  });

  it('refuses what the day has no room for, and tells until when', async () => {
    for (let index = 0; index < 5; index += 1) await granted(`${index}`, 0.95);
    expect(await refusal('late', 0.3)).toEqual({
      reason: 'day',
      limitUsd: 5,
      spentUsd: 4.75,
      estimateUsd: 0.3,
      resetsAtMs: dayOf(clock.now()).toMs,
    });
    await granted('small', 0.25);
    await clock.advance(24 * hour);
    await granted('late', 0.3);
  });

  it('holds a person to a rate, and only those', async () => {
    for (let index = 0; index < 20; index += 1) await granted(`${index}`, 0.01);
    const resetsAtMs = clock.now() + hour;
    expect(await refusal('more', 0.01)).toEqual({ reason: 'person', limitDigests: 20, resetsAtMs });
    await granted('other', 0.01, { author: 'U2' });
    await clock.advance(hour - 1);
    expect(await refusal('more', 0.01)).toMatchObject({ reason: 'person' });
    await clock.advance(1);
    await granted('more', 0.01);
  });

  it('holds a channel to a budget of its own for the month', async () => {
    const channelBudget = async ({ channel }: { channel: string }) => (channel === 'C1' ? 0.5 : null);
    spending = createSpending({ ledger: store.ledger, clock, logger, channelBudget }, defaultLimits);
    await spending.settle(await granted('a', 0.5), used(0.5));
    await clock.advance(24 * hour);
    expect(await refusal('b', 0.1)).toMatchObject({ reason: 'channel', limitUsd: 0.5, spentUsd: 0.5 });
    await granted('b', 0.1, { channel: 'C2' });
  });

  it('lets somebody spend anyway, and counts it', async () => {
    const decision = await spending.reserve(charge('big'), 6, { anyway: true });
    expect(decision).toEqual({ kind: 'granted', reservation: { key: 'big', estimateUsd: 6 } });
    expect(await refusal('small', 0.01)).toMatchObject({ reason: 'day', spentUsd: 6 });
  });

  it('holds all workspaces together whatever anybody says, tells so first, and logs it', async () => {
    spending = createSpending({ ledger: store.ledger, clock, logger }, { ...defaultLimits, totalDayUsd: 6 });
    await granted('a', 1);
    await spending.reserve(charge('big', { workspace: 'T2' }), 5, { anyway: true });
    const refused = { kind: 'refused', notice: { reason: 'total', resetsAtMs: dayOf(clock.now()).toMs } };
    // The day of T2 is used up as well.
    expect(await spending.reserve(charge('b', { workspace: 'T2' }), 0.01)).toEqual(refused);
    expect(await spending.reserve(charge('c', { workspace: 'T3' }), 0.01, { anyway: true })).toEqual(refused);
    expect(logger.entries.map(({ level, fields }) => ({ level, at: fields?.['workspace'] }))).toEqual([
      { level: 'warn', at: 'T2' },
      { level: 'warn', at: 'T3' },
    ]);
    await clock.advance(24 * hour);
    await granted('c', 0.01, { workspace: 'T3' });
  });

  it('settles with the real cost, releases what was not begun, and forgets a crashed run', async () => {
    await spending.settle(await granted('a', 1), used(0.2, 0.1));
    await spending.release(await granted('b', 1));
    await granted('crashed', 1);
    const sumsOf = async () => (await createShowUsage({ ledger: store.ledger, clock }, defaultLimits)(place)).today;
    expect(await sumsOf()).toMatchObject({ spentUsd: 0.3, reservedUsd: 1, digests: 2 });
    await clock.advance(hour);
    expect(await sumsOf()).toMatchObject({ spentUsd: 0.3, reservedUsd: 0 });
  });

  it('renews the promise of a run that goes on after a restart', async () => {
    await granted('a', 1);
    await clock.advance(hour / 2);
    const again = createSpending({ ledger: store.ledger, clock, logger }, { ...defaultLimits, dayUsd: 1 });
    expect(await again.reserve(charge('a'), 1)).toMatchObject({ kind: 'granted' });
    await clock.advance(hour - 1);
    expect(await again.reserve(charge('b'), 0.1)).toMatchObject({ kind: 'refused' });
  });
});

describe('showing usage', () => {
  it('tells today, the month, its channels, what was saved and what is left', async () => {
    await spending.settle(await granted('a', 0.5), used(0.4));
    await clock.advance(24 * hour);
    await spending.settle(await granted('b', 0.5, { channel: 'C2' }), used(0.1, null));
    await granted('c', 0.25, { channel: 'C2' });
    await spending.serve(charge('d', { author: 'U3' }), used(0.4, null));
    const report = await createShowUsage({ ledger: store.ledger, clock }, defaultLimits)(place);
    expect(report).toMatchObject({
      today: { digests: 2, spentUsd: 0.1, reservedUsd: 0.25, served: 1, savedUsd: 0.4, unpriced: 1 },
      month: { digests: 3, spentUsd: 0.5, reservedUsd: 0.25, served: 1, savedUsd: 0.4, unpriced: 1 },
      channels: [
        { channel: 'C1', spentUsd: 0.4, served: 1 },
        { channel: 'C2', spentUsd: 0.1, reservedUsd: 0.25 },
      ],
      dayLimitUsd: 5,
      leftTodayUsd: 4.65,
      sinceMs: monthOf(clock.now()).fromMs,
    });
  });

  it('has no rest without a limit, and never less than nothing', async () => {
    await spending.settle(await granted('a', 0.5), used(9));
    const show = (dayUsd: number | null) => createShowUsage({ ledger: store.ledger, clock }, { dayUsd })(place);
    expect(await show(null)).toMatchObject({ dayLimitUsd: null, leftTodayUsd: null });
    expect(await show(5)).toMatchObject({ leftTodayUsd: 0 });
  });
});
