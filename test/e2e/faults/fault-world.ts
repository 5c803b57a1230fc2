import { Client } from 'pg';
import { loadNodeSqlite } from '../../../src/adapters/store/node-sqlite.ts';
import type { Bot } from '../../../src/compose/bot.ts';
import type { FakeSlackOptions } from '../../fakes/fake-slack.ts';
import { addTalk } from '../../support/add-talk.ts';
import { startTestPostgres } from '../../support/embedded-postgres.ts';
import { createLeapingClock, type LeapingClock } from '../../support/leaping-clock.ts';
import type { QuietLogger } from '../../support/quiet-logger.ts';
import { type SlackBot, startSlackBot } from '../../support/slack-bot.ts';
import { createTestDatabase } from '../../support/test-database.ts';
import { spoken, whatPeopleSaw, whatStandsWrongly } from './what-people-saw.ts';

/** The talk that links of the table lead to. */
export const talkId = 'abcdefghijk';

/** What is done again by itself, as the log tells it. */
export type Repetition =
  | 'model call'
  | 'Slack call'
  | 'Discord call'
  | 'post in doubt'
  | 'event'
  | 'digest'
  | 'job'
  | 'passage'
  | 'reading up';

/** What a case asks of its world. */
export interface FaultSetting {
  readonly slack?: FakeSlackOptions;
  readonly env?: Readonly<Record<string, string>>;
  /** A PostgreSQL of the run's, or one of the case's own that may be restarted. Default: a file. */
  readonly database?: 'shared' | 'own';
}

/** What has become of the link so far. */
export interface FaultOutcome {
  readonly sees: readonly string[];
  readonly ends: string;
  readonly again: ReadonlyMap<Repetition, number>;
  readonly standsWrongly: readonly string[];
}

/** The whole bot, all that it speaks with, and one link. */
export interface FaultWorld extends SlackBot {
  readonly clock: LeapingClock;
  /** Posts the link; `unheard`: while nobody listens. */
  ask(options?: { readonly unheard: boolean }): string;
  /** Of the link. Throws before it is posted. */
  ts(): string;
  /** Waits until something has become of the link or around it. */
  until(what: string, predicate: () => boolean | Promise<boolean>): Promise<void>;
  /** How often the log has said something. */
  logged(message: string): number;
  outcome(): Promise<FaultOutcome>;
  /** Runs SQL on the data as another program would. */
  sql(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Starts another bot on the same data, which ends with this one. */
  join(): Promise<void>;
  /** Of the PostgreSQL. Throws where there is none. */
  databaseUrl(): string;
  /** Ends all connections to the PostgreSQL of the run. */
  cutDatabase(): Promise<void>;
  /** Where there is a database server of the case's own. */
  restartDatabase(): Promise<void>;
}

/** Starts the bot for a case. Whoever starts it closes it. */
export async function startFaultWorld({ slack, env, database }: FaultSetting): Promise<FaultWorld> {
  const server = database === undefined ? null : await serverOf(database);
  let activity = (): number => 0;
  const clock = createLeapingClock({ activity: () => activity(), withOthers: server !== null });
  const bot = await startSlackBot({
    clock,
    ...(slack === undefined ? {} : { slack }),
    env: { VIDIGEST_LANGUAGE: spoken, ...(server === null ? {} : { DATABASE_URL: server.url }), ...env },
  });
  activity = () => countActivity(bot);
  addTalk(bot.youtube, talkId, 3);
  const sql = server === null ? sqliteOf(bot.dataFile) : postgresOf(server.url);
  const others: Bot[] = [];
  let ts: string | null = null;
  const logged = (message: string) => bot.logger.entries.filter((entry) => entry.message === message).length;
  const world: FaultWorld = {
    ...bot,
    clock,
    sql,
    logged,
    ask({ unheard } = { unheard: false }) {
      ts = bot.slack.say({ text: `https://youtu.be/${talkId}`, unheard });
      return ts;
    },
    ts() {
      if (ts === null) throw new Error('no link was posted');
      return ts;
    },
    until: (what, predicate) => clock.until(what, predicate),
    async outcome() {
      const requests = await sql("select state, code from requests where id not like 'filler%'");
      const ends = requests.map(({ state, code }) => (code === null ? state : `${state}, ${code}`));
      const saw = {
        sees: whatPeopleSaw(bot.slack, world.ts()),
        standsWrongly: whatStandsWrongly(bot.slack, world.ts()),
      };
      return { ...saw, ends: [...new Set(ends)].join(' | '), again: countRepetitions(bot) };
    },
    async join() {
      const other = await clock.during(bot.another());
      others.push(other);
      await clock.during(other.start(new AbortController().signal));
    },
    databaseUrl() {
      if (server === null) throw new Error('the data are in a file');
      return server.url;
    },
    async cutDatabase() {
      await server?.cut();
    },
    async restartDatabase() {
      await server?.restart();
    },
    restart: () => clock.during(bot.restart()),
    async close() {
      for (const other of others) await clock.during(other.stop());
      await clock.during(bot.close());
      await server?.stop();
    },
  };
  return world;
}

function countActivity({ slack, claude, youtube, logger }: SlackBot): number {
  const acked = slack.deliveries.filter((delivery) => delivery.acked).length;
  const { calls, sockets } = slack;
  return (
    calls.length +
    acked +
    sockets.connections() +
    claude.requests.length +
    youtube.requests.length +
    logger.entries.length
  );
}

const repetitions: Readonly<Record<string, Repetition>> = {
  'a model call is tried again': 'model call',
  'a slack call is tried again': 'Slack call',
  'discord gave no answer': 'Discord call',
  'the answer to a post was lost': 'post in doubt',
  'a digest failed': 'digest',
  'a job failed': 'job',
  'a job could not be taken or given back': 'job',
  'a digest was repaired': 'passage',
  'a channel was read again': 'reading up',
};

/** Repairs for which the model is asked again. */
const askedAgain: ReadonlySet<string> = new Set(['lines-missing', 'chunk-halved', 'passage-asked-again']);

function countRepetitions({ logger, slack }: SlackBot): ReadonlyMap<Repetition, number> {
  const sent = slack.deliveries.reduce((sum, { attempts }) => sum + attempts - 1, 0);
  return repetitionsIn(logger, { event: sent });
}

/** What the log tells of things done again, and what is known of them besides. */
export function repetitionsIn(
  { entries }: Pick<QuietLogger, 'entries'>,
  others: Readonly<Partial<Record<Repetition, number>>>,
): ReadonlyMap<Repetition, number> {
  const counts = new Map<Repetition, number>();
  const add = (what: Repetition, count: number) => {
    if (count > 0) counts.set(what, (counts.get(what) ?? 0) + count);
  };
  for (const { message, fields } of entries) {
    const what = repetitions[message];
    if (what === 'digest' && typeof fields?.['retryAtMs'] !== 'number') continue;
    if (what === 'passage' && !askedAgain.has(String(fields?.['what']))) continue;
    if (what !== undefined) add(what, 1);
  }
  for (const [what, count] of Object.entries(others)) add(what as Repetition, count);
  return counts;
}

type Sql = FaultWorld['sql'];

/** As SQLite answers another process: a writer waits for nobody. */
export function sqliteOf(file: string): Sql {
  return async (statement) => {
    const { DatabaseSync } = await loadNodeSqlite();
    const database = new DatabaseSync(file, { timeout: 0 });
    try {
      return database.prepare(statement).all();
    } finally {
      database.close();
    }
  };
}

/** A database that is starting or away is asked again. */
function postgresOf(url: string): Sql {
  return async (statement) => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  };
}

interface Server {
  readonly url: string;
  readonly cut: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function serverOf(kind: NonNullable<FaultSetting['database']>): Promise<Server> {
  if (kind === 'own') {
    const { url, restart, stop } = await startTestPostgres();
    return { url, restart, stop, cut: () => Promise.reject(new Error('it can be restarted instead')) };
  }
  const { url, disconnectAll, drop } = await createTestDatabase();
  const restart = () => Promise.reject(new Error('the server belongs to all'));
  return { url, restart, stop: drop, cut: disconnectAll };
}
