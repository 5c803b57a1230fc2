import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '../../src/adapters/clock/system-clock.ts';
import { createPromMetrics } from '../../src/adapters/web/prom-metrics.ts';
import { type Bot, composeBot } from '../../src/compose/bot.ts';
import { readConfig } from '../../src/config.ts';
import type { Clock } from '../../src/core/ports/runtime.ts';
import type { FakeChannel, FakeMessage } from '../fakes/discord/world.ts';
import { type FakeClaude, type FakeClaudeOptions, startFakeClaude } from '../fakes/fake-claude.ts';
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from '../fakes/fake-discord.ts';
import { type FakeYouTube, startFakeYouTube } from '../fakes/fake-youtube.ts';
import { addTalk } from './add-talk.ts';
import { createQuietLogger, type QuietLogger } from './quiet-logger.ts';

/** The video that is there from the start: a talk of twelve minutes. */
export const talkId = 'abcdefghijk';
/** Its shortest address. */
export const talkLink = `https://youtu.be/${talkId}`;

/** The whole bot over real protocols, every other side a fake. */
export interface DiscordBot {
  readonly discord: FakeDiscord;
  readonly claude: FakeClaude;
  readonly youtube: FakeYouTube;
  readonly logger: QuietLogger;
  /** What the bot's environment says. */
  readonly environment: Readonly<Record<string, string>>;
  /** The bot that runs now. */
  bot(): Bot;
  stop(): Promise<void>;
  /** Stops the bot, if it runs, and starts another on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** How the other sides behave, and what differs in the environment. */
export interface DiscordBotOptions {
  readonly discord?: FakeDiscordOptions;
  readonly claude?: FakeClaudeOptions;
  readonly env?: Readonly<Record<string, string>>;
  /** False: nothing is started before `restart`. Default true. */
  readonly starts?: boolean;
  /** Whether the bot serves its health. Default false. */
  readonly http?: boolean;
  /** The bot's clock and the model's. Default: the machine's. */
  readonly clock?: Clock;
  /** Called before the bot starts. */
  readonly prepare?: (discord: FakeDiscord, youtube: FakeYouTube) => void;
}

/** Starts the bot composed as `npm start` composes it, digests in Chinese. */
export async function startDiscordBot(options: DiscordBotOptions = {}): Promise<DiscordBot> {
  const clock = options.clock ?? createSystemClock();
  const [discord, claude, youtube] = await Promise.all([
    startFakeDiscord(options.discord),
    startFakeClaude({ clock, ...options.claude }),
    startFakeYouTube(),
  ]);
  addTalk(youtube, talkId);
  options.prepare?.(discord, youtube);
  const folder = await mkdtemp(join(tmpdir(), 'vidigest-'));
  const logger = createQuietLogger();
  const environment = {
    ANTHROPIC_API_KEY: claude.apiKey,
    ANTHROPIC_BASE_URL: claude.baseUrl,
    VIDIGEST_LANGUAGE: 'zh-CN',
    VIDIGEST_DATA: join(folder, 'data.sqlite'),
    YOUTUBE_ORIGIN: youtube.origin,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    ...options.env,
  };
  const read = readConfig(environment);
  const config = options.http === true ? { ...read, http: { host: '127.0.0.1', port: 0 } } : read;
  const { signal } = new AbortController();
  const start = async (): Promise<Bot> => {
    const made = await composeBot(config, 'all', { clock, logger, metrics: createPromMetrics() }, signal);
    try {
      await made.start(signal);
    } catch (error) {
      await made.stop();
      throw error;
    }
    return made;
  };
  let bot: Bot | null = options.starts === false ? null : await start();
  const stop = async (): Promise<void> => {
    await bot?.stop();
    bot = null;
  };
  return {
    discord,
    claude,
    youtube,
    logger,
    environment,
    bot() {
      if (bot === null) throw new Error('no bot runs');
      return bot;
    },
    stop,
    async restart() {
      await stop();
      bot = await start();
    },
    async close() {
      await stop();
      await Promise.all([discord.close(), claude.close(), youtube.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A value as text, to look for something anywhere in it. */
export const json = (value: unknown): string => JSON.stringify(value) ?? '';

/** Whether a message is an overview whose digest is finished: it has a menu of chapters. */
export function isFinished(message: FakeMessage | undefined): message is FakeMessage {
  return message !== undefined && json(message.components).includes('"v1|chapters|');
}

/** The finished overview in a channel or thread, once it stands there. */
export function overviewIn(discord: FakeDiscord, channel: () => FakeChannel | undefined): Promise<FakeMessage> {
  return discord.waitFor(() => discord.posts(channel()).find(isFinished));
}

/** Posts a link and waits for its finished overview. */
export async function digested(discord: FakeDiscord, link = talkLink, channel?: FakeChannel) {
  const message = discord.say(link, channel === undefined ? {} : { channel: channel.id });
  const overview = await overviewIn(discord, () => discord.thread(message) ?? channel);
  return { message, overview, thread: discord.thread(message) };
}

/** The id of the first button or menu of a message whose id begins so. */
export function idIn(message: FakeMessage, beginning: string): string {
  const found = [...json(message.components).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => id ?? '');
  const id = found.find((each) => each.startsWith(beginning));
  if (id === undefined) throw new Error(`no button ${beginning} but ${found.join(' ')}`);
  return id;
}
