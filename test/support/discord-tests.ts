import { afterEach } from 'vitest';
import type { FakeInteraction } from '../fakes/discord/interaction-state.ts';
import type { FakeMessage } from '../fakes/discord/world.ts';
import { type DiscordBot, type DiscordBotOptions, json, startDiscordBot } from './discord-bot.ts';

/** The bots of a file's tests, one at a time. */
export interface DiscordTests {
  /** As `startDiscordBot`; the bot is closed when its test has ended. */
  start(options?: DiscordBotOptions): Promise<DiscordBot>;
  /** The one that was started last. Throws where there is none. */
  bot(): DiscordBot;
  /** What somebody reads who used a command or a button, once it is there and holds `what`. */
  answered(used: FakeInteraction, what?: string | RegExp): Promise<FakeMessage>;
}

/** To be called once, at the top of a file. */
export function setUpDiscordTests(): DiscordTests {
  const started: DiscordBot[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((each) => each.close()));
  });
  const bot = (): DiscordBot => {
    const last = started.at(-1);
    if (last === undefined) throw new Error('no bot was started');
    return last;
  };
  return {
    async start(options) {
      started.push(await startDiscordBot(options));
      return bot();
    },
    bot,
    answered: (used, what = '') =>
      bot().discord.waitFor(() => {
        const message = used.original;
        return (
          message !== null && message.components.length > 0 && json(message.components).search(what) >= 0 && message
        );
      }),
  };
}

/** Long enough for anything that was going to be said. */
export const quiet = (ms = 500): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
