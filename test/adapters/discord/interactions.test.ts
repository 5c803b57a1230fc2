import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiscordAppDeps } from '../../../src/adapters/discord/discord-app.ts';
import type { ChatAnswer } from '../../../src/core/domain/chat-answer.ts';
import type { ChatRequest } from '../../../src/core/domain/chat-request.ts';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { formatChapterPage } from '../../../src/formatters/discord/chapter-page.ts';
import type { FakeMessage } from '../../fakes/discord/world.ts';
import { overviewOf } from '../../formatters/slack/replies.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { type DiscordSetup, refOf, setUpDiscord } from './discord-setup.ts';

type Asked = ChatRequest;
type PartRequest = Extract<ChatRequest, { kind: 'show-part' }>;

let discord: DiscordSetup;
beforeEach(async () => {
  discord = await setUpDiscord({ timeoutMs: 300 });
});
afterEach(() => discord.stop());

const digest = sampleDigest();
const ref = { videoId: 'vdgSample01', language: 'zh-CN' };
const url = 'https://youtu.be/vdgSample01';
const start = (deps: Partial<DiscordAppDeps> = {}) => discord.app(deps).start(discord.signal);
const next = (count = 1) => discord.fake.waitFor(() => discord.requests[count - 1]);
const page = (chapter: number) =>
  formatChapterPage(digest, chapter, 0, { language: 'en', original: false })?.components;
const section = (chapter: number, of = digest): ChatAnswer => ({
  kind: 'section',
  language: 'en',
  digest: of,
  chapter,
  page: 0,
  original: false,
});
const note: ChatAnswer = { kind: 'note', language: 'en', note: 'working' };

/** An app that answers every request like this. */
const answering = (...answers: readonly ChatAnswer[]) =>
  start({
    onRequest: async (request, signal) => {
      for (const answer of answers) await discord.answers.answer(request, answer, { signal });
      discord.requests.push(request);
    },
  });

const showPart = (request: PartRequest, of: Digest, signal: AbortSignal) =>
  discord.answers.answer(request, { kind: 'part', language: 'en', digest: of, part: request.part }, { signal });

/** The overview of a digest in the thread of a link. */
async function overview(of = digest): Promise<FakeMessage> {
  const message = discord.fake.world.addMessage({
    channel: discord.fake.channels.text.id,
    author: discord.fake.person,
  });
  await discord.surface.post(refOf(discord.fake, message), overviewOf(of), { signal: discord.signal });
  const [post] = discord.fake.posts(discord.fake.thread(message));
  if (post === undefined) throw new Error('no overview');
  return post;
}

/** What a person reads of a message that is for them. */
function original(of: { readonly original: FakeMessage | null }): FakeMessage {
  if (of.original === null) throw new Error('no answer');
  return of.original;
}

describe('commands', () => {
  beforeEach(() => start());

  const video = { kind: 'digest', origin: 'command', private: false, language: null, postedAtMs: null };
  it.each<[string, Record<string, string | boolean>, object]>([
    [
      'video',
      { url: `${url}?t=90` },
      { ...video, videos: [{ videoId: 'vdgSample01', startMs: 90_000, isShort: false }] },
    ],
    ['video', { url, language: 'ja', private: true }, { ...video, language: 'ja', private: true }],
    ['video', { url, language: 'German' }, { ...video, language: 'de' }],
    ['video', { url, language: 'Klingonish' }, { kind: 'help', typed: 'Klingonish', nearest: 'video' }],
    ['video', { url: 'https://example.org' }, { kind: 'no-video', origin: 'command', playlist: false }],
    [
      'video',
      { url: 'https://www.youtube.com/playlist?list=PLabcdefghijklmnop' },
      { kind: 'no-video', playlist: true },
    ],
    ['settings', {}, { kind: 'settings' }],
    ['usage', {}, { kind: 'usage' }],
    ['help', {}, { kind: 'help', typed: '', nearest: null }],
    ['language', { language: 'zh-cn' }, { kind: 'change-settings', change: { set: { language: 'zh-CN' }, reset: [] } }],
    ['language', { language: '??' }, { kind: 'help', typed: '??', nearest: 'language' }],
    ['mode', { mode: 'react' }, { kind: 'change-settings', change: { set: { mode: 'react' }, reset: [] } }],
    ['mode', { mode: 'never' }, { kind: 'help', typed: 'never', nearest: 'mode' }],
    ['dance', {}, { kind: 'help', typed: '', nearest: null }],
  ])('/digest %s %o', async (subcommand, options, wish) => {
    const used = discord.fake.slash(subcommand, options);
    expect(await next()).toMatchObject(wish);
    expect(used).toMatchObject({ answered: 5, isEphemeral: true });
  });

  it('come with who, where and in which language', async () => {
    const { channels, guild, person } = discord.fake;
    const use = { channel: channels.post.id, locale: 'ja', permissions: 1n << 4n };
    const used = discord.fake.slash('help', {}, use);
    expect(await next()).toMatchObject({
      id: `discord/${used.id}`,
      asker: { id: person.id, locale: 'ja', mayAdminister: true, isGuest: false },
      at: { workspace: guild.id, channel: channels.post.parent, thread: channels.post.id, message: null },
      answerTo: { form: 'private', handle: used.id },
    });
  });

  it.each([
    [0n, false],
    [1n << 3n, true],
    [1n << 4n, true],
    [1n << 11n, false],
  ])('with permissions %i give charge of the channel: %s', async (permissions, mayAdminister) => {
    discord.fake.slash('settings', {}, { permissions });
    expect((await next()).asker).toMatchObject({ mayAdminister });
  });

  it('in direct messages are one’s own', async () => {
    discord.fake.slash('settings', {}, { channel: discord.fake.channels.direct.id });
    expect(await next()).toMatchObject({ asker: { mayAdminister: true }, at: { workspace: '@me', thread: null } });
  });

  it('of a message’s menu name the message and its videos', async () => {
    const message = discord.fake.world.addMessage({
      channel: discord.fake.channels.post.id,
      author: discord.fake.world.addUser('somebody else'),
      content: `look: ${url}`,
    });
    discord.fake.menu(message);
    const { author: _, ...at } = refOf(discord.fake, message);
    expect(await next()).toMatchObject({
      kind: 'digest',
      origin: 'shortcut',
      at,
      asker: { id: discord.fake.person.id },
    });
    discord.fake.menu(
      discord.fake.world.addMessage({ channel: message.channel, author: message.author, content: 'no' }),
    );
    expect(await next(2)).toMatchObject({ kind: 'no-video', origin: 'shortcut' });
  });

  it('suggest languages while they are typed, without anybody else doing anything', async () => {
    const typing = discord.fake.type('video', 'language', 'chin');
    await discord.fake.waitFor(() => typing.answered === 8);
    expect(typing.choices.slice(0, 2)).toEqual([
      { name: expect.stringMatching(/^中文.*Chinese \(China\)$/), value: 'zh-CN' },
      { name: expect.stringMatching(/^中文.*Chinese \(Taiwan\)$/), value: 'zh-TW' },
    ]);
    const other = discord.fake.type('video', 'url', 'x');
    await discord.fake.waitFor(() => other.answered === 8);
    expect(other.choices).toEqual([]);
    expect(discord.requests).toEqual([]);
  });
});

describe('buttons and menus', () => {
  it.each<[string, object]>([
    ['arguments', { kind: 'show-part', part: { name: 'arguments' } }],
    ['people', { kind: 'show-part', part: { name: 'people' } }],
    ['more', { kind: 'show-part', part: { name: 'actions' } }],
    ['languages', { kind: 'choose-language' }],
    ['download', { kind: 'choose-download' }],
  ])('of an overview: %s', async (action, wish) => {
    await start();
    const post = await overview();
    const used = discord.fake.click(post, `v1|${action}|vdgSample01|zh-CN`);
    expect(await next()).toMatchObject({
      ...wish,
      digest: ref,
      at: { message: post.id, thread: post.channel, channel: discord.fake.channels.text.id },
      answerTo: { form: 'private', handle: used.id },
    });
    expect(used).toMatchObject({ answered: 5, isEphemeral: true });
  });

  it('behind the dots act on the overview, in place of the menu', async () => {
    await start({
      onRequest: async (request, signal) => {
        if (request.kind === 'show-part') await showPart(request, digest, signal);
        else if (request.kind === 'remove') await discord.answers.answer(request, note, { signal });
        discord.requests.push(request);
      },
    });
    const post = await overview();
    const menu = discord.fake.click(post, 'v1|more|vdgSample01|zh-CN');
    await next();
    const again = discord.fake.click(original(menu), 'v1|again|vdgSample01|zh-CN');
    expect(await next(2)).toMatchObject({ kind: 'digest-again', digest: ref, at: { message: post.id } });
    expect(again.answered).toBe(6);
    discord.fake.click(original(menu), 'v1|post|vdgSample01|zh-CN');
    expect(await next(3)).toMatchObject({ kind: 'post-full-text', digest: ref });
    const before = original(menu).components;
    discord.fake.click(original(menu), 'v1|remove|vdgSample01|zh-CN');
    expect(await next(4)).toMatchObject({ kind: 'remove', at: { message: post.id } });
    expect(original(menu).components).not.toEqual(before);
    expect(JSON.stringify(original(menu).components)).toContain('I’m on it.');
  });

  it('ask before a long text is posted, and offer a file instead', async () => {
    const long = longDigest(120);
    await start({
      onRequest: async (request, signal) => {
        if (request.kind === 'show-part') await showPart(request, long, signal);
        discord.requests.push(request);
      },
    });
    const menu = discord.fake.click(await overview(long), `v1|more|${long.video.id}|${long.language}`);
    await next();
    discord.fake.click(original(menu), `v1|post_ask|${long.video.id}|${long.language}`);
    expect(await next(2)).toMatchObject({ kind: 'show-part', part: { name: 'full-text' } });
    expect(JSON.stringify(original(menu).components)).toMatch(/This takes \d+ messages/);
    discord.fake.click(original(menu), `v1|post|${long.video.id}|${long.language}`);
    expect(await next(3)).toMatchObject({ kind: 'post-full-text' });
    discord.fake.click(original(menu), `v1|file|${long.video.id}|${long.language}|md`);
    expect(await next(4)).toMatchObject({ kind: 'download', format: 'md' });
  });

  it('name the chapter that was picked, and turn its pages in place', async () => {
    await start({
      onRequest: async (request, signal) => {
        if (request.kind === 'show-section')
          await discord.answers.answer(request, section(request.chapter), { signal });
        discord.requests.push(request);
      },
    });
    const used = discord.fake.click(await overview(), 'v1|chapters|vdgSample01|zh-CN|0', '0');
    expect(await next()).toMatchObject({ kind: 'show-section', digest: ref, chapter: 0, page: 0, original: false });
    expect(original(used).components).toEqual(page(0));
    const turned = discord.fake.click(original(used), 'v1|page|vdgSample01|zh-CN|1|0|t|next');
    const request = await next(2);
    expect(request).toMatchObject({ kind: 'show-section', chapter: 1, answerTo: { form: 'page', handle: turned.id } });
    expect(turned.answered).toBe(6);
    expect(original(used).components).toEqual(page(1));
  });

  it('lead to the language and the file that were picked', async () => {
    const choice: ChatAnswer = { kind: 'language-choice', language: 'en', digest: ref };
    const download: ChatAnswer = { kind: 'download-choice', language: 'en', digest: ref };
    const file: ChatAnswer = {
      kind: 'file',
      language: 'en',
      format: 'md',
      name: '为什么.vdgSample01.zh-CN.md',
      title: 'x',
      content: '# 为什么',
    };
    await start({
      onRequest: async (request, signal) => {
        const answer = { 'choose-language': choice, 'choose-download': download, download: file }[String(request.kind)];
        if (answer !== undefined) await discord.answers.answer(request, answer, { signal });
        discord.requests.push(request);
      },
    });
    const post = await overview();
    const languages = discord.fake.click(post, 'v1|languages|vdgSample01|zh-CN');
    await next();
    discord.fake.click(original(languages), 'v1|language|vdgSample01|zh-CN', 'ja');
    expect(await next(2)).toMatchObject({ kind: 'another-language', digest: ref, to: 'ja', private: false });
    const formats = discord.fake.click(post, 'v1|download|vdgSample01|zh-CN');
    await next(3);
    discord.fake.click(original(formats), 'v1|file|vdgSample01|zh-CN|md');
    expect(await next(4)).toMatchObject({ kind: 'download', digest: ref, format: 'md' });
    expect(original(formats).files).toEqual([{ name: 'vdgSample01.zh-CN.md', text: '# 为什么' }]);
  });

  it('order all videos that the question names', async () => {
    await start();
    const videoIds = ['vdgSample01', 'vdgSample02', 'vdgSample03', 'vdgSample04'];
    const message = discord.fake.say(videoIds.map((id) => `https://youtu.be/${id}`).join(' '));
    const request = await next();
    const question: ChatAnswer = { kind: 'digest-all', language: 'en', videoIds, costUsd: 0.5 };
    expect(await discord.answers.answer(request, question, { signal: discord.signal })).toBe(true);
    const [asked] = discord.fake.posts(discord.fake.channels.text);
    expect(asked).toMatchObject({ replyTo: message.id, flags: 32_768 | 4_096 });
    if (asked === undefined) throw new Error('no question');
    discord.fake.click(asked, 'v1|all');
    expect(await next(2)).toMatchObject({ kind: 'digest-all', videoIds, language: null });
  });

  it('of another version, or made up, are explained to whoever pressed them', async () => {
    await start();
    const { world, channels } = discord.fake;
    const buttons = ['v0|arguments|x', 'drop table'].map((custom_id) => ({ type: 2, style: 2, label: 'x', custom_id }));
    const components = [{ type: 1, components: buttons }];
    const message = world.addMessage({ channel: channels.text.id, author: world.bot, components });
    for (const { custom_id } of buttons) {
      const used = discord.fake.click(message, custom_id);
      await discord.fake.waitFor(() => (used.original?.components.length ?? 0) > 0);
      expect(JSON.stringify(original(used).components)).toContain('another version of me');
      expect(original(used).onlyFor).toBe(discord.fake.person.id);
    }
    expect(discord.requests).toEqual([]);
  });

  it('are dealt with once, however often the gateway tells of them', async () => {
    await start();
    discord.fake.click(await overview(), 'v1|more|vdgSample01|zh-CN');
    await next();
    const session = discord.fake.gateway.sessions[0];
    const told = session?.told.findLast(({ payload }) => payload.includes('INTERACTION_CREATE'));
    session?.socket?.send(told?.payload ?? '');
    discord.fake.slash('help');
    await next(2);
    expect(discord.requests.map(({ kind }) => kind)).toEqual(['show-part', 'help']);
  });
});

describe('answers', () => {
  it('are there for one person, who turns their pages in place', async () => {
    const [point] = digest.arguments;
    if (point === undefined) throw new Error('no argument');
    const many = { ...digest, arguments: Array(40).fill(point) };
    await start({
      onRequest: async (request, signal) => {
        if (request.kind === 'show-part') await showPart(request, many, signal);
        discord.requests.push(request);
      },
    });
    const used = discord.fake.click(await overview(many), 'v1|arguments|vdgSample01|zh-CN');
    await next();
    const [message, first] = [original(used), JSON.stringify(original(used).components)];
    expect(message.onlyFor).toBe(discord.fake.person.id);
    expect(used.followUps).toEqual([]);
    discord.fake.click(message, 'v1|details|vdgSample01|zh-CN|arguments|1|next');
    await next(2);
    const second = JSON.stringify(message.components);
    expect(second).not.toBe(first);
    for (const page of [first, second]) expect(page).toContain('## Key arguments');
    expect(discord.requests.at(-1)).toMatchObject({ kind: 'show-part', part: { name: 'arguments', page: 1 } });
    expect(message.flags).toBe(64 | 32_768);
  });

  it('say so where there is nothing to show', async () => {
    const bare = sampleDigest({ arguments: [] });
    await start({
      onRequest: async (request, signal) => {
        if (request.kind === 'show-part') await showPart(request, bare, signal);
        discord.requests.push(request);
      },
    });
    const used = discord.fake.click(await overview(), 'v1|arguments|vdgSample01|zh-CN');
    await next();
    expect(JSON.stringify(original(used).components)).toContain('nothing to show here');
  });

  it('replace each other', async () => {
    await answering(note, section(1));
    const used = discord.fake.slash('help');
    await next();
    expect(original(used).components).toEqual(page(1));
    expect(used.followUps).toEqual([]);
  });

  it('that were not given leave nobody waiting', async () => {
    await start();
    const used = discord.fake.slash('help');
    await next();
    await discord.fake.waitFor(() => used.original === null);
  });

  it('that failed leave nobody waiting either', async () => {
    await start({ onRequest: () => Promise.reject(new Error('no luck')) });
    const used = discord.fake.slash('help');
    await discord.fake.waitFor(() => used.answered !== null && used.original === null);
  });

  it('come too late after 15 minutes, by Discord’s word or by the clock', async () => {
    const { promise: goOn, resolve } = Promise.withResolvers<void>();
    await start({
      onRequest: async (request) => {
        discord.requests.push(request);
        await goOn;
      },
    });
    const used = discord.fake.slash('help');
    const request: Asked = await next();
    used.expired = true;
    expect(await discord.answers.answer(request, note, { signal: discord.signal })).toBe(false);
    used.expired = false;
    discord.late.ms = 15 * 60_000;
    const before = discord.fake.requests.length;
    expect(await discord.answers.answer(request, note, { signal: discord.signal })).toBe(false);
    expect(discord.fake.requests).toHaveLength(before);
    const unknown = { ...request, answerTo: { form: 'private', handle: 'gone' } } as const;
    expect(await discord.answers.answer(unknown, note, { signal: discord.signal })).toBe(false);
    resolve();
  });

  it('to all go into the thread, or to the message where there is none', async () => {
    await start();
    const message = discord.fake.say(`<@${discord.fake.world.bot.id}> hi`);
    const request = await next();
    expect(await discord.answers.answer(request, note, { signal: discord.signal })).toBe(true);
    expect(discord.fake.posts(discord.fake.channels.text)).toMatchObject([{ replyTo: message.id, onlyFor: null }]);
    await discord.surface.prepareThread(refOf(discord.fake, message), null, { signal: discord.signal });
    const removed: ChatAnswer = { kind: 'note', language: 'en', note: 'removed' };
    expect(await discord.answers.answer({ ...request, id: 'other' }, removed, { signal: discord.signal })).toBe(true);
    expect(JSON.stringify(discord.fake.posts(discord.fake.thread(message))[0]?.components)).toContain('Removed.');
    discord.fake.deny(discord.fake.channels.text, 'SendMessagesInThreads');
    expect(await discord.answers.answer({ ...request, id: 'third' }, note, { signal: discord.signal })).toBe(false);
  });
});

describe('acknowledgement', () => {
  it('comes before anything is done, whatever else is running', async () => {
    const { promise: never } = Promise.withResolvers<void>();
    await start({
      onRequest: async (request) => {
        discord.requests.push(request);
        await never;
      },
    });
    const used = Array.from({ length: 20 }, () => discord.fake.slash('help'));
    await next(20);
    expect(used.every(({ answered }) => answered === 5)).toBe(true);
  });

  it.each(['lost', 'broken', 'limited', 'hang'] as const)(
    'survives a first try that comes to nothing: %s',
    async (kind) => {
      await answering(section(0));
      discord.fake.fail({ method: 'POST', path: /callback$/, kind });
      const used = discord.fake.slash('help');
      await next();
      expect(original(used).components).toEqual(page(0));
    },
  );

  it('that comes too late ends it: nobody is waiting any more', async () => {
    await discord.stop();
    discord = await setUpDiscord({ interactionDeadlineMs: -1 });
    await start();
    discord.fake.slash('help');
    await discord.fake.waitFor(() => discord.logger.entries.some(({ level }) => level === 'error'));
    expect(discord.requests).toEqual([]);
  });

  it('needs no token of the bot, and tells none', async () => {
    await answering(note);
    discord.fake.slash('help');
    await next();
    const open = discord.fake.requests.filter(({ path }) => /^\/(?:interactions|webhooks)/.test(path));
    expect(open).toHaveLength(2);
    expect(open.map(({ authorization }) => authorization)).toEqual([null, null]);
    expect(JSON.stringify(discord.logger.entries)).not.toMatch(/webhooks|callback/);
  });
});

it('a talk of ten hours can be read from the menu on', async () => {
  const long = longDigest(600, 'en');
  await answering({ ...section(24, long), page: 99 } as ChatAnswer);
  const used = discord.fake.click(await overview(long), 'v1|chapters|vdgSample01|en|0', '24');
  await next();
  expect(JSON.stringify(original(used).components)).toContain('(10/10)');
});
