import type { MetFault } from '../../fakes/discord/faults.ts';
import type { FakeRequest } from '../../fakes/discord/http-request.ts';
import type { FakeMessage } from '../../fakes/discord/world.ts';
import type { FakeDiscordOptions } from '../../fakes/fake-discord.ts';
import { addTalk } from '../../support/add-talk.ts';
import { type DiscordBot, startDiscordBot, talkId, talkLink } from '../../support/discord-bot.ts';
import { createLeapingClock, type LeapingClock } from '../../support/leaping-clock.ts';
import type { MetWorld } from './fault-case.ts';
import { repetitionsIn, sqliteOf } from './fault-world.ts';
import { spoken } from './what-people-saw.ts';
import { whatStandsWronglyOnDiscord, whatWasSeenOnDiscord } from './what-was-seen-on-discord.ts';

/** What a case on Discord asks of its world. */
export interface DiscordFaultSetting {
  readonly discord?: FakeDiscordOptions;
}

/** The whole bot on Discord, all that it speaks with, and one link. */
export interface DiscordFaultWorld extends MetWorld, Pick<DiscordBot, 'discord' | 'youtube'> {
  readonly clock: LeapingClock;
  /** The SQLite file of the bot. */
  readonly dataFile: string;
  /** The next `times` requests of that kind meet a fault. */
  meet(what: DiscordAct, fault: MetFault, times?: number): void;
  /** Runs SQL on the data as another program would. */
  sql(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Of the link. Throws before it is posted. */
  message(): FakeMessage;
  /** The bot's own messages, but for direct ones. */
  posts(): readonly FakeMessage[];
}

/** What the bot asks of Discord. */
export type DiscordAct = 'open thread' | 'post' | 'edit' | 'mark' | 'unmark' | 'list' | 'name thread';

const acts: Readonly<Record<DiscordAct, { readonly method: string; readonly path: RegExp }>> = {
  'open thread': { method: 'POST', path: /\/threads$/ },
  post: { method: 'POST', path: /^\/channels\/\d+\/messages$/ },
  edit: { method: 'PATCH', path: /^\/channels\/\d+\/messages\/\d+$/ },
  mark: { method: 'PUT', path: /\/reactions\// },
  unmark: { method: 'DELETE', path: /\/reactions\// },
  list: { method: 'GET', path: /^\/channels\/\d+\/messages$/ },
  'name thread': { method: 'PATCH', path: /^\/channels\/\d+$/ },
};

/** Of discord.js, by the machine's time: for an answer. The outbox ends its own writes earlier, by the clock. */
const answerWithinMs = 15_000;

/** Starts the bot for a case. Whoever starts it closes it. */
export async function startDiscordFaultWorld({ discord }: DiscordFaultSetting): Promise<DiscordFaultWorld> {
  let activity = (): number => 0;
  const clock = createLeapingClock({ activity: () => activity(), withOthers: false });
  const bot = await startDiscordBot({
    clock,
    ...(discord === undefined ? {} : { discord }),
    env: { VIDIGEST_LANGUAGE: spoken },
  });
  const planned = planFaults(bot);
  // What waits by the machine's time must not see the clock leap for hours.
  const isRestless = (): boolean =>
    performance.now() < planned.restlessUntilMs() ||
    bot.discord.gateway.sessions.every(({ socket }) => socket === null);
  activity = () => countActivity(bot) + (isRestless() ? performance.now() : 0);
  addTalk(bot.youtube, talkId, 3);
  const dataFile = bot.environment['VIDIGEST_DATA'] ?? '';
  const sql = sqliteOf(dataFile);
  let said: FakeMessage | null = null;
  const message = (): FakeMessage => {
    if (said === null) throw new Error('no link was posted');
    return said;
  };
  const posts = () =>
    [...bot.discord.world.channels.values()]
      .filter(({ guild }) => guild !== null)
      .flatMap((channel) => bot.discord.posts(channel));
  return {
    ...bot,
    clock,
    dataFile,
    sql,
    message,
    posts,
    meet: planned.meet,
    logged: (words) => bot.logger.entries.filter((entry) => entry.message === words).length,
    ask() {
      said = bot.discord.say(talkLink);
      return said;
    },
    until: (what, predicate) => clock.until(what, predicate),
    async outcome() {
      const requests = await sql("select state, code from requests where id not like 'filler%'");
      const ends = requests.map(({ state, code }) => (code === null ? state : `${state}, ${code}`));
      // discord.js waits for as long as it is told, and asks again, without a word.
      const limited = bot.discord.refusals.filter((refusal) => / 429 /.test(refusal)).length;
      return {
        sees: whatWasSeenOnDiscord(bot.discord, message(), posts()),
        standsWrongly: whatStandsWronglyOnDiscord(posts()),
        ends: [...new Set(ends)].join(' | '),
        again: repetitionsIn(bot.logger, { 'Discord call': limited }),
      };
    },
    close: () => clock.during(bot.close()),
  };
}

interface PlannedFaults {
  readonly meet: DiscordFaultWorld['meet'];
  /** discord.js waits by the machine's time until then, in which the clock must not leap far. */
  readonly restlessUntilMs: () => number;
}

function planFaults({ discord }: DiscordBot): PlannedFaults {
  const planned: { readonly what: DiscordAct; readonly fault: MetFault; left: number }[] = [];
  let untilMs = 0;
  const isOf = (what: DiscordAct, { method, path }: FakeRequest): boolean =>
    acts[what].method === method && acts[what].path.test(path);
  const waitOf = ({ kind, retryAfter = 0.05 }: MetFault, request: FakeRequest): number => {
    if (kind === 'limited') return retryAfter * 1_000 + 200;
    return (kind === 'hang' || kind === 'kept') && !isOf('post', request) ? answerWithinMs + 500 : 0;
  };
  discord.failWhere((request) => {
    const found = planned.find(({ what, left }) => left > 0 && isOf(what, request));
    if (found === undefined) return null;
    found.left -= 1;
    untilMs = Math.max(untilMs, performance.now() + waitOf(found.fault, request));
    return found.fault;
  });
  return {
    meet: (what, fault, times = 1) => void planned.push({ what, fault, left: times }),
    restlessUntilMs: () => untilMs,
  };
}

function countActivity({ discord, claude, youtube, logger }: DiscordBot): number {
  const { requests, gateway } = discord;
  const told = gateway.sessions.reduce((sum, { sequence }) => sum + sequence, 0);
  const { heard } = gateway;
  return (
    requests.length + heard.length + told + claude.requests.length + youtube.requests.length + logger.entries.length
  );
}
