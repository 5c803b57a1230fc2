import { describe, expect, it } from 'vitest';
import type { FakeMessage } from '../fakes/discord/world.ts';
import { addTalk } from '../support/add-talk.ts';
import { digested, idIn, isFinished, json, overviewIn, talkLink } from '../support/discord-bot.ts';
import { quiet, setUpDiscordTests } from '../support/discord-tests.ts';

const other = 'ABCDEFGHIJK';
const english = { locale: 'en-US' };
const { start, answered } = setUpDiscordTests();

/** The values of a menu of chapters. */
const choicesIn = (message: FakeMessage): string[] =>
  [...json(message.components).matchAll(/"value":"(\+?\d+)"/g)].map(([, value]) => value ?? '');

describe('a video with more chapters than a menu takes', () => {
  const minutes = 58;
  const chapters = 29;
  const description = Array.from({ length: chapters }, (_, at) => `${at * 2}:00 Part number ${at + 1}`).join('\n');

  it('has a menu that leads to the rest, each of which opens', async () => {
    const { discord } = await start({
      prepare: (_, youtube) => addTalk(youtube, other, minutes, { description }),
    });
    const { overview, thread } = await digested(discord, `https://youtu.be/${other}`);
    const first = choicesIn(overview);
    expect(first).toHaveLength(25);
    expect(first.at(-1)).toBe('+1');
    const more = await answered(discord.click(overview, idIn(overview, 'v1|chapters|'), '+1', english), 'v1.chapters');
    const rest = choicesIn(more).filter((value) => !value.startsWith('+'));
    const all = [...first.slice(0, -1), ...rest].map(Number);
    expect(all).toEqual(Array.from({ length: chapters }, (_, at) => at));
    discord.click(more, idIn(more, 'v1|chapters|'), String(chapters - 1), english);
    await discord.waitFor(() => json(more.components).includes(`v1|page|${other}|zh-CN|${chapters - 2}|`));
    expect(discord.posts(thread).filter(({ onlyFor }) => onlyFor === null)).toHaveLength(1);
    expect(discord.refusals).toEqual([]);
  }, 60_000);
});

describe('an edit', () => {
  const hour = 3_600_000;
  it.each([
    ['of a message of yesterday', 23 * hour, true],
    ['of a message that is older than a day', 25 * hour, false],
  ])('that adds a link: %s', async (_, ageMs, isAnswered) => {
    const { discord } = await start();
    const message = discord.say('look at this', { atMs: Date.now() - ageMs });
    await quiet(100);
    discord.rewrite(message, `look at this: ${talkLink}`);
    if (isAnswered) await overviewIn(discord, () => discord.thread(message));
    else await quiet(1_500);
    expect(discord.thread(message) !== undefined).toBe(isAnswered);
    expect(message.reactions.size > 0).toBe(isAnswered);
  });
});

describe('twenty digests in the making', () => {
  it('keep nobody waiting who presses a button or types a command', async () => {
    const ids = Array.from({ length: 20 }, (_, at) => `busy${String(at).padStart(7, '0')}`);
    const { discord, claude } = await start({
      prepare: (_, youtube) => {
        for (const id of ids) addTalk(youtube, id);
      },
    });
    const { overview } = await digested(discord);
    const before = claude.requests.length;
    claude.fail({ times: 999, fault: { kind: 'hang', at: 'before-headers' } });
    const messages = ids.map((id) => discord.say(`https://youtu.be/${id}`));
    await discord.waitFor(() => messages.every(({ reactions }) => reactions.size > 0));
    await discord.waitFor(() => claude.requests.slice(before).length >= 4);
    const commands = Array.from({ length: 5 }, () => discord.slash('help'));
    const clicks = ['v1|more|', 'v1|arguments|', 'v1|people|'].map((id) => discord.click(overview, idIn(overview, id)));
    await Promise.all([...commands, ...clicks].map((used) => answered(used)));
    expect(messages.flatMap((each) => discord.posts(discord.thread(each))).filter(isFinished)).toEqual([]);
    expect(discord.refusals).toEqual([]);
    // Ends the work, which the bot would otherwise give a while at its end.
    for (const message of messages) discord.erase(message);
    await quiet(2_500);
  }, 60_000);
});

describe('a thread that moderators delete', () => {
  it('is not pointed to: the link is answered anew when it is posted again', async () => {
    const { discord } = await start();
    const { thread } = await digested(discord);
    if (thread === undefined) throw new Error('no thread');
    discord.eraseThread(thread);
    await quiet();
    const { thread: second } = await digested(discord);
    expect(discord.posts(second)).toHaveLength(1);
    expect(discord.posts(discord.channels.text)).toEqual([]);
  });

  it('is opened anew for whoever asks for the same message again', async () => {
    const { discord } = await start();
    const { message, thread } = await digested(discord);
    if (thread === undefined) throw new Error('no thread');
    discord.eraseThread(thread);
    await quiet();
    discord.menu(message);
    await overviewIn(discord, () => discord.thread(message));
    expect(discord.posts(discord.thread(message))).toHaveLength(1);
  });
});
