import type { Migration } from 'kysely/migration';

/** Workspaces that have let the bot in, their keys encrypted, and what of their letting in was used already. */
export const installations: Migration = {
  async up(db) {
    await db.schema
      .createTable('installations')
      .addColumn('surface', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('installed_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('changed_at_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('installations_key', ['surface', 'workspace'])
      .execute();
    await db.schema
      .createTable('used_tokens')
      .addColumn('token', 'text', (column) => column.primaryKey())
      .addColumn('until_ms', 'bigint', (column) => column.notNull())
      .execute();
  },
};
