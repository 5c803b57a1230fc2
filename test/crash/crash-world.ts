import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FakeClaude, startFakeClaude } from '../fakes/fake-claude.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/fake-slack.ts';
import { type FakeYouTube, startFakeYouTube } from '../fakes/fake-youtube.ts';
import { fakeSlackTokens } from '../fakes/slack/identity.ts';
import { talk } from '../support/claude-pipeline.ts';
import { projectRoot } from '../support/source-file.ts';
import type { CrashDatabase } from './crash-database.ts';
import { createTill } from './till.ts';

/** What a series of crashes has done. All but `kills` and `stored` should stay 0. */
export interface CrashCounts {
  kills: number;
  /** Messages with a link that have no whole answer. */
  lost: number;
  /** Messages of the bot's that stand there twice. */
  doubled: number;
  /** Answers of the model that were stored when the bot died. */
  stored: number;
  /** Of those, how many were bought again. */
  paidTwice: number;
}

/** The real bot in a process of its own, the fakes around it in this one. */
export interface CrashWorld {
  readonly slack: FakeSlack;
  readonly claude: FakeClaude;
  readonly youtube: FakeYouTube;
  /** So far, over all scenarios. */
  readonly counts: CrashCounts;
  /** Starts the bot and waits until it listens. */
  start(): Promise<void>;
  /** SIGKILL, and the time after which others may take over. */
  kill(): Promise<void>;
  /** Posts a link to a talk that nobody has asked for before. Returns the message. */
  ask(channel: string, options?: { readonly unheard?: boolean }): Asked;
  /** Posts a link to a video without captions. */
  askInVain(channel: string): void;
  /** How many requests are in a state. */
  states(state: string): Promise<number>;
  /** Waits until a message has its whole answer. */
  answered(asked: Asked): Promise<void>;
  /** Counts what is lost and doubled of all that was ever asked. */
  audit(): CrashCounts;
  close(): Promise<void>;
}

/** A message with a link. */
export interface Asked {
  readonly ts: string;
  readonly channel: string;
}

const minutes = 8;
const patienceMs = 25_000;

/** Everything but the bot is running. */
export async function createCrashWorld(database: CrashDatabase): Promise<CrashWorld> {
  const till = createTill();
  const [slack, claude, youtube] = await Promise.all([
    startFakeSlack(),
    startFakeClaude({ ttftMs: 100, tokensPerSecond: 1_500, answer: till.answer }),
    startFakeYouTube(),
  ]);
  const counts: CrashCounts = { kills: 0, lost: 0, doubled: 0, stored: 0, paidTwice: 0 };
  const env = {
    ...database.env,
    ANTHROPIC_API_KEY: claude.apiKey,
    ANTHROPIC_BASE_URL: claude.baseUrl,
    VIDIGEST_LANGUAGE: 'zh-CN',
    VIDIGEST_BUDGET_DAY_USD: 'none',
    VIDIGEST_RATE_PER_PERSON: 'none',
    YOUTUBE_ORIGIN: youtube.origin,
    SLACK_BOT_TOKEN: fakeSlackTokens.bot,
    SLACK_APP_TOKEN: fakeSlackTokens.app,
    SLACK_API_URL: slack.apiUrl,
  };
  const asked: Asked[] = [];
  let bot: { readonly process: ChildProcess; log: string } | null = null;
  const keysIn = ({ ts, channel }: Asked): string[] =>
    slack.thread(ts, channel).map((message) => String(message.metadata?.event_payload?.['key']));
  const isWhole = (each: Asked): boolean => {
    const parts = new Set(keysIn(each).map((key) => key.split('/')[1]));
    const isFinal = JSON.stringify(slack.thread(each.ts, each.channel)[0] ?? '').includes(`${minutes}:00`);
    return isFinal && ['overview', 'details', 'full-text'].every((part) => parts.has(part));
  };
  const world: CrashWorld = {
    slack,
    claude,
    youtube,
    counts,
    async start() {
      const child = spawn(process.execPath, ['src/cli.ts', 'start'], {
        cwd: projectRoot,
        env: { ...env, PATH: process.env['PATH'] },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const running = { process: child, log: '' };
      child.stderr.on('data', (piece: Buffer) => {
        running.log = `${running.log}${piece}`.slice(-8_000);
      });
      bot = running;
      const ended = once(child, 'exit').then(() => Promise.reject(new Error(`the bot ended: ${running.log}`)));
      ended.catch(() => {});
      await Promise.race([slack.waitFor(() => slack.sockets.connections() > 0, patienceMs), ended]);
    },
    async kill() {
      if (bot === null) return;
      const exited = once(bot.process, 'exit');
      bot.process.kill('SIGKILL');
      await exited;
      bot = null;
      counts.kills += 1;
      till.stored((await database.storedAnswers()).filter((text) => text !== ''));
      await slack.waitFor(() => slack.sockets.connections() === 0, patienceMs);
      await database.passTime();
    },
    ask(channel, { unheard = false } = {}) {
      slack.setChannel(channel, { member: true });
      const id = `crash${String(asked.length).padStart(6, '0')}`;
      addOwnTalk(youtube, id);
      const message = { ts: slack.say({ text: `https://youtu.be/${id}`, channel, unheard }), channel };
      asked.push(message);
      return message;
    },
    askInVain(channel) {
      slack.setChannel(channel, { member: true });
      const id = `vain_${channel.slice(-6).padStart(6, '0')}`;
      youtube.addVideo({
        id,
        title: 'Silence',
        feed: 'The Feed',
        durationSeconds: 480,
        publishedOn: '2020-01-02',
        tracks: [],
      });
      slack.say({ text: `https://youtu.be/${id}`, channel });
    },
    async states(wanted) {
      return (await database.states()).find(({ state }) => state === wanted)?.requests ?? 0;
    },
    async answered(each) {
      try {
        await slack.waitFor(() => isWhole(each), patienceMs);
      } catch (cause) {
        const states = JSON.stringify(await database.states());
        throw new Error(`no whole answer: ${keysIn(each).join(' ')}; ${states}; ${bot?.log}`, { cause });
      }
    },
    audit() {
      counts.lost = asked.filter((each) => !isWhole(each)).length;
      const keys = asked.flatMap(keysIn);
      counts.doubled = keys.length - new Set(keys).size;
      return Object.assign(counts, till.counts());
    },
    async close() {
      bot?.process.kill('SIGKILL');
      await Promise.all([slack.close(), claude.close(), youtube.close()]);
      await database.close();
    },
  };
  return world;
}

/** A talk whose words nobody else says, so that no prompt about it is about another. */
function addOwnTalk(youtube: FakeYouTube, id: string): void {
  const { video, captions } = talk(minutes);
  const cues = captions.cues.map((cue, at) => (at === 1 ? { ...cue, text: `${cue.text} Call it ${id}.` } : cue));
  youtube.addVideo({
    id,
    title: video.title,
    feed: 'The Feed',
    durationSeconds: video.durationMs / 1_000,
    publishedOn: '2026-01-02',
    tracks: [{ language: 'en', kind: 'auto', cues }],
  });
}
