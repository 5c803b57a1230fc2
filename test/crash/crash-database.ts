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
  /**
   * Lets the time pass after which others may take over what a dead process held, and after which a failed request is
   * tried again.
   */
  passTime(): Promise<void>;
  /** Lets all that was posted have been posted longer ago than people look at a notice of a failure. */
  age(): Promise<void>;
  /** States of requests by the message that asked. */
  states(): Promise<ReadonlyMap<string, string>>;
  /** Whether a job might be given up if the bot that was started then died now: it would have died twice already. */
  atRisk(startedAtMs: number): Promise<boolean>;
  /** Whether a process has a job of a video in hand; its deaths count until it lets go. */
  inHand(videoId: string): Promise<boolean>;
  close(): Promise<void>;
}

/** A file. The next process has it for itself, and waits for nothing. */
export function createSqliteCrashDatabase(folder: string): CrashDatabase {
  const file = `${folder}/data.sqlite`;
  const run = (sql: string, options: { readonly readOnly: boolean }): Record<string, unknown>[] => {
    const database = new DatabaseSync(file, { ...options, timeout: 5_000 });
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  };
  const read = (sql: string) => run(sql, { readOnly: true });
  return {
    name: 'SQLite',
    env: { VIDIGEST_DATA: file },
    storedAnswers: async () => read(answersSql).map(textOf),
    async passTime() {
      // Written to only where it must be: what the dead bot left behind is for the next one to put in order.
      if (read(waitingSql).length > 0) run(retrySql, { readOnly: false });
    },
    async age() {
      run(ageSql, { readOnly: false });
    },
    states: async () => statesIn(read(statesSql)),
    atRisk: async (startedAtMs) => read(atRiskSql(startedAtMs)).length > 0,
    inHand: async (videoId) => read(inHandSql(videoId)).length > 0,
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
      await database.execute(retrySql);
      await database.execute(`update vidigest_jobs.job set start_after = now() where state < 'active'`);
    },
    async age() {
      await database.execute(ageSql);
    },
    states: async () => statesIn(await database.execute(statesSql)),
    atRisk: async (startedAtMs) => (await database.execute(atRiskSql(startedAtMs))).length > 0,
    inHand: async (videoId) => (await database.execute(inHandSql(videoId))).length > 0,
    close: () => database.drop(),
  };
}

const answersSql = 'select answer from answers';
const statesSql = 'select message, state from requests';
const waitingSql = `select id from requests where state = 'waiting'`;
const retrySql = `update requests set due_at_ms = asked_at_ms where state = 'waiting'`;

const ageSql = 'update posts set intended_at_ms = intended_at_ms - 660000';

const inHandSql = (videoId: string): string =>
  `select key from leases where owner is not null and key like '${videoId}|%'`;

/** A lease of a dead process counts one death more than it says. Who waits to run alone has none, and two deaths. */
function atRiskSql(startedAtMs: number): string {
  return `select key from leases where deaths >= 2 or (deaths = 1 and owner is not null and taken_at_ms < ${startedAtMs})`;
}

function textOf({ answer }: Record<string, unknown>): string {
  const { text } = JSON.parse(String(answer)) as { text: string };
  return text;
}

function statesIn(rows: readonly Record<string, unknown>[]): ReadonlyMap<string, string> {
  return new Map(rows.map(({ message, state }) => [String(message), String(state)]));
}
