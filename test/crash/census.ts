import type { CrashChat } from './crash-chat.ts';
import type { CrashDatabase } from './crash-database.ts';
import type { Asked } from './stories.ts';
import type { Till } from './till.ts';

/** What a series of crashes has done. The last four should stay 0. */
export interface CrashCounts {
  readonly kills: number;
  /** Messages with a link. */
  readonly asked: number;
  /** Messages of the bot's in their threads. */
  readonly posted: number;
  /** Answers of the model that were stored when the bot died. */
  readonly stored: number;
  /** Messages with a link that have no whole answer, or whose request is not done. */
  readonly lost: number;
  /** Messages of the bot's that stand there twice, or were told twice. */
  readonly doubled: number;
  /** Stored answers that were bought again. */
  readonly paidTwice: number;
  /** Messages that bear the sign of work although the bot has given them up. */
  readonly marked: number;
}

/** Keeps count of what was asked and what came of it. */
export interface Census {
  kills: number;
  add(asked: Asked): Asked;
  asked(): number;
  isAnswered(asked: Asked): boolean;
  /** A video that the channel has a digest of. Throws where there is none. */
  answeredIn(channel: string): string;
  /** What has no answer yet, and what stands in its place. */
  unanswered(): Promise<readonly string[]>;
  counts(): Promise<CrashCounts>;
}

interface Sources {
  readonly chat: Pick<CrashChat, 'keysOf' | 'isAnswered' | 'told' | 'isMarked'>;
  readonly database: Pick<CrashDatabase, 'states'>;
  readonly till: Pick<Till, 'counts'>;
}

/** Nothing asked yet. */
export function createCensus({ chat, database, till }: Sources): Census {
  const all: Asked[] = [];
  const isDone = (asked: Asked, state: string | undefined): boolean =>
    state === (asked.story === 'in vain' ? 'failed' : 'done') && chat.isAnswered(asked);
  /** Seen to be done: what is asked many times a second need not look at them again. */
  const done = new Set<Asked>();
  const unanswered = async (): Promise<readonly string[]> => {
    const states = await database.states();
    for (const asked of all) if (!done.has(asked) && isDone(asked, states.get(asked.ts))) done.add(asked);
    const open = all.filter((asked) => !done.has(asked));
    return open.map((asked) => `${asked.story} ${asked.ts} ${states.get(asked.ts)}: ${chat.keysOf(asked).join(' ')}`);
  };
  const toldTwice = (): number => {
    const surplus = new Map<string, number>();
    const add = (channel: string, step: number) => surplus.set(channel, (surplus.get(channel) ?? 0) + step);
    for (const { channel, story } of all) if (story === 'in vain') add(channel, -1);
    for (const channel of chat.told()) add(channel, 1);
    return [...surplus.values()].reduce((sum, each) => sum + Math.max(0, each), 0);
  };
  const census: Census = {
    kills: 0,
    add(asked) {
      all.push(asked);
      return asked;
    },
    asked: () => all.length,
    isAnswered: chat.isAnswered,
    answeredIn(channel) {
      const found = all.findLast((each) => each.channel === channel && isWithDigest(each) && chat.isAnswered(each));
      if (found === undefined) throw new Error(`no digest stands in ${channel}`);
      return found.videoId;
    },
    unanswered,
    async counts() {
      done.clear();
      const keys = all.flatMap((asked) => chat.keysOf(asked));
      return {
        kills: census.kills,
        asked: all.length,
        posted: keys.length,
        ...till.counts(),
        lost: (await unanswered()).length,
        doubled: keys.length - new Set(keys).size + toldTwice(),
        marked: all.filter((asked) => asked.story === 'in vain' && chat.isMarked(asked)).length,
      };
    },
  };
  return census;
}

function isWithDigest({ story }: Asked): boolean {
  return story === 'digest' || story === 'slow';
}
