import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { DatabaseError, Pool, type PoolClient, type QueryResultRow } from 'pg';
import type { Logger } from '../../core/ports/runtime.ts';

/** How to reach a PostgreSQL. */
export interface PostgresPoolOptions {
  /** `postgres://…`, with whatever parameters the driver knows. */
  readonly url: string;
  /**
   * Most connections at once.
   * @default 10
   */
  readonly connections?: number;
  readonly logger: Logger;
}

const connectTimeoutMs = 5_000;
/** The server gives up first: its answer leaves the connection usable. */
const statementTimeoutMs = 30_000;
const answerTimeoutMs = 35_000;
/** A worker that vanished within a transaction must not keep its locks: others take over its jobs. */
const idleTransactionTimeoutMs = 20_000;

/**
 * Connections that are made when needed and replaced when lost. Nothing waits for ever: not for a connection, not for an
 * answer, not for a lock.
 */
export function createPostgresPool({ url, connections = 10, logger }: PostgresPoolOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    application_name: 'vidigest',
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: answerTimeoutMs,
    keepAlive: true,
    // Not as parameters of the connection: poolers such as PgBouncer refuse those.
    onConnect: (client) =>
      client.query(
        `set statement_timeout = ${statementTimeoutMs}; set idle_in_transaction_session_timeout = ${idleTransactionTimeoutMs}`,
      ),
  });
  // An idle connection that breaks is no operation's failure; unheard, the event would end the process.
  pool.on('error', (error) => logger.warn('a database connection was lost', { error }));
  return pool;
}

/**
 * The pool as Kysely takes it. A connection on which something other than the server's own answer went wrong is not
 * used again: it may be broken, or still busy with what it was asked. Ending it is `end`'s to decide.
 */
export function asKyselyPool(pool: Pool, end: () => Promise<void>): PostgresPool {
  return {
    connect: async () => asKyselyClient(await pool.connect()),
    end,
    options: {},
  };
}

function asKyselyClient(client: PoolClient): PostgresPoolClient {
  let broken = false;
  // Between two statements of a transaction a lost connection is an event, and unheard it would end the process.
  const onLost = () => {
    broken = true;
  };
  client.on('error', onLost);
  const query = async <R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> => {
    try {
      const { command, rowCount, rows } = await client.query<R & QueryResultRow>(text, [...values]);
      return { command: command as PostgresQueryResult<R>['command'], rowCount: rowCount ?? 0, rows };
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.severity === 'FATAL') broken = true;
      throw error;
    }
  };
  return {
    // Kysely also knows cursors, for streams, which nothing here uses.
    query: query as PostgresPoolClient['query'],
    release() {
      client.off('error', onLost);
      client.release(broken);
    },
  };
}
