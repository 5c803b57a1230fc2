import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What was asked, who works on it, what was posted of it, what models have said, and how far channels are read. */
export const requestsLeasesPostsAnswersChannels: Migration = {
  async up(db) {
    await createRequests(db);
    await createLeases(db);
    await createPosts(db);
    await createAnswers(db);
    await createChannels(db);
  },
};

async function createRequests(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('requests')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('surface', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('thread', 'text')
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('video_id', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('job_key', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('due_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('code', 'text')
    .addColumn('asked_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('changed_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('restored', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('requests_job').on('requests').columns(['job_key', 'state']).execute();
  await db.schema.createIndex('requests_state').on('requests').columns(['state', 'due_at_ms']).execute();
  await db.schema.createIndex('requests_place').on('requests').columns(['surface', 'workspace']).execute();
  await db.schema.createIndex('requests_video').on('requests').columns(['video_id', 'language']).execute();
}

async function createLeases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('leases')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text')
    .addColumn('token', 'bigint', (column) => column.notNull())
    .addColumn('taken_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('until_ms', 'bigint', (column) => column.notNull())
    .addColumn('deaths', 'integer', (column) => column.notNull())
    .execute();
}

async function createPosts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('posts')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('token', 'bigint', (column) => column.notNull())
    .addColumn('intended_at_ms', 'bigint', (column) => column.notNull())
    .addColumn('post_channel', 'text')
    .addColumn('post_message', 'text')
    .execute();
  await db.schema.createIndex('posts_workspace').on('posts').column('workspace').execute();
  await db.schema.createIndex('posts_age').on('posts').column('intended_at_ms').execute();
}

async function createAnswers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('answers')
    .addColumn('job_key', 'text', (column) => column.notNull())
    .addColumn('call', 'text', (column) => column.notNull())
    .addColumn('nth', 'integer', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('saved_at_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('answers_key', ['job_key', 'call', 'nth'])
    .execute();
}

async function createChannels(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('channels')
    .addColumn('surface', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('posted_at_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('channels_key', ['surface', 'workspace', 'channel'])
    .execute();
}
