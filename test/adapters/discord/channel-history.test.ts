import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordHistory } from '../../../src/adapters/discord/channel-history.ts';
import { createDiscordSight } from '../../../src/adapters/discord/channel-sight.ts';
import { createDiscordThreadTalk } from '../../../src/adapters/discord/thread-talk.ts';
import type { NoticedMessage } from '../../../src/core/domain/noticed-message.ts';
import { type DiscordSetup, refOf, setUpDiscord } from './discord-setup.ts';

let discord: DiscordSetup;
beforeEach(async () => {
  discord = await setUpDiscord({ timeoutMs: 300 });
});
afterEach(() => discord.stop());

describe('the history of a channel', () => {
  const read = async (channel: string, oldestMs: number): Promise<NoticedMessage[]> => {
    const where = { surface: 'discord', workspace: discord.fake.guild.id, channel };
    const messages: NoticedMessage[] = [];
    for await (const message of createDiscordHistory(discord).since(where, oldestMs, discord.signal))
      messages.push(message);
    return messages;
  };
  const startMs = Date.UTC(2026, 0, 1);

  it('is what people said since an instant, oldest first, then its threads', async () => {
    const { fake } = discord;
    const { text } = fake.channels;
    fake.say('too early', { atMs: startMs - 1 });
    const first = fake.say('first', { atMs: startMs });
    const thread = fake.world.addChannel({ id: first.id, type: 11, name: 'x', guild: fake.guild.id, parent: text.id });
    fake.world.addChannel({ type: 11, name: 'quiet', guild: fake.guild.id, parent: text.id });
    fake.say('of a bot', { author: fake.world.addUser('bot', true), atMs: startMs + 1 });
    const second = fake.say('second', { atMs: startMs + 2 });
    const inThread = fake.say('in thread', { channel: thread.id, atMs: startMs + 1 });
    fake.say('elsewhere', { channel: fake.channels.post.id, atMs: startMs + 3 });
    expect(await read(text.id, startMs)).toEqual([
      { ref: refOf(fake, first), text: 'first', postedAtMs: startMs },
      { ref: refOf(fake, second), text: 'second', postedAtMs: startMs + 2 },
      { ref: refOf(fake, inThread), text: 'in thread', postedAtMs: startMs + 1 },
    ]);
  });

  it('is read over several pages', async () => {
    for (let at = 0; at < 230; at += 1) discord.fake.say(String(at), { atMs: startMs + at });
    const messages = await read(discord.fake.channels.text.id, startMs);
    expect(messages.map(({ text }) => text)).toEqual(Array.from({ length: 230 }, (_, at) => String(at)));
  });

  it('is refused where the bot may not read it', async () => {
    discord.fake.deny(discord.fake.channels.text, 'ReadMessageHistory');
    await expect(read(discord.fake.channels.text.id, startMs)).rejects.toMatchObject({ code: 'chat-refused' });
  });
});

describe('the talk in a thread', () => {
  const place = () => refOf(discord.fake, discord.fake.say('https://youtu.be/vdgSample01'));
  const hasPeople = (message: ReturnType<typeof place>) =>
    createDiscordThreadTalk(discord).hasPeople(message, { signal: discord.signal });
  const again = { kind: 'again', language: 'en', postedAtMs: 0, link: 'https://discord.com/channels/1' } as const;

  it('is that of people, not the bot’s', async () => {
    const ref = place();
    expect(await hasPeople(ref)).toBe(false);
    await discord.surface.prepareThread(ref, null, { signal: discord.signal });
    await discord.surface.post(ref, again, { signal: discord.signal });
    expect(await hasPeople(ref)).toBe(false);
    discord.fake.say('interesting', { channel: ref.message });
    expect(await hasPeople(ref)).toBe(true);
  });

  it('in the thread that the message stands in counts after it', async () => {
    const { post } = discord.fake.channels;
    discord.fake.say('before', { channel: post.id });
    const ref = refOf(discord.fake, discord.fake.say('link', { channel: post.id }));
    expect(await hasPeople(ref)).toBe(false);
    discord.fake.say('after', { channel: post.id });
    expect(await hasPeople(ref)).toBe(true);
  });

  it('is assumed where Discord does not show it', async () => {
    const ref = place();
    discord.fake.fail({ method: 'GET', path: /messages$/, kind: 'broken', times: 9 });
    expect(await hasPeople(ref)).toBe(true);
    const hidden = refOf(discord.fake, discord.fake.say('link', { channel: discord.fake.channels.post.id }));
    discord.fake.deny(discord.fake.channels.post, 'ReadMessageHistory');
    expect(await hasPeople(hidden)).toBe(true);
  });
});

describe('who can open a channel', () => {
  it('is who may see it', async () => {
    await discord.app().start(discord.signal);
    const { guild, channels, person, world } = discord.fake;
    const sight = createDiscordSight(discord);
    const canOpen = (channel: string, viewer: string) =>
      sight.canOpen({ surface: 'discord', workspace: guild.id, channel, viewer }, { signal: discord.signal });
    expect(await canOpen(channels.text.id, person.id)).toBe(true);
    expect(await canOpen(channels.text.id, world.ids.next())).toBe(false);
    expect(await canOpen(world.ids.next(), person.id)).toBe(false);
    expect(await canOpen(channels.direct.id, person.id)).toBe(false);
  });
});
