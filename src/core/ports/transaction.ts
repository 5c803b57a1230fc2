/**
 * A transaction of the store that is under way, for a queue that lives in the same database. It is good only until the
 * work it was handed to resolves; what that work throws undoes everything.
 */
export interface StoreTransaction {
  /** Runs one statement in the database's own SQL, with its own placeholders (`$1` on PostgreSQL, `?` on SQLite). */
  executeSql(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
}
