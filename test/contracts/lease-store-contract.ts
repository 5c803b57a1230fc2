import { beforeEach, describe, expect, it } from 'vitest';
import type { Lease, LeaseStore } from '../../src/core/ports/lease-store.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import type { OpenBench } from './bench.ts';

const ttlMs = 30_000;

let leases: LeaseStore;
let clock: ManualClock;

/** What every store of leases owes its callers. */
export function describeLeaseStoreContract(name: string, open: OpenBench): void {
  describe(`${name} keeps the contract of leases`, () => {
    beforeEach(async () => {
      const bench = await open();
      leases = bench.store.leases;
      clock = bench.clock;
    });
    describe('taking', describeTaking);
    describe('deaths', describeDeaths);
    describe('holding', describeHolding);
  });
}

async function take(owner = 'one', key = 'job'): Promise<Lease> {
  const lease = await leases.take(key, { owner, ttlMs });
  if (lease === null) throw new Error('the key is taken');
  return lease;
}

function describeTaking(): void {
  it('gives a lease on a key that nobody has', async () => {
    expect(await take()).toEqual({ key: 'job', owner: 'one', token: 1, untilMs: clock.now() + ttlMs, deaths: 0 });
    expect(await take('one', 'another')).toMatchObject({ token: 1 });
  });

  it('is refused while a lease lives, to its own holder too', async () => {
    await take();
    await clock.advance(ttlMs - 1);
    expect(await leases.take('job', { owner: 'two', ttlMs })).toBeNull();
    expect(await leases.take('job', { owner: 'one', ttlMs })).toBeNull();
  });

  it('is possible at once after a release and when the time is over, with a higher token each time', async () => {
    const tokens: number[] = [];
    for (const way of ['release', 'time', 'release'] as const) {
      const lease = await take();
      tokens.push(lease.token);
      if (way === 'release') await leases.release(lease);
      else await clock.advance(ttlMs);
    }
    tokens.push((await take()).token);
    expect(tokens).toEqual([1, 2, 3, 4]);
  });

  it('succeeds for one of many at once', async () => {
    const owners = Array.from({ length: 8 }, (_, index) => `worker ${index}`);
    for (let round = 1; round <= 2; round += 1) {
      const taken = await Promise.all(owners.map((owner) => leases.take('job', { owner, ttlMs })));
      const [lease, ...more] = taken.filter((each) => each !== null);
      expect(more).toEqual([]);
      expect(lease?.token).toBe(round);
      await clock.advance(ttlMs);
    }
  });
}

function describeDeaths(): void {
  it('are counted when a key is taken whose lease ran out', async () => {
    const deaths: number[] = [];
    for (let worker = 0; worker < 4; worker += 1) {
      deaths.push((await take(`worker ${worker}`)).deaths);
      await clock.advance(ttlMs);
    }
    expect(deaths).toEqual([0, 1, 2, 3]);
  });

  it('are forgotten after an orderly end, even one that came late', async () => {
    await take();
    await clock.advance(ttlMs);
    const second = await take('two');
    await clock.advance(ttlMs + 1);
    await leases.release(second);
    expect(await take('three')).toMatchObject({ deaths: 0, token: 3 });
  });

  it('stay when nothing was done, and grow by nothing', async () => {
    await take();
    await clock.advance(ttlMs);
    const second = await take('two');
    await leases.putBack(second);
    expect(await leases.holds(second)).toBe(false);
    const third = await take('three');
    expect(third).toMatchObject({ deaths: 1, token: 3 });
    await leases.putBack(second);
    expect(await leases.holds(third)).toBe(true);
  });

  it('are not forgotten by whoever has lost the lease', async () => {
    const first = await take();
    await clock.advance(ttlMs);
    await take('two');
    await leases.release(first);
    expect(await leases.take('job', { owner: 'three', ttlMs })).toBeNull();
    await clock.advance(ttlMs);
    expect(await take('three')).toMatchObject({ deaths: 2 });
  });
}

function describeHolding(): void {
  it('goes on as long as it is renewed', async () => {
    const lease = await take();
    await clock.advance(ttlMs - 1);
    const renewed = await leases.renew(lease, ttlMs);
    expect(renewed).toEqual({ ...lease, untilMs: clock.now() + ttlMs });
    await clock.advance(ttlMs - 1);
    expect(await leases.take('job', { owner: 'two', ttlMs })).toBeNull();
    expect(await leases.holds(lease)).toBe(true);
  });

  it('comes back by a renewal if nobody has taken over', async () => {
    const lease = await take();
    await clock.advance(ttlMs);
    expect(await leases.holds(lease)).toBe(false);
    expect(await leases.renew(lease, ttlMs)).not.toBeNull();
    expect(await leases.holds(lease)).toBe(true);
    expect(await leases.take('job', { owner: 'two', ttlMs })).toBeNull();
  });

  it('is over when another has taken over, or after a release', async () => {
    const first = await take();
    await clock.advance(ttlMs);
    const second = await take('one');
    expect(await leases.renew(first, ttlMs)).toBeNull();
    expect([await leases.holds(first), await leases.holds(second)]).toEqual([false, true]);
    await leases.release(second);
    expect(await leases.holds(second)).toBe(false);
    expect(await leases.renew(second, ttlMs)).toBeNull();
  });

  it('is of one key', async () => {
    const lease = await take();
    await take('two', 'another');
    expect(await leases.holds({ key: 'another', token: lease.token })).toBe(true);
    expect(await leases.holds({ key: 'third', token: 1 })).toBe(false);
  });
}
