import type { Lease, LeaseStore } from '../../src/core/ports/lease-store.ts';
import type { Clock } from '../../src/core/ports/runtime.ts';

/** Leases in memory, as several processes would share them. */
export function createMemoryLeases(clock: Pick<Clock, 'now'>): LeaseStore {
  const leases = new Map<string, Lease>();
  const isNewest = ({ key, token }: Pick<Lease, 'key' | 'token'>): boolean => leases.get(key)?.token === token;
  const end = async (lease: Pick<Lease, 'key' | 'token'>): Promise<void> => {
    const held = leases.get(lease.key);
    if (held !== undefined && isNewest(lease)) leases.set(lease.key, { ...held, untilMs: 0 });
  };
  return {
    async take(key, { owner, ttlMs }) {
      const before = leases.get(key);
      if (before !== undefined && before.untilMs > clock.now()) return null;
      const lease = { key, owner, token: (before?.token ?? 0) + 1, untilMs: clock.now() + ttlMs, deaths: 0 };
      leases.set(key, lease);
      return lease;
    },
    async renew(lease, ttlMs) {
      if (!isNewest(lease)) return null;
      const renewed = { ...lease, untilMs: clock.now() + ttlMs };
      leases.set(lease.key, renewed);
      return renewed;
    },
    release: end,
    putBack: end,
    holds: async (fence) => isNewest(fence) && (leases.get(fence.key)?.untilMs ?? 0) > clock.now(),
  };
}
