import type { Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Tables } from './tables.ts';

/**
 * Every change of the tables, oldest first by name. A released one is never edited: data files in the field have
 * already been through it. Only the schema builder is used, so that each dialect gets its own SQL.
 */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-digests-transcripts-threads-traits': {
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
  },
};

/**
 * Brings the tables up to date, all or nothing. Throws `store-failed` when a newer program has been here: an older one
 * must not write into tables it does not know.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const unknown = (await executedMigrations(db)).find((name) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined) {
    const reason = `the data was written by a newer Vidigest (it has "${unknown}"): update the program or use other data`;
    throw new VidigestError('store-failed', reason, { reason });
  }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function executedMigrations(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return [];
  const rows = await db
    .withTables<{ [DEFAULT_MIGRATION_TABLE]: { name: string } }>()
    .selectFrom(DEFAULT_MIGRATION_TABLE)
    .select('name')
    .execute();
  return rows.map((row) => row.name);
}
