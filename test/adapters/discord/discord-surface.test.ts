import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/core/domain/reply.ts';
import { draftOf, draftOverview, overviewOf } from '../../formatters/slack/replies.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { type DiscordSetup, refOf, setUpDiscord } from './discord-setup.ts';

let discord: DiscordSetup;
beforeEach(async () => {
  discord = await setUpDiscord({ timeoutMs: 300 });
});
afterEach(() => discord.stop());

const overview: Reply = overviewOf(sampleDigest(), { kind: 'offered', messages: 1 });
const fullText = (minutes: number): Reply => ({ kind: 'full-text', language: 'zh-CN', digest: longDigest(minutes) });
const failure: Reply = { kind: 'failure', language: 'en', code: 'youtube-blocked', reason: null, retryAtMs: 5 };
const again: Reply = { kind: 'again', language: 'en', postedAtMs: 0, link: 'https://discord.com/channels/1/2' };
const said = (channel = discord.fake.channels.text) =>
  discord.fake.say('https://youtu.be/vdgSample01', { channel: channel.id });
const options = () => ({ signal: discord.signal });
const methodsTo = (path: RegExp) =>
  discord.fake.requests.filter((request) => path.test(request.path)).map(({ method }) => method);

describe('posting', () => {
  it('opens a thread on the message, named by the title, archived after a day', async () => {
    const message = said();
    const posts = await discord.surface.post(refOf(discord.fake, message), overview, options());
    const thread = discord.fake.thread(message);
    expect(thread).toMatchObject({ name: sampleDigest().title, archiveAfterMinutes: 1_440, parent: message.channel });
    expect(discord.fake.posts(thread)).toHaveLength(1);
    expect(posts).toEqual([{ channel: message.id, message: discord.fake.posts(thread)[0]?.id }]);
    expect(discord.fake.posts(discord.fake.channels.text)).toEqual([]);
  });

  it('goes on in the same thread, in order and silently', async () => {
    const ref = refOf(discord.fake, said());
    await discord.surface.post(ref, overview, options());
    const posts = await discord.surface.post(ref, fullText(42), options());
    const inThread = discord.fake.posts(discord.fake.world.channels.get(ref.message));
    expect(posts.map(({ message }) => message)).toEqual(inThread.slice(1).map(({ id }) => id));
    expect(posts).toHaveLength(4);
    expect(inThread.map(({ flags }) => (flags & 4_096) !== 0)).toEqual([false, true, true, true, true]);
    expect(methodsTo(/threads$/)).toEqual(['POST']);
  });

  it('does not mix the messages of two replies', async () => {
    const ref = refOf(discord.fake, said());
    const [first, second] = await Promise.all([
      discord.surface.post(ref, fullText(42), options()),
      discord.surface.post(ref, fullText(42), options()),
    ]);
    const order = discord.fake.posts(discord.fake.world.channels.get(ref.message)).map(({ id }) => id);
    expect([...first, ...second].map(({ message }) => message)).toEqual(order);
  });

  it('answers in place in a thread and in a forum post', async () => {
    const message = said(discord.fake.channels.post);
    await discord.surface.post(refOf(discord.fake, message), overview, options());
    expect(discord.fake.posts(discord.fake.channels.post)).toHaveLength(1);
    expect(methodsTo(/threads$/)).toEqual([]);
  });

  it.each(['voice', 'direct'] as const)('replies to the message where there are no threads: %s', async (where) => {
    const message = said(discord.fake.channels[where]);
    await discord.surface.post(refOf(discord.fake, message), overview, options());
    expect(discord.fake.posts(discord.fake.channels[where])).toMatchObject([{ replyTo: message.id }]);
  });

  it('replies to the message where it may not open threads, and asks only once', async () => {
    discord.fake.deny(discord.fake.channels.text, 'CreatePublicThreads');
    const message = said();
    const ref = refOf(discord.fake, message);
    await discord.surface.post(ref, overview, options());
    await discord.surface.post(ref, fullText(3), options());
    expect(discord.fake.posts(discord.fake.channels.text).map(({ replyTo }) => replyTo)).toEqual([
      message.id,
      message.id,
    ]);
    expect(methodsTo(/threads$/)).toEqual(['POST']);
    expect(await discord.surface.permalink(ref, options())).toContain(`/${message.channel}/${message.id}`);
  });

  it('uses the thread that somebody has opened before', async () => {
    const message = said();
    const { world } = discord.fake;
    world.addChannel({ id: message.id, type: 11, name: 'ours', guild: discord.fake.guild.id, parent: message.channel });
    await discord.surface.post(refOf(discord.fake, message), overview, options());
    expect(discord.fake.posts(discord.fake.thread(message))).toHaveLength(1);
    expect(discord.fake.thread(message)?.name).toBe('ours');
  });

  it('opens no thread for the one line that leads to another', async () => {
    const message = said();
    await discord.surface.post(refOf(discord.fake, message), again, options());
    expect(discord.fake.thread(message)).toBeUndefined();
    expect(discord.fake.posts(discord.fake.channels.text)).toMatchObject([{ replyTo: message.id }]);
    const other = refOf(discord.fake, said());
    await discord.surface.post(other, overview, options());
    await discord.surface.post(other, again, options());
    expect(discord.fake.posts(discord.fake.world.channels.get(other.message))).toHaveLength(2);
  });

  it('shows details to everybody where they are posted all the same', async () => {
    const details: Reply = { kind: 'details', language: 'en', digest: sampleDigest() };
    expect(discord.surface.measure(details)).toBe(0);
    const ref = refOf(discord.fake, said());
    await discord.surface.post(ref, details, options());
    for (const { flags } of discord.fake.posts(discord.fake.world.channels.get(ref.message)))
      expect(flags & (64 | 4_096)).toBe(4_096);
  });
});

describe('the thread', () => {
  it('can be opened before there is a title, and is then named once', async () => {
    const message = said();
    const ref = refOf(discord.fake, message);
    await Promise.all([
      discord.surface.prepareThread(ref, null, options()),
      discord.surface.prepareThread(ref, null, options()),
    ]);
    expect(discord.fake.thread(message)?.name).toBe('YouTube');
    const [post] = await discord.surface.post(ref, failure, options());
    expect(discord.fake.thread(message)?.name).toBe('YouTube');
    if (post === undefined) throw new Error('no post');
    await discord.surface.edit(post, ref, draftOverview(draftOf(sampleDigest(), 'translation')), options());
    await discord.surface.edit(post, ref, overviewOf(sampleDigest({ title: 'Another title' })), options());
    expect(discord.fake.thread(message)?.name).toBe(sampleDigest().title);
    expect(methodsTo(new RegExp(`^/channels/${message.id}$`))).toEqual(['PATCH']);
    expect(methodsTo(/threads$/)).toEqual(['POST']);
  });

  it('is named once although another process opened it before there was a title', async () => {
    const message = said();
    const { world, guild } = discord.fake;
    world.addChannel({ id: message.id, type: 11, name: 'YouTube', guild: guild.id, parent: message.channel });
    const ref = refOf(discord.fake, message);
    await discord.surface.post(ref, overview, options());
    await discord.surface.post(ref, overview, options());
    expect(discord.fake.thread(message)?.name).toBe(sampleDigest().title);
    expect(methodsTo(new RegExp(`^/channels/${message.id}$`))).toEqual(['GET', 'PATCH']);
  });

  it('is put away with the sign when it was opened and nothing came of it', async () => {
    const [quiet, spoken] = [said(), said()];
    for (const message of [quiet, spoken]) {
      await discord.surface.prepareThread(refOf(discord.fake, message), null, options());
    }
    await discord.surface.post(refOf(discord.fake, spoken), overview, options());
    for (const message of [quiet, spoken]) await discord.surface.mark(refOf(discord.fake, message), false, options());
    expect([quiet, spoken].map((message) => discord.fake.thread(message)?.archived)).toEqual([true, false]);
  });

  it('is put away with a placeholder that was taken away, and kept with one that became an answer', async () => {
    const [quiet, spoken] = [said(), said()];
    for (const message of [quiet, spoken]) {
      const ref = refOf(discord.fake, message);
      const [post] = await discord.surface.post(ref, { kind: 'begun', language: 'en' }, options());
      if (post === undefined) throw new Error('no post');
      expect(discord.fake.posts(discord.fake.thread(message))).toMatchObject([{ id: post.message, flags: 36_864 }]);
      if (message === quiet) await discord.surface.remove(post, { ...options(), workspace: ref.workspace });
      else await discord.surface.edit(post, ref, overview, options());
      await discord.surface.mark(ref, false, options());
    }
    expect([quiet, spoken].map((message) => discord.fake.thread(message)?.archived)).toEqual([true, false]);
    expect(discord.fake.thread(spoken)?.name).toBe(sampleDigest().title);
  });

  it('keeps a name that was given when it was opened', async () => {
    const message = said();
    const ref = refOf(discord.fake, message);
    await discord.surface.prepareThread(ref, '  A *title*  ', options());
    await discord.surface.post(ref, overview, options());
    expect(discord.fake.thread(message)?.name).toBe('A *title*');
  });

  it('does not wait for leave to be renamed', async () => {
    const message = said();
    const ref = refOf(discord.fake, message);
    await discord.surface.prepareThread(ref, null, options());
    discord.fake.thread(message)?.renamedAtMs.push(Date.now(), Date.now());
    await discord.surface.post(ref, overview, options());
    expect(discord.fake.posts(discord.fake.thread(message))).toHaveLength(1);
    expect(discord.logger.entries.map((entry) => entry.message)).toContain('a thread stays as it is');
  });

  it('is where the link leads', async () => {
    const message = said();
    const ref = refOf(discord.fake, message);
    const base = `https://discord.com/channels/${discord.fake.guild.id}`;
    expect(await discord.surface.permalink(ref, options())).toBe(`${base}/${message.channel}/${message.id}`);
    await discord.surface.prepareThread(ref, null, options());
    expect(await discord.surface.permalink(ref, options())).toBe(`${base}/${message.id}`);
    const inPost = refOf(discord.fake, said(discord.fake.channels.post));
    expect(await discord.surface.permalink(inPost, options())).toBe(`${base}/${inPost.thread}/${inPost.message}`);
    const whole = { ...inPost, message: inPost.thread ?? '' };
    expect(await discord.surface.permalink(whole, options())).toBe(`${base}/${inPost.thread}`);
  });
});

describe('answers that get lost', () => {
  it.each(['lost', 'cut', 'hang', 'broken'] as const)('double neither thread nor message: %s', async (kind) => {
    const message = said();
    const { fake } = discord;
    for (const path of [/threads$/, /^\/channels\/\d+\/messages$/]) fake.fail({ method: 'POST', path, kind, times: 2 });
    const posts = await discord.surface.post(refOf(fake, message), fullText(20), options());
    expect(fake.posts(fake.thread(message)).map(({ id }) => id)).toEqual(posts.map((post) => post.message));
    expect(posts.length).toBe(discord.surface.measure(fullText(20)));
  });

  it('are waited for again by edits and deletions', async () => {
    const ref = refOf(discord.fake, said());
    const [post] = await discord.surface.post(ref, failure, options());
    if (post === undefined) throw new Error('no post');
    for (const method of ['PATCH', 'DELETE']) discord.fake.fail({ method, path: /messages\/\d+$/, kind: 'lost' });
    await discord.surface.edit(post, ref, overview, options());
    expect(JSON.stringify(discord.fake.world.findMessage(post.message)?.components)).toContain('vdgSample01');
    await discord.surface.remove(post, { ...options(), workspace: 'x' });
    await discord.surface.remove(post, { ...options(), workspace: 'x' });
    expect(discord.fake.world.findMessage(post.message)).toBeUndefined();
  });

  it('end as a refusal after some tries', async () => {
    discord.fake.fail({ method: 'POST', path: /messages$/, kind: 'broken', times: 9 });
    await expect(discord.surface.post(refOf(discord.fake, said()), overview, options())).rejects.toMatchObject({
      code: 'chat-refused',
      reason: 'Discord cannot be reached',
    });
    expect(methodsTo(/^\/channels\/\d+\/messages$/)).toHaveLength(4);
  });

  it('do not outlive the signal', async () => {
    discord.fake.fail({ method: 'POST', path: /threads$/, kind: 'hang', times: 9 });
    const stop = new AbortController();
    const posting = discord.surface.post(refOf(discord.fake, said()), overview, { signal: stop.signal });
    await discord.fake.waitFor(() => methodsTo(/threads$/).length > 0);
    stop.abort(new Error('enough'));
    await expect(posting).rejects.toThrow('enough');
  });
});

describe('rate limits', () => {
  it('are obeyed without losing or reordering a part', async () => {
    discord.fake.limit({ limit: 2, windowMs: 120 });
    const ref = refOf(discord.fake, said());
    const posts = await discord.surface.post(ref, fullText(42), options());
    expect(discord.fake.posts(discord.fake.world.channels.get(ref.message)).map(({ id }) => id)).toEqual(
      posts.map(({ message }) => message),
    );
    expect(posts).toHaveLength(4);
  });

  it.each([false, true])('are waited for where they come unexpected, global: %s', async (global) => {
    discord.fake.fail({ method: 'POST', path: /messages$/, kind: 'limited', times: 2, global });
    const ref = refOf(discord.fake, said());
    await discord.surface.post(ref, overview, options());
    expect(discord.fake.posts(discord.fake.world.channels.get(ref.message))).toHaveLength(1);
  });
});

describe('the sign', () => {
  const eyes = (id: string) =>
    discord.fake.world.findMessage(id)?.reactions.get('👀')?.has(discord.fake.world.bot.id) ?? false;

  it('comes and goes, in channels and threads', async () => {
    for (const channel of [discord.fake.channels.text, discord.fake.channels.post, discord.fake.channels.direct]) {
      const ref = refOf(discord.fake, said(channel));
      expect(await discord.surface.mark(ref, true, options())).toBe(true);
      expect(eyes(ref.message)).toBe(true);
      expect(await discord.surface.mark(ref, false, options())).toBe(true);
      expect(eyes(ref.message)).toBe(false);
    }
  });

  it('is a courtesy', async () => {
    const ref = refOf(discord.fake, said());
    discord.fake.world.blockers.add(ref.author);
    expect(await discord.surface.mark(ref, true, options())).toBe(false);
    discord.fake.world.blockers.clear();
    discord.fake.deny(discord.fake.channels.text, 'AddReactions');
    expect(await discord.surface.mark(ref, true, options())).toBe(false);
  });

  it('needs nothing in its place on a message that is gone', async () => {
    const gone = { ...refOf(discord.fake, said()), message: discord.fake.world.ids.next() };
    expect(await discord.surface.mark(gone, true, options())).toBe(true);
  });

  it('is all that tells what the author alone should hear', async () => {
    const ref = refOf(discord.fake, said());
    await discord.surface.mark(ref, true, options());
    expect(await discord.surface.tell(ref, failure, options())).toBe(false);
    expect(eyes(ref.message)).toBe(true);
    expect(discord.fake.posts(discord.fake.channels.text)).toEqual([]);
  });

  it('that is taken away while it is being set is gone', async () => {
    const ref = refOf(discord.fake, said());
    discord.fake.fail({ method: 'PUT', path: /reactions/, kind: 'limited', times: 1 });
    await Promise.all([true, false].map((on) => discord.surface.mark(ref, on, options())));
    expect(eyes(ref.message)).toBe(false);
  });
});

describe('the message whose button was pressed', () => {
  it.each(['text', 'post', 'direct'] as const)('is edited where it stands: %s', async (where) => {
    const { fake, surface } = discord;
    const { channel, ...to } = refOf(fake, said(fake.channels[where]));
    const [post] = await surface.post({ ...to, channel }, failure, options());
    if (post === undefined) throw new Error('no post');
    // The channel in the list is all that is known of it once what it answered is forgotten.
    const pressed = { ...to, channel, message: post.message, thread: post.channel === channel ? null : post.channel };
    await surface.edit({ channel, message: post.message }, pressed, overview, options());
    expect(JSON.stringify(fake.world.findMessage(post.message)?.components)).toContain('vdgSample01');
  });
});

describe('refusals', () => {
  it('name the permissions that are missing', async () => {
    const app = discord.app();
    await app.start(discord.signal);
    discord.fake.deny(discord.fake.channels.text, 'CreatePublicThreads', 'SendMessages');
    const ref = refOf(discord.fake, said());
    await discord.fake.waitFor(() => discord.requests.length > 0);
    await expect(discord.surface.post(ref, overview, options())).rejects.toMatchObject({
      code: 'chat-refused',
      reason: 'Missing permissions: Send Messages (50013)',
    });
    discord.fake.deny(discord.fake.channels.post, 'SendMessagesInThreads', 'ViewChannel');
    const inPost = refOf(discord.fake, said(discord.fake.channels.post));
    await expect(discord.surface.post(inPost, overview, options())).rejects.toMatchObject({
      reason: 'Missing permissions: View Channels, Send Messages in Threads (50001)',
    });
  });

  it('are told to whoever wrote, once a channel and day', async () => {
    const app = discord.app();
    await app.start(discord.signal);
    const { channels, deny, world } = discord.fake;
    deny(channels.text, 'SendMessages', 'CreatePublicThreads');
    for (const message of [said(), said()]) {
      const ref = refOf(discord.fake, message);
      await expect(discord.surface.post(ref, overview, options())).rejects.toThrow();
    }
    const words = discord.fake.posts(channels.direct).map(({ components }) => JSON.stringify(components));
    expect(words).toHaveLength(1);
    expect(words[0]).toContain('Send Messages');
    expect(words[0]).toContain(`/${channels.text.id}/`);
    const stranger = { ...refOf(discord.fake, said(channels.post)), author: world.ids.next() };
    deny(channels.post, 'SendMessagesInThreads');
    await expect(discord.surface.post(stranger, overview, options())).rejects.toThrow('Send Messages in Threads');
  });

  it('say what Discord says where nothing more is known', async () => {
    discord.fake.channels.post.locked = true;
    const ref = refOf(discord.fake, said(discord.fake.channels.post));
    await expect(discord.surface.post(ref, overview, options())).rejects.toMatchObject({
      reason: 'Thread is archived (50083)',
    });
    const gone = { ...refOf(discord.fake, said()), message: discord.fake.world.ids.next() };
    await expect(discord.surface.post(gone, overview, options())).rejects.toMatchObject({
      reason: 'Unknown Message (10008)',
    });
  });

  it('of an edit are told', async () => {
    const ref = refOf(discord.fake, said());
    const [post] = await discord.surface.post(ref, overview, options());
    if (post === undefined) throw new Error('no post');
    await discord.surface.remove(post, { ...options(), workspace: 'x' });
    await expect(discord.surface.edit(post, ref, overview, options())).rejects.toMatchObject({ code: 'chat-refused' });
    await expect(discord.surface.edit(post, ref, fullText(42), options())).rejects.toMatchObject({ code: 'internal' });
  });
});
