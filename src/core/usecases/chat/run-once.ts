import type { LeaseStore } from '../../ports/lease-store.ts';

/** Does something once a key, however often and in whichever process it is asked for. */
export interface RunOnce {
  /**
   * False, and nothing done, while the same is under way and for a while after it has worked out. After a failure, which
   * is passed on, it may be tried again.
   */
  run(key: string, work: () => Promise<void>): Promise<boolean>;
}

/** What is known to all processes, and the name of this one among them. */
export interface RunOnceDeps {
  readonly leases: Pick<LeaseStore, 'take' | 'renew' | 'release'>;
  readonly owner: string;
}

/** Work of a process that died is not waited for any longer. */
const underWayMs = 10 * 60_000;

/** Against double clicks. `quietMs`: how long the same is not done again. Throws `store-failed` too. */
export function createRunOnce({ leases, owner }: RunOnceDeps, { quietMs }: { readonly quietMs: number }): RunOnce {
  return {
    async run(key, work) {
      const lease = await leases.take(`once ${key}`, { owner, ttlMs: underWayMs });
      if (lease === null) return false;
      try {
        await work();
      } catch (error) {
        await leases.release(lease);
        throw error;
      }
      await leases.renew(lease, quietMs);
      return true;
    },
  };
}
