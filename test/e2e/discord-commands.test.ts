import { describe, expect, it } from 'vitest';
import { digested, idIn, isFinished, json, overviewIn, talkId, talkLink } from '../support/discord-bot.ts';
import { quiet, setUpDiscordTests } from '../support/discord-tests.ts';

const manager = { permissions: 1n << 4n };
const { start, bot, answered } = setUpDiscordTests();

/** The message that a command hangs on, and its finished overview. */
async function opened() {
  const { discord } = bot();
  const base = await discord.waitFor(() =>
    discord.posts(discord.channels.text).find(({ onlyFor }) => onlyFor === null),
  );
  return { base, overview: await overviewIn(discord, () => discord.thread(base)) };
}

describe('/digest on Discord', () => {
  it('video: is answered in the thread of a message of its own', async () => {
    const { discord } = await start();
    const used = discord.slash('video', { url: talkLink });
    const { base } = await opened();
    expect(json(base.components)).toContain(talkLink);
    expect(base.flags & 4_096).toBe(4_096);
    await discord.waitFor(() => used.original === null);
    expect(used.answered).toBe(5);
    expect(discord.refusals).toEqual([]);
  });

  it('video: in another language, which is suggested while it is typed', async () => {
    const { discord } = await start();
    const typing = discord.type('video', 'language', 'fran', { locale: 'fr' });
    await discord.waitFor(() => typing.choices.length > 0);
    expect(typing.choices[0]).toMatchObject({ value: 'fr' });
    discord.slash('video', { url: talkLink, language: 'fr' });
    const { overview } = await opened();
    expect(json(overview.components)).toContain(`v1|chapters|${talkId}|fr|0`);
  });

  it('video: for oneself alone, in one’s own language', async () => {
    const { discord } = await start();
    const used = discord.slash('video', { url: talkLink, private: true }, { locale: 'de' });
    const message = await answered(used, 'v1.chapters');
    expect(message.onlyFor).toBe(discord.person.id);
    expect(json(message.components)).toContain('Kapitel');
    expect(discord.posts(discord.channels.text).filter(({ onlyFor }) => onlyFor === null)).toEqual([]);
  });

  it('settings, language and mode: are changed by those who may manage the channel', async () => {
    const { discord } = await start();
    const refused = discord.slash('mode', { mode: 'off' }, { locale: 'en-US' });
    await answered(refused, 'Manage Channels');
    await answered(discord.slash('language', { language: 'Japanese' }, { locale: 'en-US', ...manager }), 'saved');
    await answered(discord.slash('mode', { mode: 'react' }, { locale: 'en-US', ...manager }), 'saved');
    const settings = await answered(discord.slash('settings', {}, { locale: 'en-US' }), 'Japanese');
    expect(json(settings.components)).toContain('When someone reacts');
    expect(json(settings.components)).not.toContain('v1|set');
  });

  it('usage and help: answer in the language of whoever asks', async () => {
    const { discord } = await start();
    await digested(discord);
    const usage = await answered(discord.slash('usage', {}, { locale: 'en-US' }), 'digest');
    expect(json(usage.components)).toMatch(/Today: 1 digest for \$.*Since .*: 1 digest for \$.*Saved by .*: \$0\.00/);
    expect(json(usage.components)).toMatch(/This channel: 1 digest for \$/);
    const help = await answered(discord.slash('help', {}, { locale: 'de' }));
    expect(json(help.components)).toContain('/digest');
    expect(json(help.components)).toMatch(/Sprache/);
  });

  it('says so where there is no video', async () => {
    const { discord } = await start();
    await answered(discord.slash('video', { url: 'https://example.com' }, { locale: 'en-US' }), 'no link');
  });
});

describe('other ways to ask', () => {
  it('the command in the menu of a message answers in its thread', async () => {
    const { discord } = await start();
    await answered(discord.slash('mode', { mode: 'off' }, { locale: 'en-US', ...manager }), 'saved');
    const message = discord.say(talkLink);
    await quiet();
    expect(discord.thread(message)).toBeUndefined();
    discord.menu(message);
    await overviewIn(discord, () => discord.thread(message));
  });

  it('in react mode a link waits for the emoji', async () => {
    const { discord } = await start();
    await answered(discord.slash('mode', { mode: 'react' }, { locale: 'en-US', ...manager }), 'saved');
    const message = discord.say(talkLink);
    await quiet();
    expect(message.reactions.size).toBe(0);
    discord.react(message, '📝');
    await overviewIn(discord, () => discord.thread(message));
  });

  it('a mention is answered, also where nothing else is', async () => {
    const { discord } = await start();
    await answered(discord.slash('mode', { mode: 'off' }, { locale: 'en-US', ...manager }), 'saved');
    const message = discord.say(`<@${discord.world.bot.id}> ${talkLink}`);
    await overviewIn(discord, () => discord.thread(message));
    const empty = discord.say(`<@${discord.world.bot.id}> hello`);
    await discord.waitFor(() => discord.posts(discord.channels.text).some(({ replyTo }) => replyTo === empty.id));
  });

  it('a direct message is answered', async () => {
    const { discord } = await start();
    const { overview, message } = await digested(discord, talkLink, discord.channels.direct);
    expect(overview.replyTo).toBe(message.id);
  });
});

describe('a server that the bot joins', () => {
  it('is greeted once in its language, which its digests have, and is made quieter everywhere by a button', async () => {
    const { discord } = await start();
    const guild = discord.join('Leuchtturm', 'de');
    const [channel] = [...discord.world.channels.values()].filter((each) => each.guild === guild.id);
    const welcome = await discord.waitFor(() => discord.posts(channel)[0]);
    expect(json(welcome.components)).toContain('Anthropic');
    expect(json(welcome.components)).toContain('Deutsch');
    const second = discord.world.addChannel({ type: 0, name: 'more', guild: guild.id });
    const message = discord.say(talkLink, { channel: second.id });
    const overview = await overviewIn(discord, () => discord.thread(message));
    expect(json(overview.components)).toContain(`v1|chapters|${talkId}|de|0`);
    await answered(discord.click(welcome, idIn(welcome, 'v1|mode|off'), undefined, manager));
    const ignored = discord.say(talkLink, { channel: second.id });
    await quiet();
    expect(ignored.reactions.size).toBe(0);
    await bot().restart();
    expect(discord.posts(channel).filter(({ onlyFor }) => onlyFor === null)).toHaveLength(1);
  });
});

describe('time', () => {
  it('everybody is acknowledged within three seconds while much is being made', async () => {
    const { discord } = await start({ claude: { ttftMs: 60_000 } });
    discord.say(talkLink);
    await discord.waitFor(() => bot().claude.requests.some(({ stage }) => stage === 'outline'));
    const used = Array.from({ length: 20 }, () => discord.slash('help'));
    await discord.waitFor(() => used.every(({ answered: type }) => type !== null));
    await Promise.all(used.map((each) => answered(each)));
    expect(discord.refusals).toEqual([]);
  });

  it('work that outlives the fifteen minutes of a command ends in the thread', async () => {
    const { discord } = await start({ claude: { ttftMs: 1_500 } });
    const used = discord.slash('video', { url: talkLink });
    await discord.waitFor(() => bot().claude.requests.some(({ stage }) => stage === 'outline'));
    used.expired = true;
    const { overview } = await opened();
    expect(isFinished(overview)).toBe(true);
  });

  it('a digest for one person that comes too late is told to that person', async () => {
    const { discord } = await start({ claude: { ttftMs: 1_500 } });
    const used = discord.slash('video', { url: talkLink, private: true });
    await discord.waitFor(() => bot().claude.requests.some(({ stage }) => stage === 'outline'));
    used.expired = true;
    const message = await discord.waitFor(() => discord.posts(discord.channels.direct).find(isFinished));
    expect(json(message.components)).toContain(talkId);
  });
});
