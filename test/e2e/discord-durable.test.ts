import { describe, expect, it } from 'vitest';
import { addTalk } from '../support/add-talk.ts';
import { digested, idIn, isFinished, json, overviewIn, talkLink } from '../support/discord-bot.ts';
import { quiet, setUpDiscordTests } from '../support/discord-tests.ts';

const other = 'ABCDEFGHIJK';
const manager = { permissions: 1n << 4n };
const { start, bot } = setUpDiscordTests();

const outlines = (): number => bot().claude.stats().calls.outline;
const heard = (what: string): number => bot().discord.gateway.heard.filter((each) => each === what).length;
const warnings = (): string => json(bot().logger.entries.filter(({ level }) => level === 'warn'));

describe('what was said while the bot was away', () => {
  it('is answered when it is back: in the channel, in threads and posts, in direct messages', async () => {
    const ids = ['aaaaaaaaaaa', 'bbbbbbbbbbb', 'ccccccccccc', 'ddddddddddd'] as const;
    const { discord, youtube } = await start();
    for (const id of ids) addTalk(youtube, id);
    const { channels } = discord;
    const { message: before } = await digested(discord);
    for (const { id } of [channels.post, channels.direct]) discord.say('hello', { channel: id });
    await quiet();
    await bot().stop();
    const said = discord.say(`https://youtu.be/${ids[0]}`);
    discord.say(`https://youtu.be/${ids[1]}`, { channel: channels.post.id });
    discord.say(`https://youtu.be/${ids[2]}`, { channel: channels.direct.id });
    discord.say(`https://youtu.be/${ids[3]}`, { channel: before.id });
    await bot().restart();
    await overviewIn(discord, () => discord.thread(said));
    for (const channel of [channels.post, channels.direct]) await overviewIn(discord, () => channel);
    await discord.waitFor(() => discord.posts(discord.thread(before)).filter(isFinished).length === 2);
    await bot().restart();
    await quiet(1_000);
    expect(discord.posts(discord.thread(said))).toHaveLength(1);
    expect(discord.posts(discord.thread(before))).toHaveLength(2);
    expect(outlines()).toBe(5);
    expect(discord.refusals.filter((refusal) => !/50024|10003/.test(refusal))).toEqual([]);
  }, 60_000);

  it('is answered when the connection was lost: by the gateway, or from the channel where the session is gone', async () => {
    const { discord, youtube } = await start();
    addTalk(youtube, other);
    await digested(discord);
    discord.gateway.drop(4000);
    const during = discord.say(`https://youtu.be/${other}`);
    await overviewIn(discord, () => discord.thread(during));
    expect([heard('identify'), heard('resume')]).toEqual([1, 1]);
    discord.gateway.drop(4009, true);
    const lost = discord.say(talkLink);
    await discord.waitFor(() => discord.posts(discord.channels.text).find(({ replyTo }) => replyTo === lost.id));
    expect(heard('identify')).toBe(2);
  }, 60_000);
});

describe('nothing is said twice', () => {
  it('when the gateway tells of a message and a click twice', async () => {
    const { discord } = await start();
    const { message, overview, thread } = await digested(discord);
    const session = discord.gateway.sessions[0];
    for (const { payload } of session?.told.filter((each) => each.payload.includes('MESSAGE_CREATE')) ?? []) {
      session?.socket?.send(payload);
    }
    const used = discord.click(overview, idIn(overview, 'v1|more|'));
    session?.socket?.send(session.told.at(-1)?.payload ?? '');
    await discord.waitFor(() => (used.original?.components.length ?? 0) > 0);
    await quiet();
    expect(discord.posts(thread).filter(({ onlyFor }) => onlyFor === null)).toHaveLength(1);
    expect(discord.posts(discord.channels.text).filter(({ replyTo }) => replyTo === message.id)).toEqual([]);
    expect(discord.refusals).toEqual([]);
  });

  it('when an answer of Discord’s got lost', async () => {
    const { discord } = await start();
    discord.fail({ method: 'POST', path: /messages$/, kind: 'lost' });
    discord.fail({ method: 'POST', path: /threads$/, kind: 'lost' });
    const { thread } = await digested(discord);
    await quiet(1_000);
    expect(discord.posts(thread)).toHaveLength(1);
  }, 60_000);

  it('when the bot is stopped in the middle and started again: one thread, one overview, brought to its end', async () => {
    const { discord } = await start({ claude: { ttftMs: 50, tokensPerSecond: 150 } });
    const message = discord.say(talkLink);
    await discord.waitFor(() => discord.posts(discord.thread(message)).length === 1);
    expect(isFinished(discord.posts(discord.thread(message))[0])).toBe(false);
    await bot().restart();
    await overviewIn(discord, () => discord.thread(message));
    await quiet();
    expect(discord.posts(discord.thread(message))).toHaveLength(1);
    expect(discord.requests.filter(({ method, path }) => method === 'POST' && /threads$/.test(path))).toHaveLength(1);
  }, 90_000);
});

describe('limits', () => {
  it('without the Message Content intent the bot says so, and commands and mentions work', async () => {
    const { discord } = await start({ discord: { messageContent: false } });
    expect(warnings()).toContain('Message Content Intent');
    const plain = discord.say(talkLink);
    discord.slash('video', { url: talkLink });
    const base = await discord.waitFor(() =>
      discord.posts(discord.channels.text).find(({ onlyFor }) => onlyFor === null),
    );
    await overviewIn(discord, () => discord.thread(base));
    expect(plain.reactions.size).toBe(0);
    const mention = discord.say(`<@${discord.world.bot.id}> ${talkLink}`);
    await discord.waitFor(() => mention.reactions.size > 0);
  });

  it('over budget the digest says why, and is made whole when somebody who may spends anyway', async () => {
    const { discord } = await start({ env: { VIDIGEST_BUDGET_DAY_USD: '0' } });
    const message = discord.say(talkLink);
    const overview = await discord.waitFor(() =>
      discord.posts(discord.thread(message)).find(({ components }) => json(components).includes('v1|spend_anyway|')),
    );
    expect(outlines()).toBe(0);
    const button = idIn(overview, 'v1|spend_anyway|');
    const refused = discord.click(overview, button, undefined, { locale: 'en-US' });
    await discord.waitFor(() => json(refused.original?.components).includes('Manage Channels'));
    expect(outlines()).toBe(0);
    discord.click(overview, button, undefined, manager);
    await discord.waitFor(() => outlines() === 1);
    await discord.waitFor(() =>
      discord
        .posts(discord.thread(message))
        .some((post) => isFinished(post) && !json(post.components).includes('spend')),
    );
  });

  it('rate limits are waited for', async () => {
    const { discord } = await start();
    discord.fail({ method: 'POST', path: /messages$/, kind: 'limited', times: 2, retryAfter: 0.2 });
    await digested(discord);
  });
});
