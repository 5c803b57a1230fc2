import type { Kysely } from 'kysely';
import type { Fence, Lease, LeaseStore } from '../../core/ports/lease-store.ts';
import { holdFence } from './hold-fence.ts';
import type { SqlContext } from './sql-context.ts';
import type { Tables } from './tables.ts';

/** Leases on jobs, a row a key: taking one is a single statement, so that of several takers one gets it. */
export function createSqlLeases({ db, clock, run }: SqlContext): LeaseStore {
  return {
    take: (key, { owner, ttlMs }) =>
      run('take lease', async () => {
        const nowMs = clock.now();
        const untilMs = nowMs + ttlMs;
        const row = await db
          .insertInto('leases')
          .values({ key, owner, token: 1, taken_at_ms: nowMs, until_ms: untilMs, deaths: 0 })
          .onConflict((conflict) =>
            conflict
              .column('key')
              .doUpdateSet((row) => ({
                owner,
                token: row('leases.token', '+', 1),
                taken_at_ms: nowMs,
                until_ms: untilMs,
                deaths: row
                  .case()
                  .when('leases.owner', 'is', null)
                  .then(row.ref('leases.deaths'))
                  .else(row('leases.deaths', '+', 1))
                  .end(),
              }))
              .where((row) => row.or([row('leases.owner', 'is', null), row('leases.until_ms', '<=', nowMs)])),
          )
          .returning(['token', 'deaths'])
          .executeTakeFirst();
        if (row === undefined) return null;
        return { key, owner, token: Number(row.token), untilMs, deaths: row.deaths };
      }),

    renew: (lease, ttlMs) =>
      run('renew lease', async (): Promise<Lease | null> => {
        const untilMs = clock.now() + ttlMs;
        const { numUpdatedRows } = await db
          .updateTable('leases')
          .set({ until_ms: untilMs })
          .where('key', '=', lease.key)
          .where('token', '=', lease.token)
          .where('owner', '=', lease.owner)
          .executeTakeFirstOrThrow();
        return numUpdatedRows > 0n ? { ...lease, untilMs } : null;
      }),

    release: (lease) => run('release lease', () => free(db, lease, { deaths: 0 })),
    putBack: (lease) => run('put back lease', () => free(db, lease, {})),
    holds: (fence) => run('check lease', () => holdFence(db, fence, clock.now())),
  };
}

async function free(db: Kysely<Tables>, { key, token }: Fence, change: { readonly deaths?: number }): Promise<void> {
  const freed = { owner: null, until_ms: 0, ...change };
  await db.updateTable('leases').set(freed).where('key', '=', key).where('token', '=', token).execute();
}

/** Ends every lease, for a database that no other process uses: their holders are gone, and count as dead. */
export async function endLeases(db: Kysely<Tables>): Promise<void> {
  await db.updateTable('leases').set({ until_ms: 0 }).where('owner', 'is not', null).execute();
}
