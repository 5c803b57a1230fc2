import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RequestState } from '../../src/core/ports/request-store.ts';
import type { Prompt } from '../fakes/claude/prompt.ts';
import type { RecordedRequest } from '../fakes/claude/request-log.ts';
import { type FakeClaude, startFakeClaude } from '../fakes/fake-claude.ts';
import { type BotProcess, startBotProcess } from './bot-process.ts';
import { type CrashCounts, createCensus } from './census.ts';
import type { CrashChat } from './crash-chat.ts';
import type { CrashDatabase } from './crash-database.ts';
import { createGate, type KillPoint } from './gate.ts';
import type { Asked, Story } from './stories.ts';
import { createTill } from './till.ts';
import { createVideos, slowTitle } from './videos.ts';

/** The real bot in a process of its own, the fakes around it in this one. */
export interface CrashWorld {
  /** Starts the bot; it listens some time later. */
  launch(): void;
  /** Waits until the bot listens to the chat. */
  listening(): Promise<void>;
  /** SIGKILL, and the time after which others may take over. */
  kill(): Promise<void>;
  /** While the bot is dead: more time passes than people look at a notice of a failure. */
  passLongTime(): Promise<void>;
  /** Ends the bot as an operator would. */
  stop(): Promise<void>;
  /** Waits until no job could be given up for dying three times in a row if the bot died now. */
  calm(): Promise<void>;
  /** Posts a link; `unheard` while nobody listens. */
  ask(story: Story, channel: string, options?: { readonly unheard?: boolean }): Asked;
  /**
   * Resolves when the bot comes to a write: it is held before it is done, or its answer is, until the next kill. False
   * when the answer has come without that write.
   */
  held(asked: Asked, point: KillPoint): Promise<boolean>;
  /** Waits until the model has given so many answers about what was asked. */
  modelAnswered(asked: Asked, times: number): Promise<void>;
  /** Waits until the bot has noted a state of a request and its job is in nobody's hand. */
  noted(asked: Asked, state: RequestState): Promise<void>;
  /** How many links were posted so far. */
  asked(): number;
  /** Waits until all that was asked is answered and the bot has noted it. */
  allAnswered(): Promise<void>;
  /** Counts over all that was ever asked. */
  counts(): Promise<CrashCounts>;
  /** Names of the writes to the chat that there were. */
  readonly writes: ReadonlySet<string>;
  close(): Promise<void>;
}

/** Nothing waits for so long but what hangs. */
const patienceMs = 180_000;

/** Everything but the bot is running. */
export async function createCrashWorld(database: CrashDatabase, chat: CrashChat): Promise<CrashWorld> {
  const till = createTill();
  const [claude, videos] = await Promise.all([startModel(till.answer), createVideos()]);
  const cache = await mkdtemp(path.join(tmpdir(), 'vidigest-crash-cache-'));
  const env = {
    ...database.env,
    ...environmentOf(chat, claude, videos.origin),
    // Starts are most of what this costs.
    NODE_COMPILE_CACHE: cache,
  };
  const gate = createGate(chat);
  const census = createCensus({ chat, database, till });
  let bot: BotProcess | null = null;
  const running = (): BotProcess => {
    if (bot === null) throw new Error('the bot is not running');
    return bot;
  };
  /** As long as the bot does not end by itself. */
  const alive = <T>(work: Promise<T>): Promise<T> => (bot === null ? work : Promise.race([work, bot.ended]));
  return {
    writes: gate.writes,
    launch() {
      bot = startBotProcess(env);
    },
    listening: () => alive(until(async () => chat.listeners() > 0, 'nobody listens')),
    async kill() {
      await running().kill();
      bot = null;
      gate.open();
      census.kills += 1;
      till.stored((await database.storedAnswers()).filter((text) => text !== ''));
      await until(async () => chat.listeners() === 0, 'somebody listens');
      videos.recover();
      await database.passTime();
    },
    passLongTime: () => database.age(),
    async stop() {
      await running().stop();
      bot = null;
      await until(async () => chat.listeners() === 0, 'somebody listens');
    },
    async calm() {
      const { startedAtMs } = running();
      await alive(until(async () => !(await database.atRisk(startedAtMs)), 'a job stays at risk'));
    },
    ask(story, channel, { unheard = false } = {}) {
      const videoId = story === 'again' ? census.answeredIn(channel) : videos.add(story);
      const ts = chat.say(`https://youtu.be/${videoId}`, channel, unheard);
      return census.add({ ts, channel, videoId, story });
    },
    held(asked, point) {
      const met = gate.hold(asked, point).then(() => true);
      const passed = until(async () => census.isAnswered(asked), 'there is no answer').then(() => false);
      return alive(Promise.race(asked.story === 'in vain' ? [met] : [met, passed]));
    },
    modelAnswered: ({ videoId }, times) => {
      const given = ({ warmUp, stop, body }: RecordedRequest): boolean =>
        !warmUp && stop !== null && JSON.stringify(body).includes(videoId);
      return alive(until(async () => claude.requests.filter(given).length >= times, 'the model was not asked'));
    },
    async noted({ ts, videoId }, state) {
      await alive(until(async () => (await database.states()).get(ts) === state, `no request is ${state}`));
      await alive(until(async () => !(await database.inHand(videoId)), 'a job stays in hand'));
    },
    async allAnswered() {
      await alive(until(async () => (await census.unanswered()).length === 0, 'links stay unanswered')).catch(
        async (cause: unknown) => {
          throw new Error(`${JSON.stringify(await census.unanswered())} ${bot?.log()}`, { cause });
        },
      );
    },
    asked: census.asked,
    counts: census.counts,
    async close() {
      await bot?.kill();
      await Promise.all([chat.close(), claude.close(), videos.close()]);
      await database.close();
      await rm(cache, { recursive: true, force: true });
    },
  };
}

/** Its chapters come one by one, some time after the TL;DR. */
const slowOutline = { total: 1_800, marks: [{ field: 'tldr', tokens: 200 }] };

/** A model in some hurry, but for slow talks: people see their outlines grow. */
function startModel(answer: (prompt: Prompt) => string): Promise<FakeClaude> {
  return startFakeClaude({
    ttftMs: 50,
    tokensPerSecond: 600,
    answer,
    budget: ({ stage, title }) => (stage === 'outline' && title.startsWith(slowTitle) ? slowOutline : null),
  });
}

function environmentOf(chat: CrashChat, claude: FakeClaude, youtubeOrigin: string): Readonly<Record<string, string>> {
  return {
    ANTHROPIC_API_KEY: claude.apiKey,
    ANTHROPIC_BASE_URL: claude.baseUrl,
    VIDIGEST_LANGUAGE: 'zh-CN',
    VIDIGEST_BUDGET_DAY_USD: 'none',
    VIDIGEST_RATE_PER_PERSON: 'none',
    YOUTUBE_ORIGIN: youtubeOrigin,
    ...chat.env,
  };
}

/** Looks again and again, for what nobody tells of. */
async function until(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
