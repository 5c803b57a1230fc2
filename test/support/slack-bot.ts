import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '../../src/adapters/clock/system-clock.ts';
import { createPromMetrics } from '../../src/adapters/web/prom-metrics.ts';
import { composeBot } from '../../src/compose/bot.ts';
import { readConfig } from '../../src/config.ts';
import { type FakeClaude, type FakeClaudeOptions, startFakeClaude } from '../fakes/fake-claude.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../fakes/fake-slack.ts';
import { type FakeYouTube, startFakeYouTube } from '../fakes/fake-youtube.ts';
import { fakeSlackTokens } from '../fakes/slack/identity.ts';
import { talk } from './claude-pipeline.ts';
import { createQuietLogger, type QuietLogger } from './quiet-logger.ts';

/** The whole bot over real protocols, every other side a fake. */
export interface SlackBot {
  readonly slack: FakeSlack;
  readonly claude: FakeClaude;
  readonly youtube: FakeYouTube;
  readonly logger: QuietLogger;
  /** Stops the bot and starts another on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** How the other sides behave, and what differs in the environment. */
export interface SlackBotOptions {
  readonly slack?: FakeSlackOptions;
  readonly claude?: FakeClaudeOptions;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the bot composed as `npm start` composes it, digests in Chinese. */
export async function startSlackBot(options: SlackBotOptions = {}): Promise<SlackBot> {
  const [slack, claude, youtube] = await Promise.all([
    startFakeSlack(options.slack),
    startFakeClaude(options.claude),
    startFakeYouTube(),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'vidigest-'));
  const logger = createQuietLogger();
  const config = readConfig({
    ANTHROPIC_API_KEY: claude.apiKey,
    ANTHROPIC_BASE_URL: claude.baseUrl,
    VIDIGEST_LANGUAGE: 'zh-CN',
    VIDIGEST_DATA: join(folder, 'data.sqlite'),
    YOUTUBE_ORIGIN: youtube.origin,
    SLACK_BOT_TOKEN: fakeSlackTokens.bot,
    SLACK_APP_TOKEN: fakeSlackTokens.app,
    SLACK_API_URL: slack.apiUrl,
    ...options.env,
  });
  const { signal } = new AbortController();
  const start = async () => {
    const runtime = { clock: createSystemClock(), logger, metrics: createPromMetrics() };
    const bot = await composeBot(config, 'all', runtime, signal);
    await bot.start(signal);
    return bot;
  };
  let bot = await start();
  return {
    slack,
    claude,
    youtube,
    logger,
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

/** Adds a talk of two voices with automatic English captions. */
export function addTalk(youtube: FakeYouTube, id: string, minutes: number): void {
  const { video, captions } = talk(minutes);
  youtube.addVideo({
    id,
    title: video.title,
    feed: 'The Feed',
    durationSeconds: video.durationMs / 1_000,
    publishedOn: '2026-01-02',
    tracks: [{ language: 'en', kind: 'auto', cues: captions.cues }],
  });
}
