import type { Migration } from 'kysely/migration';

/** What is made, what it is made of, where it was posted, and what was learned on the way. */
export const digestsTranscriptsThreadsTraits: Migration = {
  async up(db) {
    await db.schema
      .createTable('digests')
      .addColumn('video_id', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('prompt_version', 'text', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('saved_at_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('digests_key', ['video_id', 'language', 'prompt_version'])
      .execute();
    await db.schema
      .createTable('transcripts')
      .addColumn('video_id', 'text', (column) => column.primaryKey())
      .addColumn('video', 'text', (column) => column.notNull())
      .addColumn('captions', 'text', (column) => column.notNull())
      .addColumn('saved_at_ms', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('threads')
      .addColumn('surface', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('thread', 'text', (column) => column.notNull())
      .addColumn('video_id', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('link', 'text', (column) => column.notNull())
      .addColumn('posted_at_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('threads_key', ['surface', 'workspace', 'channel', 'video_id', 'language', 'thread'])
      .execute();
    await db.schema
      .createTable('traits')
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('trait', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('traits_key', ['workspace', 'trait'])
      .execute();
  },
};
