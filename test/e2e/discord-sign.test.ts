import { describe, expect, it } from 'vitest';
import type { FakeMessage } from '../fakes/discord/world.ts';
import { addTalk } from '../support/add-talk.ts';
import { type DiscordBotOptions, digested, overviewIn, talkLink } from '../support/discord-bot.ts';
import { quiet, setUpDiscordTests } from '../support/discord-tests.ts';

const other = 'ABCDEFGHIJK';
const both = `${talkLink} https://youtu.be/${other}`;
const { start: startPlain, bot } = setUpDiscordTests();
const start = (options: DiscordBotOptions = {}) =>
  startPlain({ prepare: (_, youtube) => addTalk(youtube, other), ...options });

const isMarked = (message: FakeMessage): boolean => (message.reactions.get('👀')?.size ?? 0) > 0;
const marked = (message: FakeMessage) => bot().discord.waitFor(() => isMarked(message));
const unmarked = (message: FakeMessage) => bot().discord.waitFor(() => !isMarked(message));
/** How often the bot has taken a sign away. */
const removals = (): number =>
  bot().discord.requests.filter(({ method, path }) => method === 'DELETE' && /\/reactions\//.test(path)).length;

describe('the sign on a message with a link', () => {
  it.each(['text', 'post', 'direct'] as const)('goes when the digest stands: %s', async (where) => {
    const { discord } = await start({ claude: { ttftMs: 300 } });
    const channel = discord.channels[where];
    const message = discord.say(talkLink, { channel: channel.id });
    await marked(message);
    await overviewIn(discord, () => discord.thread(message) ?? channel);
    await unmarked(message);
    expect(discord.refusals.filter((refusal) => !refusal.includes('/threads'))).toEqual([]);
  });

  it('goes when the answer is a line that leads to an earlier one', async () => {
    const { discord } = await start();
    await digested(discord);
    const again = discord.say(talkLink);
    await marked(again);
    await discord.waitFor(() => discord.posts(discord.channels.text).length > 0);
    await unmarked(again);
  });

  it('stays while another video of the message is in the making, and so does their thread', async () => {
    const { discord, youtube, logger } = await start({ claude: { ttftMs: 2_500 } });
    youtube.setSituation(other, 'no-captions');
    const message = discord.say(both);
    await marked(message);
    await discord.waitFor(() => logger.entries.some(({ message: words }) => words === 'a digest failed'));
    await discord.waitFor(() => discord.thread(message) !== undefined);
    expect([isMarked(message), removals(), discord.thread(message)?.archived]).toEqual([true, 0, false]);
    await overviewIn(discord, () => discord.thread(message));
    await unmarked(message);
  }, 30_000);

  it('goes when none of its videos has an answer', async () => {
    const { discord, youtube } = await start();
    for (const id of [other, 'abcdefghijk']) youtube.setSituation(id, 'no-captions');
    const message = discord.say(both);
    await discord.waitFor(() => removals() > 0 && !isMarked(message));
    expect(discord.posts(discord.thread(message))).toEqual([]);
  });

  it('stays while a failure that was told in the thread is to be tried again', async () => {
    const { discord, youtube } = await start();
    youtube.setSituation('abcdefghijk', 'bot-check');
    const message = discord.say(talkLink);
    await discord.waitFor(() => discord.posts(discord.thread(message)).length > 0);
    await quiet();
    expect([isMarked(message), removals()]).toEqual([true, 0]);
  });
});
