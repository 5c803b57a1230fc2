import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** The environment variable with the address that answers with the address of the run's PostgreSQL. */
export const postgresStarter = 'VIDIGEST_TEST_POSTGRES';

/** An empty database in the PostgreSQL of the test run. */
export interface TestDatabase {
  readonly url: string;
  /** Runs SQL on it as another program would. */
  execute(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Ends every connection to it but the one for `execute`, as a network would: at any moment. */
  disconnectAll(): Promise<void>;
  /** Deletes all rows, so that the tables need not be made again for the next test. */
  empty(): Promise<void>;
  drop(): Promise<void>;
}

/** Makes a database of the caller's own; the server is started by the first. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const answer = await fetch(process.env[postgresStarter] ?? '');
  const serverUrl = await answer.text();
  if (!answer.ok) throw new Error(serverUrl);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await executeOnce(serverUrl, `create database ${name}`);
  const url = serverUrl.replace(/\/postgres$/, `/${name}`);
  const client = new Client({ connectionString: url });
  await client.connect();
  const execute = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows;
  return {
    url,
    execute,
    disconnectAll: async () => {
      const others = `datname = '${name}' and pid <> pg_backend_pid()`;
      await execute(`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`);
    },
    empty: async () => {
      const tables = await execute(
        `select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`,
      );
      if (tables.length > 0) await execute(`truncate ${tables.map((table) => table['tablename']).join(', ')}`);
    },
    drop: async () => {
      await client.end();
      await executeOnce(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function executeOnce(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
