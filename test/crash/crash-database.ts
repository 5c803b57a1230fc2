import { rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { createTestDatabase } from '../support/test-database.ts';

/** Where a bot that is killed keeps its data. */
export interface CrashDatabase {
  readonly name: string;
  /** What the bot is told about it. */
  readonly env: Readonly<Record<string, string>>;
  /** Texts of the model that the dead bot had stored for digests it had not finished. */
  storedAnswers(): Promise<readonly string[]>;
  /** Lets the time pass after which others may take over what a dead process held. */
  passTime(): Promise<void>;
  /** Requests by their state. */
  states(): Promise<readonly { readonly state: string; readonly requests: number }[]>;
  close(): Promise<void>;
}

/** A file. The next process has it for itself, and waits for nothing. */
export function createSqliteCrashDatabase(folder: string): CrashDatabase {
  const file = `${folder}/data.sqlite`;
  const read = (sql: string): Record<string, unknown>[] => {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  };
  return {
    name: 'SQLite',
    env: { VIDIGEST_DATA: file },
    storedAnswers: async () => read(answersSql).map(textOf),
    passTime: async () => {},
    states: async () => read(statesSql).map(stateOf),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A database of its own in the PostgreSQL of the test run. */
export async function createPostgresCrashDatabase(): Promise<CrashDatabase> {
  const database = await createTestDatabase();
  return {
    name: 'PostgreSQL',
    env: { DATABASE_URL: database.url },
    storedAnswers: async () => (await database.execute(answersSql)).map(textOf),
    async passTime() {
      await database.execute('update leases set until_ms = 0 where owner is not null');
      await database.execute(`update posts set intended_at_ms = intended_at_ms - 60000 where state = 'intended'`);
      // What pg-boss does with jobs that have given no sign of life for half a minute.
      await database.execute(
        `update vidigest_jobs.job set state = 'retry', start_after = now() where state = 'active'`,
      );
    },
    states: async () => (await database.execute(statesSql)).map(stateOf),
    close: () => database.drop(),
  };
}

const answersSql = 'select answer from answers';
const statesSql = 'select state, count(*) as requests from requests group by state';

function textOf({ answer }: Record<string, unknown>): string {
  const { text } = JSON.parse(String(answer)) as { text: string };
  return text;
}

function stateOf({ state, requests }: Record<string, unknown>) {
  return { state: String(state), requests: Number(requests) };
}
