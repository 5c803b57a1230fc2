import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * How a digest was asked for; and whose the digests and transcripts of unlisted videos are. A key cannot be widened in
 * every dialect, so the tables are written anew: what was kept before belongs to everybody.
 */
export const termsAndOwners: Migration = {
  async up(db) {
    await db.schema
      .alterTable('requests')
      .addColumn('scope', 'text', (column) => column.notNull().defaultTo('all'))
      .execute();
    await db.schema
      .alterTable('requests')
      .addColumn('asked', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('requests').addColumn('start_ms', 'bigint').execute();
    await db.schema
      .alterTable('requests')
      .addColumn('act', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await ownDigests(db);
    await ownTranscripts(db);
  },
};

async function ownDigests(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('digests').renameTo('digests_before').execute();
  await db.schema
    .createTable('digests')
    .addColumn('video_id', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('prompt_version', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('saved_at_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('digests_owner_key', ['video_id', 'language', 'prompt_version', 'owner'])
    .execute();
  await sql`insert into digests (video_id, language, prompt_version, owner, document, saved_at_ms)
    select video_id, language, prompt_version, '', document, saved_at_ms from digests_before`.execute(db);
  await db.schema.dropTable('digests_before').execute();
}

async function ownTranscripts(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('transcripts').renameTo('transcripts_before').execute();
  await db.schema
    .createTable('transcripts')
    .addColumn('video_id', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('video', 'text', (column) => column.notNull())
    .addColumn('captions', 'text', (column) => column.notNull())
    .addColumn('saved_at_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('transcripts_owner_key', ['video_id', 'owner'])
    .execute();
  await sql`insert into transcripts (video_id, owner, video, captions, saved_at_ms)
    select video_id, '', video, captions, saved_at_ms from transcripts_before`.execute(db);
  await db.schema.dropTable('transcripts_before').execute();
}
