import { DatabaseSync } from 'node:sqlite';

const connections = new Map<string, DatabaseSync>();
const { exec } = DatabaseSync.prototype;

// How far a file may grow is told to the connection that writes, which is the program's own: it is met where it sets
// its pragmas.
DatabaseSync.prototype.exec = function execAndRemember(this: DatabaseSync, sql: string): void {
  exec.call(this, sql);
  const file = this.location();
  if (file !== null && /^pragma journal_mode/.test(sql)) connections.set(file, this);
};

/**
 * Leaves no room in a data file that this process has opened: SQLite itself answers writes with `SQLITE_FULL` as soon as
 * they need a page more, as on a full disk, and the last page of `table` is full. Returns what gives the room back.
 */
export function fillDisk(file: string, table: string): () => void {
  const database = connections.get(file);
  if (database === undefined) throw new Error(`${file} is not open`);
  exec.call(database, 'pragma max_page_count = 1');
  for (const size of [3_000, 300, 30, 1]) fillTable(database, table, size);
  return () => exec.call(database, 'pragma max_page_count = 1073741823');
}

let rows = 0;

/** Adds rows of about `size` bytes until no more fit. Their ids begin with `filler`, and their states are over. */
function fillTable(database: DatabaseSync, table: string, size: number): void {
  const columns = database
    .prepare(`select name, type, pk from pragma_table_info('${table}') where "notnull" or pk`)
    .all();
  const names = columns.map(({ name }) => String(name));
  const insert = database.prepare(
    `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
  );
  for (;;) {
    rows += 1;
    const id = `filler${rows}`.padEnd(size, '.');
    const values = columns.map(({ name, type, pk }) => {
      if (Number(pk) > 0) return id;
      if (name === 'state') return 'done';
      return type === 'text' ? '' : 0;
    });
    try {
      insert.run(...values);
    } catch (error) {
      if (error instanceof Error && 'errcode' in error && error.errcode === 13) return;
      throw error;
    }
  }
}
