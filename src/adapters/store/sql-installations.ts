import type { InstallationStore } from '../../core/ports/installation-store.ts';
import type { SqlContext } from './sql-context.ts';

/** Installations, a row each, and used tokens while they could be used again. */
export function createSqlInstallations(context: SqlContext): InstallationStore {
  const { db, clock, run } = context;
  return {
    find: ({ surface, workspace }) =>
      run('find installation', async () => {
        const row = await db
          .selectFrom('installations')
          .select(['sealed', 'installed_at_ms'])
          .where('surface', '=', surface)
          .where('workspace', '=', workspace)
          .executeTakeFirst();
        if (row === undefined) return null;
        return { surface, workspace, sealed: row.sealed, installedAtMs: Number(row.installed_at_ms) };
      }),

    save: ({ surface, workspace, sealed, installedAtMs }) =>
      run('save installation', async () => {
        const values = { sealed, installed_at_ms: installedAtMs, changed_at_ms: clock.now() };
        await db
          .insertInto('installations')
          .values({ surface, workspace, ...values })
          .onConflict((conflict) => conflict.columns(['surface', 'workspace']).doUpdateSet(values))
          .execute();
      }),

    renew: ({ surface, workspace, sealed }) =>
      run('renew installation', async () => {
        const { numUpdatedRows } = await db
          .updateTable('installations')
          .set({ sealed, changed_at_ms: clock.now() })
          .where('surface', '=', surface)
          .where('workspace', '=', workspace)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    delete: ({ surface, workspace }) =>
      run('delete installation', async () => {
        await db
          .deleteFrom('installations')
          .where('surface', '=', surface)
          .where('workspace', '=', workspace)
          .execute();
      }),

    workspaces: (surface) =>
      run('list installations', async () => {
        const rows = await db
          .selectFrom('installations')
          .select('workspace')
          .where('surface', '=', surface)
          .orderBy('workspace')
          .execute();
        return rows.map(({ workspace }) => workspace);
      }),

    useOnce: createUseOnce(context),
  };
}

function createUseOnce({ db, clock, run }: SqlContext): InstallationStore['useOnce'] {
  return (token, untilMs) =>
    run('use a token', async () => {
      await db.deleteFrom('used_tokens').where('until_ms', '<', clock.now()).execute();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('used_tokens')
        .values({ token, until_ms: untilMs })
        .onConflict((conflict) => conflict.column('token').doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    });
}
