import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Role } from '../../src/terminal/parse-operation.ts';
import type { Prompt, PromptStage } from '../fakes/claude/prompt.ts';
import type { TokenBudget } from '../fakes/claude/token-budget.ts';
import { type FakeClaude, startFakeClaude } from '../fakes/fake-claude.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/fake-slack.ts';
import { startFakeYouTube } from '../fakes/fake-youtube.ts';
import { fakeSlackTokens } from '../fakes/slack/identity.ts';
import { projectRoot } from './source-file.ts';
import { startFlags } from './start-flags.ts';
import { talk } from './talk.ts';

/** A model call that was answered, warm-ups not among them. */
export interface FleetCall {
  readonly stage: PromptStage;
  readonly videoId: string;
  /** When it came, by `performance.now`. */
  readonly atMs: number;
}

/** A message with one link. */
export interface FleetQuestion {
  readonly ts: string;
  readonly channel: string;
}

/** Processes of the real bot, started as people start them, with the fakes around them in this process. */
export interface BotFleet {
  readonly slack: FakeSlack;
  readonly claude: FakeClaude;
  /** In order of arrival. */
  readonly calls: readonly FleetCall[];
  /** Starts a process; one that listens to Slack is connected when it resolves. */
  start(role: Role): Promise<void>;
  /** Posts a link to a talk, which is added when it is new. */
  ask(channel: string, videoId: string): FleetQuestion;
  /** Resolves when every message has been acknowledged, and so is written down. */
  written(): Promise<void>;
  /** Most memory that any process has taken so far, in bytes. Linux alone tells; NaN elsewhere. */
  peakMemoryBytes(): number;
  /** Throws the end of the log of a process that has ended by itself. */
  check(): void;
  /** What the processes complained of, by message. */
  complaints(): ReadonlyMap<string, number>;
  /** Stops the processes as an operator would, then the fakes. */
  close(): Promise<void>;
}

export interface BotFleetOptions {
  /** What differs in the environment of all processes; the data's place has to be in it. */
  readonly env: Readonly<Record<string, string>>;
  /** How long the model takes to answer, whatever it is asked. */
  readonly callMs: number;
  /** In how many pieces a second its answers come. Default 100; fewer cost less of the machine. */
  readonly tokensPerSecond?: number;
  /** Length of every talk. */
  readonly minutes: number;
}

interface Running {
  readonly process: ChildProcess;
  readonly complaints: Map<string, number>;
  log: string;
}

const startWithinMs = 30_000;

/** An answer that takes `callMs`: a quarter until it begins, and its TL;DR stands early, as a model's does. */
function budgetOf(callMs: number, tokensPerSecond: number): (prompt: Prompt) => TokenBudget {
  const total = Math.round((0.75 * callMs * tokensPerSecond) / 1_000);
  const marks = [{ field: 'tldr', tokens: Math.round(0.15 * total) }];
  return ({ stage }) => (stage === 'outline' ? { total, marks } : { total });
}

/** Starts the fakes. Whoever starts a fleet closes it. */
export async function startBotFleet(options: BotFleetOptions): Promise<BotFleet> {
  const { env, callMs, minutes, tokensPerSecond = 100 } = options;
  const calls: FleetCall[] = [];
  const answer = ({ stage, title }: Prompt): null => {
    calls.push({ stage, videoId: title, atMs: performance.now() });
    return null;
  };
  const [slack, claude, youtube] = await Promise.all([
    startFakeSlack({ takeTurns: true }),
    startFakeClaude({ ttftMs: callMs / 4, tokensPerSecond, answer, budget: budgetOf(callMs, tokensPerSecond) }),
    startFakeYouTube(),
  ]);
  const environment = {
    ...(process.env['PATH'] === undefined ? {} : { PATH: process.env['PATH'] }),
    ANTHROPIC_API_KEY: claude.apiKey,
    ANTHROPIC_BASE_URL: claude.baseUrl,
    VIDIGEST_LANGUAGE: 'zh-CN',
    VIDIGEST_BUDGET_DAY_USD: 'none',
    VIDIGEST_RATE_PER_PERSON: 'none',
    YOUTUBE_ORIGIN: youtube.origin,
    SLACK_BOT_TOKEN: fakeSlackTokens.bot,
    SLACK_APP_TOKEN: fakeSlackTokens.app,
    SLACK_API_URL: slack.apiUrl,
    ...env,
  };
  const { video, captions } = talk(minutes);
  const known = new Set<string>();
  const bots: Running[] = [];
  let isClosing = false;
  return {
    slack,
    claude,
    calls,
    async start(role) {
      const before = slack.sockets.connections();
      const bot = launch(role, environment);
      bots.push(bot);
      if (role === 'worker') return;
      const failed = once(bot.process, 'exit').then(() => Promise.reject(new Error(`no start: ${bot.log}`)));
      // Later it ends as it is told to.
      failed.catch(() => undefined);
      await Promise.race([slack.waitFor(() => slack.sockets.connections() > before, startWithinMs), failed]);
    },
    ask(channel, videoId) {
      slack.setChannel(channel, { member: true });
      if (!known.has(videoId)) {
        const tracks = [{ language: 'en', kind: 'auto' as const, cues: captions.cues }];
        const facts = { id: videoId, title: videoId, feed: 'The Feed', publishedOn: '2026-01-02', tracks };
        youtube.addVideo({ ...facts, durationSeconds: video.durationMs / 1_000 });
        known.add(videoId);
      }
      return { channel, ts: slack.say({ channel, text: `https://youtu.be/${videoId}` }) };
    },
    written: () => slack.waitFor(() => slack.deliveries.every(({ acked }) => acked), 60_000),
    peakMemoryBytes: () => Math.max(...bots.map(({ process: { pid } }) => peakOf(pid))),
    check() {
      const dead = bots.find((bot) => bot.process.exitCode !== null || bot.process.signalCode !== null);
      if (dead !== undefined && !isClosing) throw new Error(`a process has ended: ${dead.log}`);
    },
    complaints: () => addUp(bots),
    async close() {
      isClosing = true;
      await Promise.all(bots.map(({ process }) => stop(process)));
      await Promise.all([slack.close(), claude.close(), youtube.close()]);
    },
  };
}

function launch(role: Role, env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [...startFlags(), 'src/cli.ts', 'start', '--role', role], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const running: Running = { process: child, complaints: new Map(), log: '' };
  child.stderr.on('data', (piece: Buffer) => {
    running.log = `${running.log}${piece}`.slice(-8_000);
    for (const [, message = ''] of String(piece).matchAll(/"level":"?(?:warn|error|[4-6]0)"?.*?"msg":"([^"]*)"/g)) {
      running.complaints.set(message, (running.complaints.get(message) ?? 0) + 1);
    }
  });
  return running;
}

function addUp(bots: readonly Running[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>();
  for (const [message, times] of bots.flatMap(({ complaints }) => [...complaints])) {
    sum.set(message, (sum.get(message) ?? 0) + times);
  }
  return sum;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 25_000);
  await exited;
  clearTimeout(patience);
}

function peakOf(pid: number | undefined): number {
  if (process.platform !== 'linux') return Number.NaN;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1_024;
}
