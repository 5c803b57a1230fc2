import type { Migration } from 'kysely/migration';

/** What digests have cost and saved, a row each; and a row for each workspace, so that it spends one thing at a time. */
export const charges: Migration = {
  async up(db) {
    await db.schema
      .createTable('charges')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('surface', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('author', 'text', (column) => column.notNull())
      .addColumn('video_id', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('at_ms', 'bigint', (column) => column.notNull())
      .addColumn('reserved_micro_usd', 'bigint', (column) => column.notNull())
      .addColumn('until_ms', 'bigint', (column) => column.notNull())
      .addColumn('spent_micro_usd', 'bigint')
      .addColumn('saved_micro_usd', 'bigint', (column) => column.notNull())
      .addColumn('unpriced', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('charges_place').on('charges').columns(['surface', 'workspace', 'at_ms']).execute();
    await db.schema.createIndex('charges_age').on('charges').column('at_ms').execute();
    await db.schema
      .createTable('purses')
      .addColumn('surface', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('taken', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('purses_key', ['surface', 'workspace'])
      .execute();
  },
};
