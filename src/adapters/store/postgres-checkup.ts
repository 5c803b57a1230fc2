import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Check, type Finding, toMend } from '../../core/ports/check.ts';
import type { Logger } from '../../core/ports/runtime.ts';
import { describeSchema } from './describe-schema.ts';
import { asKyselyPool, createPostgresPool } from './postgres-pool.ts';
import type { Tables } from './tables.ts';

export interface PostgresCheckOptions {
  /** `postgres://…` */
  readonly url: string;
  /** Schemas that the program makes in it besides its tables. */
  readonly schemas: readonly string[];
  readonly logger: Logger;
}

const subject = 'Database';
const name = 'the PostgreSQL of DATABASE_URL';

/** Looks whether the database can be reached, and whether its user may make the tables. Writes nothing. */
export function createPostgresCheck({ url, schemas, logger }: PostgresCheckOptions): Check {
  return {
    subject,
    async run() {
      const pool = createPostgresPool({ url, connections: 1, logger });
      const db = new Kysely<Tables>({
        dialect: new PostgresDialect({ pool: asKyselyPool(pool, () => pool.end()) }),
      });
      try {
        return [await describeSchema(db, subject, name), ...(await checkRights(db, schemas))];
      } catch (error) {
        // The driver's own words, never the address: it holds a password.
        const reason = reasonOf(error);
        return [
          toMend(subject, `${name} cannot be used: ${reason}`, 'see that it runs, can be reached, and takes that user'),
        ];
      } finally {
        await db.destroy();
      }
    },
  };
}

/** Nothing where all is well. */
async function checkRights(db: Kysely<Tables>, schemas: readonly string[]): Promise<readonly Finding[]> {
  const { rows } = await sql<{ tables: boolean; schemas: boolean; there: string[] }>`
    select
      coalesce(has_schema_privilege(current_schema(), 'create'), false) as tables,
      has_database_privilege(current_database(), 'create') as schemas,
      array(select nspname::text from pg_namespace) as there
  `.execute(db);
  const [may] = rows;
  const missing = schemas.filter((schema) => may?.there.includes(schema) !== true);
  return [
    ...(may?.tables === true
      ? []
      : [
          toMend(
            subject,
            'its user may not make tables',
            'grant it create on the schema, e.g. `grant create on schema public to …`',
          ),
        ]),
    ...(missing.length === 0 || may?.schemas === true
      ? []
      : [
          toMend(
            subject,
            `its user may not make the schema ${missing.join(', ')}`,
            'grant it create on the database, e.g. `grant create on database … to …`',
          ),
        ]),
  ];
}

function reasonOf(error: unknown): string {
  // Several addresses of one name fail as one error without words of its own.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}
