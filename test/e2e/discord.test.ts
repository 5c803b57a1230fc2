import { describe, expect, it } from 'vitest';
import type { FakeMessage } from '../fakes/discord/world.ts';
import { addTalk } from '../support/add-talk.ts';
import { type DiscordBot, digested, idIn, json, overviewIn, talkId, talkLink } from '../support/discord-bot.ts';
import { quiet, setUpDiscordTests } from '../support/discord-tests.ts';

const other = 'ABCDEFGHIJK';
const blocked = 'KJIHGFEDCBA';
const eyes = '👀';
const { start, bot } = setUpDiscordTests();

const outlines = (): number => bot().claude.stats().calls.outline;
const addTalks = (youtube: DiscordBot['youtube'], ids: readonly string[]): void => {
  for (const id of ids) addTalk(youtube, id);
};
const titleOf = (overview: { readonly components: readonly unknown[] }): string =>
  /### \[(.*?)\]/.exec(json(overview.components))?.[1] ?? '';
const isSilent = ({ flags }: FakeMessage): boolean => (flags & 4_096) !== 0;
const pathsOf = (method: string, path: RegExp) =>
  bot().discord.requests.filter((request) => request.method === method && path.test(request.path));

describe('a link in a text channel', () => {
  it('is marked, and answered in a thread of its own with one message', async () => {
    const { discord, claude } = await start();
    const message = discord.say(`have you seen ${talkLink} ?`);
    await discord.waitFor(() => message.reactions.has(eyes));
    const overview = await overviewIn(discord, () => discord.thread(message));
    await quiet();
    const thread = discord.thread(message);
    // The video's title, or the digest's where the machine needed longer than two seconds for the first.
    expect(['How we moved', titleOf(overview)]).toContain(thread?.name);
    expect(thread?.archiveAfterMinutes).toBe(1_440);
    expect(discord.posts(thread)).toHaveLength(1);
    expect(discord.posts(discord.channels.text)).toEqual([]);
    const shown = json(overview.components);
    expect(shown).toMatch(/\p{Script=Han}/u);
    expect(shown).toContain(`https://youtu.be/${talkId}`);
    expect(shown).toContain(`https://i.ytimg.com/vi/${talkId}`);
    expect(overview.flags & 4_096).toBe(0);
    expect(discord.refusals).toEqual([]);
    expect(claude.stats().refusals).toEqual([]);
    expect(bot().logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is answered as soon as the TL;DR is there, and progress is told in words', async () => {
    const { discord } = await start({ claude: { ttftMs: 100, tokensPerSecond: 300 } });
    const message = discord.say(talkLink);
    const states = new Set<string>();
    await discord.waitFor(() => {
      const [post] = discord.posts(discord.thread(message));
      const [words] = json(post?.components ?? []).match(/正在[^"\\]*/) ?? [];
      if (words !== undefined) states.add(words);
      return post !== undefined && json(post.components).includes('v1|chapters|');
    });
    expect(states.size).toBeGreaterThan(0);
    expect(pathsOf('PATCH', /^\/channels\/\d+\/messages\/\d+$/).length).toBeGreaterThan(1);
  }, 60_000);

  it('has its thread after two seconds although no title is known, which is named once', async () => {
    const { discord } = await start({ prepare: (_, youtube) => addTalk(youtube, other, 12, { delayMs: 2_600 }) });
    const message = discord.say(`https://youtu.be/${other}`);
    await discord.waitFor(() => discord.thread(message));
    expect(discord.thread(message)?.name).toBe('YouTube');
    await overviewIn(discord, () => discord.thread(message));
    await discord.waitFor(() => discord.thread(message)?.name !== 'YouTube');
    expect(pathsOf('PATCH', new RegExp(`^/channels/${message.id}$`))).toHaveLength(1);
  });

  it.each([
    ['whose preview is suppressed', `<${talkLink}>`],
    ['in Markdown', `[a talk](${talkLink})`],
  ])('counts: one %s', async (_, text) => {
    const { discord } = await start();
    await digested(discord, text);
  });

  it('is answered in one line when it was digested here before, elsewhere from the store', async () => {
    const { discord, claude } = await start();
    const { message } = await digested(discord);
    await bot().restart();
    const calls = claude.requests.filter(({ method }) => method === 'POST').length;
    const again = discord.say(talkLink);
    const line = await discord.waitFor(() => discord.posts(discord.channels.text)[0]);
    expect(line.replyTo).toBe(again.id);
    expect(json(line.components)).toContain(`/${discord.guild.id}/${message.id}`);
    expect(discord.thread(again)).toBeUndefined();
    const { post } = discord.channels;
    await digested(discord, talkLink, post);
    expect(claude.requests.filter(({ method }) => method === 'POST')).toHaveLength(calls);
  });

  it('says nothing about a video without captions, and takes its sign away', async () => {
    const { discord } = await start();
    bot().youtube.setSituation(talkId, 'no-captions');
    const message = discord.say(talkLink);
    await discord.waitFor(() => pathsOf('DELETE', /reactions/).length > 0);
    expect(discord.posts(discord.thread(message))).toEqual([]);
    expect(message.reactions.get(eyes)?.size ?? 0).toBe(0);
  });

  it('tells in the thread that YouTube blocks this server, and when it tries again', async () => {
    const { discord } = await start();
    bot().youtube.setSituation(talkId, 'bot-check');
    const message = discord.say(talkLink);
    const [notice] = await discord.waitFor(() => {
      const posts = discord.posts(discord.thread(message));
      return posts.length > 0 && posts;
    });
    expect(json(notice?.components)).toMatch(/YouTube.*<t:\d+:t>/);
  });
});

describe('a link elsewhere', () => {
  it.each(['post', 'voice', 'direct'] as const)('is answered in place: %s', async (where) => {
    const { discord } = await start();
    const channel = discord.channels[where];
    const { message, overview } = await digested(discord, talkLink, channel);
    expect(discord.thread(message)).toBeUndefined();
    expect(overview.channel).toBe(channel.id);
    expect(overview.replyTo).toBe(where === 'post' ? null : message.id);
    expect(discord.refusals.filter((refusal) => !refusal.includes('/threads'))).toEqual([]);
  });

  it('is answered by a reply where the bot may open no thread', async () => {
    const { discord } = await start();
    discord.deny(discord.channels.text, 'CreatePublicThreads');
    const { message, overview } = await digested(discord, talkLink, discord.channels.text);
    expect(overview.replyTo).toBe(message.id);
  });

  it('is a reason to name the missing permission to whoever posted it', async () => {
    const { discord } = await start();
    const { text, direct } = discord.channels;
    discord.deny(text, 'CreatePublicThreads', 'SendMessages');
    discord.say(talkLink);
    const [word] = await discord.waitFor(() => {
      const posts = discord.posts(direct);
      return posts.length > 0 && posts;
    });
    expect(json(word?.components)).toContain('Send Messages');
    discord.slash('video', { url: talkLink });
    const told = await discord.waitFor(() => text.messages.find(({ onlyFor, flags }) => onlyFor && flags === 32_832));
    expect(json(told.components)).toContain('Send Messages');
  });
});

describe('a message with links', () => {
  it('that is edited is answered for the link it gained, in the same thread and silently', async () => {
    const { discord } = await start({ prepare: (_, youtube) => addTalks(youtube, [other, blocked]) });
    const { message, thread } = await digested(discord);
    discord.rewrite(message, `${talkLink} and https://youtu.be/${other}`);
    await discord.waitFor(() => discord.posts(thread).some((post) => json(post.components).includes(other)));
    await quiet();
    expect(discord.posts(thread).map(isSilent)).toEqual([false, true]);
    bot().youtube.setSituation(blocked, 'bot-check');
    discord.rewrite(message, `${talkLink} and https://youtu.be/${other} and https://youtu.be/${blocked}`);
    const posts = await discord.waitFor(() => discord.posts(thread).length > 2 && discord.posts(thread));
    expect(json(posts[2]?.components)).toMatch(/YouTube.*<t:\d+:t>/);
    expect(posts.map(isSilent)).toEqual([false, true, true]);
  });

  it('is asked about first when there are more than three', async () => {
    const ids = ['aaaaaaaaaaa', 'bbbbbbbbbbb', 'ccccccccccc', 'ddddddddddd'];
    const { discord } = await start({ prepare: (_, youtube) => addTalks(youtube, ids) });
    const message = discord.say(ids.map((id) => `https://youtu.be/${id}`).join(' '));
    const question = await discord.waitFor(() => discord.posts(discord.channels.text)[0]);
    expect(question).toMatchObject({ replyTo: message.id });
    expect(outlines()).toBe(0);
    discord.click(question, idIn(question, 'v1|all'));
    await discord.waitFor(() => outlines() === ids.length);
  });

  it('that is deleted takes the work and the replies with it', async () => {
    const { discord } = await start();
    const { message, thread } = await digested(discord);
    discord.erase(message);
    await discord.waitFor(() => discord.posts(thread).length === 0);
    const slow = await start({ claude: { ttftMs: 3_000 } });
    const early = slow.discord.say(talkLink);
    await slow.discord.waitFor(() => slow.claude.requests.some(({ method }) => method === 'POST'));
    slow.discord.erase(early);
    await quiet(6_000);
    expect(slow.discord.posts(slow.discord.thread(early))).toEqual([]);
  }, 60_000);

  it('that is deleted leaves the replies where people have written', async () => {
    const { discord } = await start();
    const { message, thread } = await digested(discord);
    discord.say('interesting', { channel: message.id });
    discord.erase(message);
    await quiet(1_000);
    expect(discord.posts(thread)).toHaveLength(1);
  });
});
