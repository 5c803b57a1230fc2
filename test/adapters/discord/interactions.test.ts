import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import type { DiscordAppDeps } from '../../../src/adapters/discord/discord-app.ts';
import type { DiscordInteraction } from '../../../src/adapters/discord/interactions.ts';
import { formatChapterPage } from '../../../src/formatters/discord/chapter-page.ts';
import { formatDetails } from '../../../src/formatters/discord/details.ts';
import { formatFileMessage } from '../../../src/formatters/discord/file-message.ts';
import { formatDownloadMenu } from '../../../src/formatters/discord/menus.ts';
import type { FakeMessage } from '../../fakes/discord/world.ts';
import { overviewOf } from '../../formatters/slack/replies.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { type DiscordSetup, refOf, setUpDiscord } from './discord-setup.ts';

let discord: DiscordSetup;
beforeEach(async () => {
  discord = await setUpDiscord({ timeoutMs: 300 });
});
afterEach(() => discord.stop());

const digest = sampleDigest();
const english = { language: 'en', original: false };
const url = 'https://youtu.be/vdgSample01';
const next = (count = 1) => discord.fake.waitFor(() => discord.interactions[count - 1]);
const start = (deps: Partial<DiscordAppDeps> = {}) => discord.app(deps).start(discord.signal);
const page = (chapter: number) => {
  const message = formatChapterPage(digest, chapter, 0, english);
  if (message === null) throw new Error('no page');
  return message;
};

/** The overview of a digest in the thread of a link. */
async function overview(): Promise<FakeMessage> {
  const ref = refOf(discord.fake, discord.fake.say(url));
  await discord.surface.post(ref, overviewOf(digest), { signal: discord.signal });
  const [post] = discord.fake.posts(discord.fake.world.channels.get(ref.message));
  if (post === undefined) throw new Error('no overview');
  return post;
}

describe('commands', () => {
  beforeEach(() => start());

  it.each([
    ['video', { url }, { kind: 'video', url, language: null, isPrivate: false }],
    ['video', { url, language: 'ja', private: true }, { kind: 'video', url, language: 'ja', isPrivate: true }],
    ['settings', {}, { kind: 'settings' }],
    ['usage', {}, { kind: 'usage' }],
    ['help', {}, { kind: 'help' }],
    ['language', { language: 'zh-CN' }, { kind: 'set-language', language: 'zh-CN' }],
    ['mode', { mode: 'react' }, { kind: 'set-mode', mode: 'react' }],
    ['mode', { mode: 'never' }, { kind: 'unknown' }],
    ['dance', {}, { kind: 'unknown' }],
  ])('/digest %s %o', async (subcommand, options, request) => {
    const used = discord.fake.slash(subcommand, options);
    expect((await next()).request).toEqual(request);
    expect(used.isEphemeral).toBe(!(subcommand === 'video' && !('private' in options)));
  });

  it('come with who, where and in which language', async () => {
    const { channels, guild, person } = discord.fake;
    discord.fake.slash('help', {}, { channel: channels.post.id, locale: 'ja', permissions: 1n << 4n });
    expect(await next()).toMatchObject({
      user: person.id,
      language: 'ja',
      serverLanguage: 'en-US',
      canManage: true,
      at: { workspace: guild.id, channel: channels.post.parent, thread: channels.post.id, author: person.id },
    });
  });

  it.each([
    [0n, false],
    [1n << 3n, true],
    [1n << 4n, true],
    [1n << 11n, false],
  ])('with permissions %i may change settings: %s', async (permissions, canManage) => {
    discord.fake.slash('settings', {}, { permissions });
    expect((await next()).canManage).toBe(canManage);
  });

  it('in direct messages are one’s own', async () => {
    discord.fake.slash('settings', {}, { channel: discord.fake.channels.direct.id });
    expect(await next()).toMatchObject({
      canManage: true,
      serverLanguage: null,
      at: { workspace: '@me', thread: null },
    });
  });

  it('know the message that will hold a public answer', async () => {
    const used = discord.fake.slash('video', { url });
    const interaction = await next();
    expect(interaction.at.message).toBe(used.original?.id);
    expect(used.original?.onlyFor).toBeNull();
  });

  it('of a message’s menu name the message and bring its text', async () => {
    const message = discord.fake.say(`look: ${url}`, { channel: discord.fake.channels.post.id });
    discord.fake.menu(message);
    expect((await next()).request).toEqual({
      kind: 'message',
      ref: refOf(discord.fake, message),
      text: `look: ${url}`,
    });
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
    expect(discord.interactions).toEqual([]);
  });
});

describe('buttons and menus', () => {
  beforeEach(() => start());

  it.each(['arguments', 'people', 'languages', 'download', 'more'] as const)('of an overview: %s', async (action) => {
    const post = await overview();
    const used = discord.fake.click(post, `v1|${action}|vdgSample01|zh-CN`);
    const { request, at } = await next();
    expect(request).toEqual({
      kind: 'action',
      id: { action, videoId: 'vdgSample01', language: 'zh-CN' },
      chosen: null,
    });
    expect(at).toMatchObject({ message: post.id, thread: post.channel, channel: discord.fake.channels.text.id });
    expect(used).toMatchObject({ answered: 5, isEphemeral: true });
  });

  it('name the chapter that was picked', async () => {
    discord.fake.click(await overview(), 'v1|chapters|vdgSample01|zh-CN|0', '1');
    expect((await next()).request).toEqual({
      kind: 'chapter',
      videoId: 'vdgSample01',
      language: 'zh-CN',
      choice: { chapter: 1 },
    });
  });

  it('of another version, or made up, are unknown', async () => {
    const { world, channels } = discord.fake;
    const buttons = ['v0|arguments|x', 'drop table'].map((custom_id) => ({ type: 2, style: 2, label: 'x', custom_id }));
    const components = [{ type: 1, components: buttons }];
    const message = world.addMessage({ channel: channels.text.id, author: world.bot, components });
    for (const { custom_id } of buttons) discord.fake.click(message, custom_id);
    await next(2);
    expect(discord.interactions.map(({ request }) => request)).toEqual([{ kind: 'unknown' }, { kind: 'unknown' }]);
  });

  it('are dealt with once, however often the gateway tells of them', async () => {
    discord.fake.click(await overview(), 'v1|more|vdgSample01|zh-CN');
    await next();
    const session = discord.fake.gateway.sessions[0];
    session?.socket?.send(session.told.at(-1)?.payload ?? '');
    discord.fake.slash('help');
    await next(2);
    expect(discord.interactions.map(({ request }) => request.kind)).toEqual(['action', 'help']);
  });
});

describe('answers', () => {
  it('are there for one person, in order, as many as it takes', async () => {
    await start();
    const used = discord.fake.click(await overview(), 'v1|arguments|vdgSample01|zh-CN');
    const interaction = await next();
    const [point] = digest.arguments;
    if (point === undefined) throw new Error('no argument');
    const messages = formatDetails({ ...digest, arguments: Array(40).fill(point) }, 'arguments', 'en');
    expect(messages.length).toBeGreaterThan(1);
    expect(await interaction.respond(messages)).toBe(true);
    const shown = [used.original, ...used.followUps];
    expect(shown.map((message) => message?.components)).toEqual(messages.map(({ components }) => components));
    for (const message of shown) expect(message?.onlyFor).toBe(discord.fake.person.id);
    expect(used.original?.flags).toBe(64 | 32_768);
  });

  it('turn a page in place', async () => {
    await start();
    const used = discord.fake.click(await overview(), 'v1|chapters|vdgSample01|zh-CN|0', '0');
    await (await next()).respond([page(0)]);
    const reader = used.original;
    if (reader === null) throw new Error('no reader');
    const turned = discord.fake.click(reader, 'v1|page|vdgSample01|zh-CN|1|0|t|next');
    const interaction = await next(2);
    expect(turned.answered).toBe(6);
    expect(interaction.request).toMatchObject({ kind: 'action', id: { action: 'page', chapter: 1, page: 0 } });
    await interaction.respond([page(1)]);
    expect(reader.components).toEqual(page(1).components);
    expect(turned.followUps).toEqual([]);
  });

  it('can be replaced, and taken away', async () => {
    await start();
    const used = discord.fake.slash('video', { url });
    const interaction = await next();
    await interaction.respond([page(0)]);
    await interaction.respond([page(1)]);
    expect(used.original?.components).toEqual(page(1).components);
    await interaction.respond([]);
    expect(used.original).toBeNull();
  });

  it('bring files along', async () => {
    await start();
    const used = discord.fake.click(await overview(), 'v1|download|vdgSample01|zh-CN');
    const interaction = await next();
    const menu = formatDownloadMenu(digest);
    await interaction.respond(menu === null ? [] : [menu]);
    const { message, name, contentType } = formatFileMessage(digest, 'md');
    expect(await interaction.respond([message], [{ name, contentType, data: '# 为什么' }])).toBe(true);
    expect(used.original?.files).toEqual([{ name: 'vdgSample01.zh-CN.md', text: '# 为什么' }]);
    await interaction.respond([page(0)]);
    expect(used.original?.files).toEqual([]);
  });

  it('come too late after 15 minutes, by Discord’s word or by the clock', async () => {
    let lateMs = 0;
    await start({ clock: { ...createSystemClock(), now: () => Date.now() + lateMs } });
    const used = discord.fake.slash('help');
    const interaction = await next();
    used.expired = true;
    expect(await interaction.respond([page(0)])).toBe(false);
    used.expired = false;
    lateMs = 15 * 60_000;
    const before = discord.fake.requests.length;
    expect(await interaction.respond([page(0)])).toBe(false);
    expect(discord.fake.requests).toHaveLength(before);
  });

  it('that Discord refuses are told', async () => {
    await start();
    discord.fake.slash('help');
    const interaction = await next();
    const bad = { ...page(0), components: [{ type: 10 as const, content: 'x'.repeat(4_001) }] };
    await expect(interaction.respond([bad])).rejects.toMatchObject({ code: 'chat-refused' });
  });
});

describe('acknowledgement', () => {
  it('comes before anything is done, whatever else is running', async () => {
    const { promise: never } = Promise.withResolvers<void>();
    const busy: DiscordInteraction[] = [];
    await start({
      onInteraction: async (interaction) => {
        busy.push(interaction);
        await never;
      },
    });
    const used = Array.from({ length: 20 }, () => discord.fake.slash('help'));
    await discord.fake.waitFor(() => busy.length === 20);
    expect(used.every(({ answered }) => answered === 5)).toBe(true);
  });

  it.each(['lost', 'broken', 'limited', 'hang'] as const)(
    'survives a first try that comes to nothing: %s',
    async (kind) => {
      await start();
      discord.fake.fail({ method: 'POST', path: /callback$/, kind });
      const used = discord.fake.slash('help');
      const interaction = await next();
      expect(await interaction.respond([page(0)])).toBe(true);
      expect(used.original?.components).toEqual(page(0).components);
    },
  );

  it('that comes too late ends it: nobody is waiting any more', async () => {
    await discord.stop();
    discord = await setUpDiscord({ interactionDeadlineMs: -1 });
    await start();
    discord.fake.slash('help');
    await discord.fake.waitFor(() => discord.logger.entries.some(({ level }) => level === 'error'));
    expect(discord.interactions).toEqual([]);
  });

  it('needs no token of the bot, and tells none', async () => {
    await start();
    discord.fake.slash('help');
    await (await next()).respond([page(0)]);
    const open = discord.fake.requests.filter(({ path }) => /^\/(?:interactions|webhooks)/.test(path));
    expect(open).toHaveLength(2);
    expect(open.map(({ authorization }) => authorization)).toEqual([null, null]);
  });
});

it('a talk of ten hours can be read from the menu on', async () => {
  await start();
  const long = longDigest(600, 'en');
  const ref = refOf(discord.fake, discord.fake.say(url));
  await discord.surface.post(ref, overviewOf(long), { signal: discord.signal });
  const [post] = discord.fake.posts(discord.fake.world.channels.get(ref.message));
  if (post === undefined) throw new Error('no overview');
  const used = discord.fake.click(post, 'v1|chapters|vdgSample01|en|0', '24');
  const interaction = await next();
  if (interaction.request.kind !== 'chapter' || !('chapter' in interaction.request.choice))
    throw new Error('no chapter');
  const read = formatChapterPage(long, interaction.request.choice.chapter, 99, english);
  expect(await interaction.respond(read === null ? [] : [read])).toBe(true);
  expect(JSON.stringify(used.original?.components)).toContain('(10/10)');
});
