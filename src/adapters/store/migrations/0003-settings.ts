import type { Migration } from 'kysely/migration';

/** What people decided for channels and workspaces, a row a setting, so that two changes never undo each other. */
export const settings: Migration = {
  async up(db) {
    await db.schema
      .createTable('settings')
      .addColumn('surface', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('changed_at_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('settings_key', ['surface', 'workspace', 'channel', 'name'])
      .execute();
  },
};
