import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cap, dayOf } from '../../src/core/domain/budget.ts';
import type { Store } from '../../src/core/ports/store.ts';
import type { Charge } from '../../src/core/ports/usage-ledger.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';
import { type Bench, capOf, charge, hour, place, promise, rateOf } from './ledger-bench.ts';
import { describeTotals } from './ledger-totals-contract.ts';

/**
 * What every ledger owes its callers. `makeStores` opens as many stores over one empty database as `count` says, one a
 * process where only one is admitted; the suite closes them.
 */
export function describeLedgerContract(
  name: string,
  makeStores: (clock: ManualClock, count: number) => Promise<readonly Store[]>,
): void {
  describe(`${name} keeps the ledger contract`, () => {
    let clock: ManualClock;
    let stores: readonly Store[];
    beforeEach(async () => {
      clock = createManualClock();
      stores = await makeStores(clock, 2);
    });
    afterEach(() => Promise.all(stores.map((store) => store.close())));

    const store = (index = 0): Store => stores[index % stores.length] ?? raise();
    describePromises({ store, now: () => clock.now(), advance: (ms) => clock.advance(ms) });
    describeTotals({ store, now: () => clock.now(), advance: (ms) => clock.advance(ms) });
    describeSums({ store, now: () => clock.now(), advance: (ms) => clock.advance(ms) });
    describeInterleavings({ store, now: () => clock.now(), advance: (ms) => clock.advance(ms) });
  });
}

function raise(): never {
  throw new Error('no store');
}

function describePromises(bench: Bench): void {
  const reserve = async (key: string, usd: number, caps: readonly Cap[], change: Partial<Charge> = {}) =>
    (await bench.store().ledger.reserve(promise(bench, key, usd, change), caps)).kind;

  it('grants to the last millionth and tells what fills the cap', async () => {
    const cap = capOf(bench, 1);
    expect(await reserve('a', 0.4, [cap])).toBe('granted');
    expect(await reserve('b', 0.6, [cap])).toBe('granted');
    expect(await bench.store().ledger.reserve(promise(bench, 'c', 0.000001), [cap])).toEqual({
      kind: 'refused',
      cap,
      counted: { spentUsd: 1, digests: 2, firstAtMs: bench.now() },
    });
    expect(await reserve('free', 0, [cap])).toBe('granted');
  });

  it('gives back what was not used, and counts what was used beyond the promise', async () => {
    const cap = capOf(bench, 1);
    await reserve('a', 0.9, [cap]);
    await bench.store().ledger.settle('a', { costUsd: 0.1, unpriced: false });
    expect(await reserve('b', 0.9, [cap])).toBe('granted');
    await bench.store().ledger.settle('b', { costUsd: 3, unpriced: false });
    expect(await reserve('c', 0.000001, [cap])).toBe('refused');
  });

  it('forgets what is released or grows old, but not what was settled', async () => {
    const cap = capOf(bench, 1);
    const { ledger } = bench.store();
    await reserve('a', 1, [cap]);
    await ledger.release('a');
    expect(await reserve('b', 1, [cap])).toBe('granted');
    await bench.advance(hour);
    expect(await reserve('c', 0.5, [cap])).toBe('granted');
    await ledger.settle('c', { costUsd: 0.5, unpriced: false });
    await ledger.release('c');
    await ledger.settle('b', { costUsd: 0.25, unpriced: false });
    expect(await reserve('d', 0.26, [cap])).toBe('refused');
    expect(await reserve('d', 0.25, [cap])).toBe('granted');
  });

  it('takes the newer promise under a key, and the higher of two costs', async () => {
    const cap = capOf(bench, 1);
    const { ledger } = bench.store();
    for (const usd of [0.5, 0.9, 0.8]) expect(await reserve('a', usd, [cap])).toBe('granted');
    expect(await reserve('b', 0.3, [cap])).toBe('refused');
    await ledger.settle('a', { costUsd: 0.6, unpriced: false });
    expect(await reserve('a', 0.1, [cap])).toBe('granted');
    expect(await reserve('b', 0.5, [cap])).toBe('refused');
    await ledger.settle('a', { costUsd: 0.2, unpriced: false });
    expect(await ledger.sums(place, dayOf(bench.now()))).toMatchObject([{ spentUsd: 0.6, digests: 1 }]);
  });

  it('holds a cap to its channel, person and time, and to its workspace', async () => {
    await reserve('a', 1, []);
    expect(await reserve('b', 1, [capOf(bench, 1, 'C1')], { author: 'U2' })).toBe('refused');
    expect(await reserve('b', 1, [capOf(bench, 1, 'C2')], { channel: 'C2' })).toBe('granted');
    expect(await reserve('c', 1, [rateOf(bench, 2, 'U1')])).toBe('refused');
    expect(await reserve('c', 1, [rateOf(bench, 3, 'U1'), rateOf(bench, 2, 'U2')])).toBe('granted');
    for (const other of [{ workspace: 'T2' }, { surface: 'discord' }]) {
      expect(await reserve(JSON.stringify(other), 1, [capOf(bench, 1, 'C1')], other)).toBe('granted');
    }
    await bench.advance(24 * hour);
    expect(await reserve('d', 0.4, [capOf(bench, 0.5, 'C1')])).toBe('granted');
    // What is promised again counts from now on.
    await reserve('a', 0.1, []);
    expect(await reserve('e', 0.1, [capOf(bench, 0.5, 'C1')])).toBe('refused');
  });
}

function describeSums(bench: Bench): void {
  it('sums by channel, the most expensive first, within a period, a channel or a person', async () => {
    const { ledger } = bench.store();
    const today = dayOf(bench.now());
    await ledger.reserve(promise(bench, 'a', 0.5), []);
    await ledger.settle('a', { costUsd: 0.25, unpriced: true });
    await ledger.reserve(promise(bench, 'b', 0.5, { author: 'U2' }), []);
    await ledger.reserve(promise(bench, 'c', 2, { channel: 'C2' }), []);
    await ledger.settle('c', { costUsd: 1.5, unpriced: false });
    const served = charge('d', { channel: 'C2', author: 'U2' });
    for (let again = 0; again < 2; again += 1) await ledger.serve(served, 0.75);
    await ledger.reserve(promise(bench, 'e', 9, { workspace: 'T2' }), []);
    const [c2, c1] = [
      { channel: 'C2', digests: 1, spentUsd: 1.5, reservedUsd: 0, served: 1, savedUsd: 0.75, unpriced: 0 },
      { channel: 'C1', digests: 2, spentUsd: 0.25, reservedUsd: 0.5, served: 0, savedUsd: 0, unpriced: 1 },
    ];
    expect(await ledger.sums(place, today)).toEqual([c2, c1]);
    expect(await ledger.sums({ ...place, channel: 'C1' }, today)).toEqual([c1]);
    expect(await ledger.sums({ ...place, author: 'U2' }, today)).toMatchObject([
      { channel: 'C1', digests: 1, reservedUsd: 0.5 },
      { channel: 'C2', digests: 0, served: 1 },
    ]);
    expect(await ledger.sums(place, { fromMs: today.fromMs - 1, toMs: bench.now() })).toEqual([]);
  });

  it('goes with its workspace, and with age', async () => {
    const { ledger, removal } = bench.store();
    await ledger.reserve(promise(bench, 'a', 0.5), []);
    await ledger.reserve(promise(bench, 'b', 0.5, { workspace: 'T2' }), []);
    await removal.deleteWorkspace(place);
    expect(await ledger.sums(place, dayOf(bench.now()))).toEqual([]);
    const elsewhere = { ...place, workspace: 'T2' };
    await removal.deleteOlderThan(bench.now());
    expect(await ledger.sums(elsewhere, dayOf(bench.now()))).toHaveLength(1);
    await bench.advance(2 * hour);
    await removal.deleteOlderThan(bench.now());
    expect(await ledger.sums(elsewhere, dayOf(bench.now()))).toEqual([]);
  });
}

function describeInterleavings(bench: Bench): void {
  const runs = fc.array(
    fc.record({
      estimate: fc.integer({ min: 0, max: 400_000 }),
      /** Of what was promised, in hundredths; null: the process dies. */
      used: fc.option(fc.integer({ min: 0, max: 100 })),
      channel: fc.constantFrom('C1', 'C2'),
      author: fc.constantFrom('U1', 'U2'),
      again: fc.boolean(),
    }),
    { minLength: 2, maxLength: 16 },
  );
  let workspaces = 0;

  it('never spends and promises more than its caps, however runs overlap', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async (plan) => {
        workspaces += 1;
        const workspace = `W${workspaces}`;
        const [dayUsd, channelUsd, most] = [1, 0.6, 5];
        const violations: string[] = [];
        const check = async () => {
          const sums = await bench.store().ledger.sums({ surface: 'slack', workspace }, dayOf(bench.now()));
          const held = sums.map((sum) => Math.round((sum.spentUsd + sum.reservedUsd) * 1e6));
          if (held.reduce((a, b) => a + b, 0) > dayUsd * 1e6) violations.push(`day: ${held}`);
          if (held.some((micro) => micro > channelUsd * 1e6)) violations.push(`channel: ${held}`);
        };
        const run = async (index: number): Promise<number> => {
          const { estimate, used, channel, author, again } = plan[index] ?? raise();
          const { ledger } = bench.store(index);
          const usd = estimate / 1e6;
          const promised = promise(bench, `${workspace}/${index}`, usd, { workspace, channel, author });
          const caps = [capOf(bench, dayUsd), capOf(bench, channelUsd, channel), rateOf(bench, most, author)];
          let granted = (await ledger.reserve(promised, caps)).kind === 'granted';
          await check();
          if (again) granted = (await ledger.reserve(promised, caps)).kind === 'granted' || granted;
          if (granted && used !== null)
            await ledger.settle(promised.key, { costUsd: (usd * used) / 100, unpriced: false });
          await check();
          return granted ? 1 : 0;
        };
        const granted = await Promise.all(plan.map((_, index) => run(index)));
        for (const author of ['U1', 'U2']) {
          const count = granted.reduce((sum, one, index) => sum + (plan[index]?.author === author ? one : 0), 0);
          if (count > most) violations.push(`${author}: ${count} digests`);
        }
        expect(violations).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('grants exactly as many of many at once as fit', async () => {
    const cap = capOf(bench, 1);
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        bench.store(index).ledger.reserve(promise(bench, `${index}`, 0.1), [cap]),
      ),
    );
    expect(results.filter(({ kind }) => kind === 'granted')).toHaveLength(10);
  });
}
