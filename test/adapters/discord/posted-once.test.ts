import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import type { RequestFrame } from '../../../src/core/domain/chat-request.ts';
import type { Reply } from '../../../src/core/domain/reply.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { createOutbox } from '../../../src/core/usecases/outbox.ts';
import { overviewOf } from '../../formatters/slack/replies.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { type DiscordSetup, refOf, setUpDiscord } from './discord-setup.ts';

let store: Store;
let discord: DiscordSetup;
let inDoubt: number;
const outbox = () => {
  const onInDoubt = () => {
    inDoubt += 1;
  };
  const deps = { store: store.outbox, clock: createSystemClock(), logger: createMemoryLogger(), onInDoubt };
  return createOutbox(deps, { alone: true, settleMs: 1, refusedMs: 1 });
};
beforeEach(async () => {
  inDoubt = 0;
  store = await createSqliteStore({ file: ':memory:', clock: createSystemClock(), logger: createMemoryLogger() });
  discord = await setUpDiscord({ timeoutMs: 300, outbox: outbox() });
});
afterEach(async () => {
  await discord.stop();
  await store.close();
});

const overview: Reply = overviewOf(sampleDigest());
const fullText: Reply = { kind: 'full-text', language: 'zh-CN', digest: longDigest(42) };
const said = () => refOf(discord.fake, discord.fake.say('https://youtu.be/vdgSample01'));
const options = (key = 'r1/overview') => ({ key, fence: null, signal: discord.signal });
const inThread = (message: string) => discord.fake.posts(discord.fake.world.channels.get(message));
const posting = /^\/channels\/\d+\/messages$/;
const writes = () => discord.fake.requests.filter(({ method, path }) => method === 'POST' && posting.test(path)).length;
/** Discord forgets its nonces, as it does after some minutes. */
const forgetNonces = () => discord.fake.forgetNonces();

describe('a post with a key', () => {
  it('is posted once, however often it is asked for', async () => {
    const ref = said();
    const posts = await discord.surface.post(ref, fullText, options());
    expect(posts).toHaveLength(4);
    expect(await discord.surface.post(ref, fullText, options())).toEqual(posts);
    expect(inThread(ref.message)).toHaveLength(4);
    expect(writes()).toBe(4);
    await discord.surface.post(ref, fullText, options('r2/full-text'));
    expect(inThread(ref.message)).toHaveLength(8);
  });

  it.each(['lost', 'cut', 'hang', 'broken'] as const)('stands once after an answer that got lost: %s', async (kind) => {
    const ref = said();
    discord.fake.fail({ method: 'POST', path: posting, kind, times: 2 });
    const posts = await discord.surface.post(ref, overview, options());
    expect(inThread(ref.message).map(({ id }) => id)).toEqual(posts.map(({ message }) => message));
    expect(posts).toHaveLength(1);
  });

  it('is found by its mark after a crash, also when it was edited', async () => {
    const ref = said();
    const [post] = await discord.surface.post(ref, overview, options());
    if (post === undefined) throw new Error('no post');
    await discord.surface.edit(post, ref, overviewOf(sampleDigest({ title: 'Another' })), { signal: discord.signal });
    // As if the process had died between the request and its answer.
    await store.close();
    store = await createSqliteStore({ file: ':memory:', clock: createSystemClock(), logger: createMemoryLogger() });
    await store.outbox.intend({ key: 'r1/overview/1', workspace: ref.workspace, fence: null }, 1);
    forgetNonces();
    const { fake } = discord;
    const restarted = await setUpDiscord({ outbox: outbox(), over: fake });
    expect(await restarted.surface.post(ref, overview, options())).toEqual([post]);
    expect(inThread(ref.message)).toHaveLength(1);
  });

  it('is posted again in doubt where Discord will not list what is there, and stands once all the same', async () => {
    const ref = said();
    discord.fake.fail({ method: 'POST', path: posting, kind: 'lost' });
    discord.fake.fail({ method: 'GET', path: posting, kind: 'broken', times: 9 });
    await discord.surface.post(ref, overview, options());
    expect(inThread(ref.message)).toHaveLength(1);
    expect(inDoubt).toBe(1);
  });

  it('that is refused may be tried again', async () => {
    const ref = said();
    discord.fake.channels.text.denied.add('SendMessagesInThreads');
    await expect(discord.surface.post(ref, overview, options())).rejects.toMatchObject({ code: 'chat-refused' });
    discord.fake.channels.text.denied.clear();
    expect(await discord.surface.post(ref, overview, options())).toHaveLength(1);
  });
});

describe('the message that the digests of a command hang on', () => {
  const frame = (): RequestFrame => ({
    id: 'discord/1',
    asker: { id: discord.fake.person.id, locale: 'en', mayAdminister: false, isGuest: false },
    at: {
      surface: 'discord',
      workspace: discord.fake.guild.id,
      channel: discord.fake.channels.text.id,
      thread: null,
      message: null,
    },
    answerTo: { form: 'private', handle: 'x' },
  });
  const videos = [{ videoId: 'vdgSample01', startMs: 90_000, isShort: false }];

  it('is the link itself, the same for the same request', async () => {
    const ref = await discord.surface.openThread(frame(), videos, { signal: discord.signal });
    expect(await discord.surface.openThread(frame(), videos, { signal: discord.signal })).toEqual(ref);
    const [message, ...more] = discord.fake.posts(discord.fake.channels.text);
    expect(more).toEqual([]);
    expect(JSON.stringify(message?.components)).toContain('https://youtu.be/vdgSample01?t=90');
    expect(ref).toEqual({ ...frame().at, message: message?.id, author: discord.fake.person.id });
    if (ref === null) throw new Error('no message');
    await discord.surface.post(ref, overview, options());
    expect(inThread(ref.message)).toHaveLength(1);
  });

  it('is none where nothing can be posted', async () => {
    discord.fake.channels.post.locked = true;
    const at = { ...frame().at, thread: discord.fake.channels.post.id };
    expect(await discord.surface.openThread({ ...frame(), at }, videos, { signal: discord.signal })).toBeNull();
  });

  it('is refused with a reason where a permission is missing', async () => {
    discord.fake.channels.text.denied.add('SendMessages');
    const asked = discord.surface.openThread(frame(), videos, { signal: discord.signal });
    await expect(asked).rejects.toMatchObject({ code: 'chat-refused', reason: expect.stringContaining('(50013)') });
  });
});
