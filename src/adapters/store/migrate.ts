import type { Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import { VidigestError } from '../../core/domain/errors.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

/**
 * Brings the tables up to date, all or nothing. Throws `store-failed` when a newer program has been here: an older one
 * must not write into tables it does not know.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await readSchema(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** How many migrations a database has been through; 0 for one that is not ours. Throws as `migrate`. */
export async function readSchema(db: Kysely<Tables>): Promise<number> {
  const executed = await executedMigrations(db);
  const unknown = executed.find((name) => !Object.hasOwn(migrations, name));
  if (unknown === undefined) return executed.length;
  const reason = `the data was written by a newer Vidigest (it has "${unknown}"): update the program or use other data`;
  throw new VidigestError('store-failed', reason, { reason });
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
