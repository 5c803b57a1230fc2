import { afterEach, beforeAll, describe } from 'vitest';
import { createLeapingClock } from './leaping-clock.ts';
import { type SlackBot, type SlackBotOptions, startSlackBot } from './slack-bot.ts';
import { receivers, type SlackReceiver } from './slack-receiver.ts';

/** The bots of a file's tests, one at a time. */
export interface SlackTests {
  /**
   * As `startSlackBot`, heard by whichever receiver it is the turn of, but in leaps: time passes only while something is
   * waited for and nothing happens. The bot is closed when its test has ended.
   */
  start(options?: SlackBotOptions): Promise<SlackBot>;
  /** Tells the same stories for each receiver. */
  heardByBoth(tell: () => void): void;
  /** Whose turn it is. */
  receiver(): SlackReceiver;
}

/** To be called once, at the top of a file. */
export function setUpSlackTests(): SlackTests {
  const started: SlackBot[] = [];
  let receiver: SlackReceiver = 'socket';
  afterEach(async () => {
    for (const bot of started.splice(0)) await bot.close();
  });
  return {
    async start(options) {
      const bot = await startLeaping({ receiver, ...options });
      started.push(bot);
      return bot;
    },
    heardByBoth(tell) {
      describe.each(receivers)('heard by %s:', (by) => {
        beforeAll(() => {
          receiver = by;
        });
        tell();
      });
    },
    receiver: () => receiver,
  };
}

async function startLeaping(options: SlackBotOptions): Promise<SlackBot> {
  let activity = (): number => 0;
  const clock = createLeapingClock({ activity: () => activity(), withOthers: false });
  const bot = await clock.during(startSlackBot({ ...options, clock }));
  activity = () => countActivity(bot);
  const { slack } = bot;
  const leaping = {
    ...slack,
    get deliveries() {
      return slack.deliveries;
    },
    waitFor: (predicate: () => boolean, timeoutMs?: number) => clock.during(slack.waitFor(predicate, timeoutMs)),
  };
  return {
    ...bot,
    slack: leaping,
    quiet: (ms) => clock.during(bot.quiet(ms)),
    restart: () => clock.during(bot.restart()),
    close: () => clock.during(bot.close()),
  };
}

/** All that has happened on any side. */
function countActivity({ slack, claude, youtube, logger }: SlackBot): number {
  const { calls, deliveries, responses, sockets } = slack;
  const told = deliveries.reduce((sum, { attempts, acked }) => sum + attempts + (acked ? 1 : 0), 0);
  const asked = calls.length + responses.length + claude.requests.length + youtube.requests.length;
  return asked + told + sockets.connections() + logger.entries.length;
}
