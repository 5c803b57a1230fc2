import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type Dialect,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/**
 * Kysely over Node's own SQLite. Takes the database over: it is closed with the Kysely instance. Queries run one after
 * another on one connection and synchronously, so each blocks the event loop for as long as the disk takes.
 */
export function createNodeSqliteDialect(database: DatabaseSync): Dialect {
  return {
    createDriver: () => createDriver(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter,
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Kysely's driver, except that a transaction takes the write lock when it begins and not halfway through. */
function createDriver(database: DatabaseSync): Driver {
  const driver = new SqliteDriver({ database: asSqliteDatabase(database) });
  const turns = createTurns();
  return {
    init: () => driver.init(),
    async acquireConnection() {
      await turns.take();
      return driver.acquireConnection();
    },
    async beginTransaction(connection) {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    },
    commitTransaction: (connection) => driver.commitTransaction(connection),
    rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
    async releaseConnection() {
      await driver.releaseConnection();
      turns.give();
    },
    destroy: () => driver.destroy(),
  };
}

/** One has the turn; the others get it in the order in which they came, each woken once. */
function createTurns() {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  return {
    async take(): Promise<void> {
      if (isTaken) await new Promise<void>((resolve) => waiting.push(resolve));
      isTaken = true;
    },
    give(): void {
      const next = waiting.shift();
      if (next === undefined) isTaken = false;
      else next();
    },
  };
}

/**
 * Migrations run in one transaction: SQLite can, and it is what keeps two processes that start at once from both
 * creating the tables. (Kysely's own adapter says it cannot, for the sake of `pragma foreign_keys`, unused here.) The
 * driver shares the one connection out itself: Kysely's own way wakes all who wait each time it is free.
 */
function createAdapter(): SqliteAdapter {
  return Object.defineProperties(new SqliteAdapter(), {
    supportsTransactionalDdl: { value: true },
    supportsMultipleConnections: { value: true },
  });
}

function asSqliteDatabase(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (sql) => asSqliteStatement(database.prepare(sql)),
  };
}

function asSqliteStatement(statement: StatementSync): ReturnType<SqliteDatabase['prepare']> {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(inputValue)),
    run: (parameters) => statement.run(...parameters.map(inputValue)),
    iterate: (parameters) => statement.iterate(...parameters.map(inputValue)),
  };
}

function inputValue(value: unknown): SQLInputValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
      return value;
    default:
      if (value === null || value instanceof Uint8Array) return value;
      throw new TypeError(`SQLite cannot hold a value of type ${typeof value}`);
  }
}
