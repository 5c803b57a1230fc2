import { expect, it } from 'vitest';
import { dayOf } from '../../src/core/domain/budget.ts';
import type { Charge } from '../../src/core/ports/usage-ledger.ts';
import { type Bench, capOf, hour, place, promise, totalOf } from './ledger-bench.ts';

/** What a limit over all workspaces owes. */
export function describeTotals(bench: Bench): void {
  const elsewhere = [
    { workspace: 'T2', channel: 'C2', author: 'U2' },
    { workspace: 'T3', surface: 'discord' },
  ];
  const reserve = async (key: string, usd: number, change: Partial<Charge>, atMostUsd = 1) =>
    (await bench.store().ledger.reserve(promise(bench, key, usd, change), [totalOf(bench, atMostUsd)])).kind;

  it('holds all workspaces of all platforms together', async () => {
    expect(await reserve('a', 0.4, {})).toBe('granted');
    for (const [index, change] of elsewhere.entries()) expect(await reserve(`${index}`, 0.3, change)).toBe('granted');
    expect(await reserve('b', 0.000001, {})).toBe('refused');
    expect(await reserve('c', 0.000001, { workspace: 'T4' })).toBe('refused');
    await bench.store().ledger.settle('0', { costUsd: 0.1, unpriced: false });
    expect(await reserve('c', 0.2, { workspace: 'T4' })).toBe('granted');
    await bench.advance(24 * hour);
    expect(await reserve('d', 1, { workspace: 'T5' })).toBe('granted');
  });

  it('still counts what was spent by a workspace that has left, and no longer says whose it was', async () => {
    const { ledger, removal } = bench.store();
    const spend = async (key: string, costUsd: number, change: Partial<Charge>) => {
      await reserve(key, costUsd, change, 10);
      await ledger.settle(key, { costUsd, unpriced: false });
    };
    const [one, other] = elsewhere;
    await spend('yesterday', 5, {});
    await bench.advance(24 * hour);
    for (const [key, change] of [
      ['a', {}],
      ['b', one],
      ['c', {}],
    ] as const) {
      await spend(key, 0.2, change ?? {});
      await removal.deleteWorkspace({ ...place, ...change });
    }
    await spend('d', 0.1, other ?? {});
    expect(await ledger.sums(place, dayOf(bench.now()))).toEqual([]);
    expect(await reserve('e', 0.300001, {})).toBe('refused');
    expect(await reserve('e', 0.3, {})).toBe('granted');
    await bench.advance(2 * hour);
    await removal.deleteOlderThan(bench.now());
    expect(await reserve('f', 1, {})).toBe('granted');
  });

  it('grants exactly as many of many workspaces at once as fit', async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const promised = promise(bench, `${index}`, 0.1, { workspace: `T${index % 7}` });
        return bench.store(index).ledger.reserve(promised, [totalOf(bench, 1), capOf(bench, 1)]);
      }),
    );
    expect(results.filter(({ kind }) => kind === 'granted')).toHaveLength(10);
  });
}
