import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '../../src/adapters/clock/system-clock.ts';
import { createPromMetrics } from '../../src/adapters/web/prom-metrics.ts';
import { type Bot, composeBot } from '../../src/compose/bot.ts';
import { readConfig } from '../../src/config.ts';
import type { Clock } from '../../src/core/ports/runtime.ts';
import type { Role } from '../../src/terminal/parse-operation.ts';
import { type FakeClaude, type FakeClaudeOptions, startFakeClaude } from '../fakes/fake-claude.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../fakes/fake-slack.ts';
import { type FakeYouTube, startFakeYouTube } from '../fakes/fake-youtube.ts';
import { createQuietLogger, type QuietLogger } from './quiet-logger.ts';
import { addressIn, type SlackReceiver, slackEnvironment } from './slack-receiver.ts';

/** The whole bot over real protocols, every other side a fake. */
export interface SlackBot {
  readonly slack: FakeSlack;
  readonly claude: FakeClaude;
  readonly youtube: FakeYouTube;
  readonly logger: QuietLogger;
  /** Of the bot's server; empty with Socket Mode. */
  address(): string;
  /** The SQLite file of the bot, unless the environment names a PostgreSQL. */
  readonly dataFile: string;
  /** Composes another bot on the same data, which whoever asks starts and stops. */
  another(role?: Role): Promise<Bot>;
  /** Waits as long, by the bot's clock, as what should not happen would take to happen. Default: 500 ms. */
  quiet(ms?: number): Promise<void>;
  /** Stops the bot and starts another on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** How the other sides behave, and what differs in the environment. */
export interface SlackBotOptions {
  /** How Slack reaches the bot. Default: Socket Mode. */
  readonly receiver?: SlackReceiver;
  readonly slack?: FakeSlackOptions;
  readonly claude?: FakeClaudeOptions;
  readonly env?: Readonly<Record<string, string>>;
  /** What the bot does; `another` may do the rest. Default: all. */
  readonly role?: Role;
  /** The bot's clock and the fakes'. Default: the machine's. */
  readonly clock?: Clock;
}

/** Starts the bot composed as `npm start` composes it, digests in Chinese. */
export async function startSlackBot(options: SlackBotOptions = {}): Promise<SlackBot> {
  const clock = options.clock ?? createSystemClock();
  const { receiver = 'socket' } = options;
  const [slack, claude, youtube] = await Promise.all([
    startFakeSlack({ nowMs: clock.now, ...options.slack }),
    startFakeClaude({ clock, ...options.claude }),
    startFakeYouTube(),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'vidigest-'));
  const dataFile = join(folder, 'data.sqlite');
  const logger = createQuietLogger();
  const environment = readConfig({
    ANTHROPIC_API_KEY: claude.apiKey,
    ANTHROPIC_BASE_URL: claude.baseUrl,
    VIDIGEST_LANGUAGE: 'zh-CN',
    VIDIGEST_DATA: dataFile,
    YOUTUBE_ORIGIN: youtube.origin,
    ...slackEnvironment(receiver),
    SLACK_API_URL: slack.apiUrl,
    ...options.env,
  });
  const http = receiver === 'socket' ? environment.http : { host: '127.0.0.1', port: 0 };
  const config = { ...environment, http };
  const { signal } = new AbortController();
  const another = (role: Role = 'all') =>
    composeBot(config, role, { clock, logger, metrics: createPromMetrics() }, signal);
  const start = async () => {
    const bot = await another(options.role);
    await bot.start(signal);
    if (receiver !== 'socket') slack.http.sendTo(`${addressIn(logger)}/slack/events`);
    return bot;
  };
  let bot = await start();
  return {
    slack,
    claude,
    youtube,
    logger,
    dataFile,
    another,
    address: () => (receiver === 'socket' ? '' : addressIn(logger)),
    quiet: (ms = 500) => clock.sleep(ms),
    async restart() {
      await bot.stop();
      bot = await start();
    },
    async close() {
      await bot.stop();
      await Promise.all([slack.close(), claude.close(), youtube.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
