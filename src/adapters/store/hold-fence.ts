import type { Kysely } from 'kysely';
import type { Fence } from '../../core/ports/lease-store.ts';
import type { Tables } from './tables.ts';

/**
 * Whether a fence is the newest of its key and its lease lives. Within a transaction it also keeps the lease from being
 * taken over until that ends: an update takes the row's lock in every dialect, even one that changes nothing.
 */
export async function holdFence(db: Kysely<Tables>, fence: Fence, nowMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('leases')
    .set((row) => ({ until_ms: row.ref('until_ms') }))
    .where('key', '=', fence.key)
    .where('token', '=', fence.token)
    .where('owner', 'is not', null)
    .where('until_ms', '>', nowMs)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
