import { beforeEach, describe, expect, it } from 'vitest';
import type { OutboxStore, Slot } from '../../src/core/ports/outbox.ts';
import type { Store } from '../../src/core/ports/store.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import type { OpenBench } from './bench.ts';

const slot: Slot = { key: 'request/overview/1', workspace: 'T1', fence: null };
const place = { channel: 'C1', message: '17.5' };
const ttlMs = 30_000;

let store: Store;
let outbox: OutboxStore;
let clock: ManualClock;

/** What every store of posts owes its callers. */
export function describeOutboxStoreContract(name: string, open: OpenBench): void {
  describe(`${name} keeps the contract of posts`, () => {
    beforeEach(async () => {
      ({ store, clock } = await open());
      ({ outbox } = store);
    });
    describe('intents', describeIntents);
    describe('outcomes', describeOutcomes);
    describe('fences', describeFences);
  });
}

function describeIntents(): void {
  it('are written before a post', async () => {
    expect(await outbox.find(slot.key)).toBeNull();
    expect(await outbox.intend(slot, 1)).toBe('intended');
    const intendedAtMs = clock.now();
    const entry = { key: slot.key, state: 'intended', attempt: 1, token: 0, intendedAtMs, post: null };
    expect(await outbox.find(slot.key)).toEqual(entry);
    expect(await outbox.find('request/overview/2')).toBeNull();
  });

  it('follow each other attempt by attempt', async () => {
    expect(await outbox.intend(slot, 2)).toBe('overtaken');
    await outbox.intend(slot, 1);
    expect(await outbox.intend(slot, 1)).toBe('overtaken');
    expect(await outbox.intend(slot, 3)).toBe('overtaken');
    await clock.advance(10);
    expect(await outbox.intend(slot, 2)).toBe('intended');
    expect(await outbox.find(slot.key)).toMatchObject({ attempt: 2, intendedAtMs: clock.now() });
  });

  it.each([1, 2])('are one, of several at once (attempt %s)', async (attempt) => {
    if (attempt === 2) await outbox.intend(slot, 1);
    const results = await Promise.all(Array.from({ length: 6 }, () => outbox.intend(slot, attempt)));
    expect(results.toSorted()).toEqual(['intended', ...Array.from({ length: 5 }, () => 'overtaken')]);
  });
}

function describeOutcomes(): void {
  it('are a place, and the first that is told stays', async () => {
    await outbox.intend(slot, 1);
    await outbox.settle(slot, place);
    await outbox.settle(slot, { channel: 'C1', message: '99.9' });
    expect(await outbox.find(slot.key)).toMatchObject({ state: 'posted', post: place, attempt: 1 });
    expect(await outbox.intend(slot, 2)).toBe('overtaken');
  });

  it('can be told without an intent', async () => {
    await outbox.settle(slot, place);
    expect(await outbox.find(slot.key)).toMatchObject({ state: 'posted', post: place });
    expect(await outbox.intend(slot, 1)).toBe('overtaken');
  });

  it('can be nothing, for the attempt that came to nothing', async () => {
    await outbox.intend(slot, 1);
    await outbox.withdraw(slot.key, 1);
    expect(await outbox.find(slot.key)).toMatchObject({ state: 'withdrawn', attempt: 1 });
    await outbox.intend(slot, 2);
    await outbox.withdraw(slot.key, 1);
    expect(await outbox.find(slot.key)).toMatchObject({ state: 'intended', attempt: 2 });
    await outbox.settle(slot, place);
    await outbox.withdraw(slot.key, 2);
    expect(await outbox.find(slot.key)).toMatchObject({ state: 'posted', post: place });
  });

  it('can still be a place after all for what was withdrawn', async () => {
    await outbox.intend(slot, 1);
    await outbox.withdraw(slot.key, 1);
    await outbox.settle(slot, place);
    expect(await outbox.find(slot.key)).toMatchObject({ state: 'posted', post: place });
  });
}

function describeFences(): void {
  it('let the holder of the job post, and leave its token', async () => {
    await store.leases.release((await store.leases.take('job', { owner: 'one', ttlMs })) ?? { key: '', token: 0 });
    const fence = await store.leases.take('job', { owner: 'one', ttlMs });
    expect(await outbox.intend({ ...slot, fence }, 1)).toBe('intended');
    expect(await outbox.find(slot.key)).toMatchObject({ token: 2 });
  });

  it.each(['ran out', 'was released', 'was taken over', 'never was'] as const)(
    'keep out whose lease %s',
    async (how) => {
      const fence = (await store.leases.take('job', { owner: 'one', ttlMs })) ?? { key: 'job', token: 1 };
      if (how !== 'was released') await clock.advance(ttlMs);
      else await store.leases.release(fence);
      if (how === 'was taken over') await store.leases.take('job', { owner: 'two', ttlMs });
      const shown = how === 'never was' ? { key: 'job', token: 7 } : fence;
      expect(await outbox.intend({ ...slot, fence: shown }, 1)).toBe('stale');
      expect(await outbox.find(slot.key)).toBeNull();
    },
  );

  it('do not keep out the word of where a message stands', async () => {
    const fence = await store.leases.take('job', { owner: 'one', ttlMs });
    await outbox.intend({ ...slot, fence }, 1);
    await clock.advance(ttlMs);
    await store.leases.take('job', { owner: 'two', ttlMs });
    await outbox.settle({ ...slot, fence }, place);
    expect(await outbox.find(slot.key)).toMatchObject({ state: 'posted', post: place });
  });
}
