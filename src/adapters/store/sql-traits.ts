import { shareReads } from '../../core/domain/share-reads.ts';
import type { WorkspaceTraitStore } from '../../core/ports/store.ts';
import type { SqlContext } from './sql-context.ts';

/** What was learned about each workspace, by name; the newest value counts. */
export function createSqlTraits({ db, run }: SqlContext): WorkspaceTraitStore {
  const get = shareReads(
    ({ workspace, trait }: { readonly workspace: string; readonly trait: string }) =>
      run('get trait', async () => {
        const row = await db
          .selectFrom('traits')
          .select('value')
          .where('workspace', '=', workspace)
          .where('trait', '=', trait)
          .executeTakeFirst();
        return row?.value ?? null;
      }),
    ({ workspace, trait }) => JSON.stringify([workspace, trait]),
  );
  return {
    get: (workspace, trait) => get({ workspace, trait }),

    set: (workspace, trait, value) =>
      run('set trait', async () => {
        await db
          .insertInto('traits')
          .values({ workspace, trait, value })
          .onConflict((conflict) => conflict.columns(['workspace', 'trait']).doUpdateSet({ value }))
          .execute();
      }),
  };
}
