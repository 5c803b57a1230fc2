import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/core/domain/reply.ts';
import type { FakeChannel } from '../../fakes/discord/world.ts';
import { overviewOf } from '../../formatters/slack/replies.ts';
import { sampleDigest } from '../../support/sample-digest.ts';
import { type DiscordSetup, refOf, setUpDiscord } from './discord-setup.ts';

let discord: DiscordSetup;
beforeEach(async () => {
  discord = await setUpDiscord();
});
afterEach(() => discord.stop());

const overview: Reply = overviewOf(sampleDigest(), { kind: 'offered', messages: 1 });
const failure: Reply = { kind: 'failure', language: 'en', code: 'youtube-blocked', reason: null, retryAtMs: 5 };
/** Each time another key. */
const options = () => ({ signal: discord.signal, key: discord.fake.world.ids.next() });
const said = (channel = discord.fake.channels.text) =>
  discord.fake.say('https://youtu.be/vdgSample01', { channel: channel.id });
const silences = (channel: FakeChannel | undefined) =>
  discord.fake.posts(channel).map(({ flags }) => (flags & 4_096) !== 0);
const lists = () => discord.fake.requests.filter(({ method, path }) => method === 'GET' && /messages$/.test(path));
/** The bot in another process, over the same Discord. */
const another = () => setUpDiscord({ over: discord.fake });

describe('the first post of a thread', () => {
  it('alone notifies: not a second overview, nor a failure behind one', async () => {
    const message = said();
    const ref = refOf(discord.fake, message);
    for (const reply of [overview, overview, failure]) await discord.surface.post(ref, reply, options());
    expect(silences(discord.fake.thread(message))).toEqual([false, true, true]);
    expect(lists()).toEqual([]);
  });

  it('is known to a process that did not post it, whatever Discord itself has written there', async () => {
    const message = said();
    const ref = refOf(discord.fake, message);
    await discord.surface.prepareThread(ref, null, options());
    const other = await another();
    await other.surface.post(ref, overview, options());
    await (await another()).surface.post(ref, overview, options());
    expect(silences(discord.fake.thread(message))).toEqual([false, true]);
    expect(discord.fake.thread(message)?.messages.map(({ type }) => type)).toEqual([21, 0, 4, 0]);
  });

  it('is asked for once', async () => {
    const ref = () => refOf(discord.fake, said(discord.fake.channels.post));
    await discord.surface.post(ref(), overview, options());
    await discord.surface.post(ref(), overview, options());
    const { surface } = await another();
    for (const _ of [1, 2]) await surface.post(ref(), overview, options());
    expect(silences(discord.fake.channels.post)).toEqual([false, true, true, true]);
    expect(lists()).toHaveLength(2);
    expect(discord.fake.requests.filter(({ path }) => path === '/users/@me')).toHaveLength(2);
  });

  it('is the bot’s own, whoever else has spoken', async () => {
    const { post } = discord.fake.channels;
    discord.fake.say('hello', { channel: post.id, author: discord.fake.world.addUser('other bot', true) });
    await discord.surface.post(refOf(discord.fake, said(post)), overview, options());
    expect(silences(post)).toEqual([false]);
  });

  it('that comes in place of one that was deleted notifies again', async () => {
    const message = said();
    const ref = refOf(discord.fake, message);
    const [notice] = await discord.surface.post(ref, failure, options());
    if (notice === undefined) throw new Error('no post');
    await discord.surface.remove(notice, { ...options(), workspace: 'x' });
    await discord.surface.post(ref, overview, options());
    const [second] = await discord.surface.post(ref, failure, options());
    if (second === undefined) throw new Error('no post');
    await discord.surface.remove(second, { ...options(), workspace: 'x' });
    await discord.surface.post(ref, failure, options());
    expect(silences(discord.fake.thread(message))).toEqual([false, true]);
  });

  it('in a thread that took the place of a deleted one notifies', async () => {
    const message = said();
    const ref = refOf(discord.fake, message);
    await discord.surface.post(ref, overview, options());
    const thread = discord.fake.thread(message);
    if (thread === undefined) throw new Error('no thread');
    discord.fake.eraseThread(thread);
    await discord.surface.post(ref, overview, options());
    expect(silences(discord.fake.thread(message))).toEqual([false]);
  });

  it.each(['voice', 'direct'] as const)('is one a message where there are no threads: %s', async (where) => {
    const channel = discord.fake.channels[where];
    const [first, second] = [refOf(discord.fake, said(channel)), refOf(discord.fake, said(channel))];
    for (const ref of [first, second, first]) await discord.surface.post(ref, overview, options());
    await (await another()).surface.post(second, failure, options());
    expect(silences(channel)).toEqual([false, false, true, true]);
  });
});

describe('a thread whose messages Discord does not show', () => {
  const inPost = () => refOf(discord.fake, said(discord.fake.channels.post));

  it('for want of a permission is spoken to aloud, once', async () => {
    discord.fake.deny(discord.fake.channels.post, 'ReadMessageHistory');
    for (const _ of [1, 2]) await discord.surface.post(inPost(), overview, options());
    expect(silences(discord.fake.channels.post)).toEqual([false, true]);
  });

  it('because it breaks on the bot’s own is spoken to silently, without a wait', async () => {
    discord.fake.fail({ method: 'GET', path: /messages$/, kind: 'broken', times: 9 });
    await discord.surface.post(inPost(), overview, options());
    expect(silences(discord.fake.channels.post)).toEqual([true]);
    expect(lists()).toHaveLength(1);
  });
});
