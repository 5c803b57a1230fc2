import { describe, expect, it } from 'vitest';
import type { FakeMessage } from '../fakes/discord/world.ts';
import { addTalk } from '../support/add-talk.ts';
import { digested, idIn, json, talkId, talkLink } from '../support/discord-bot.ts';
import { renderDiscord } from '../support/discord-markdown.ts';
import { quiet, setUpDiscordTests } from '../support/discord-tests.ts';

const long = 'ABCDEFGHIJK';
const { start, bot, answered } = setUpDiscordTests();

const outlines = (): number => bot().claude.stats().calls.outline;
const english = { locale: 'en-US' };
/** Every text display, in order. */
function displaysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 10 && 'content' in value) return [String(value.content)];
  return Object.values(value).flatMap(displaysIn);
}
/** Clicks a button of the overview, or picks from its menu. */
async function press(on: FakeMessage, button: string, value?: string, what?: string | RegExp): Promise<FakeMessage> {
  const used = bot().discord.click(on, idIn(on, button), value, english);
  const message = await answered(used, what);
  expect(message.onlyFor).toBe(bot().discord.person.id);
  return message;
}

describe('the overview of a digest on Discord', () => {
  it('opens chapters one by one for one person, in both languages', async () => {
    const { discord } = await start();
    const { overview, thread } = await digested(discord);
    const first = await press(overview, 'v1|chapters|', '0');
    expect(json(first.components)).toMatch(/\p{Script=Han}/u);
    const turn = async (button: string, reached: string): Promise<void> => {
      discord.click(first, idIn(first, `v1|page|${talkId}|zh-CN|${button}`), undefined, english);
      await discord.waitFor(() => json(first.components).includes(`v1|page|${talkId}|zh-CN|${reached}`));
    };
    await turn('1|0|t|next', '1|0|o|flip');
    expect(json(first.components)).toMatch(/\p{Script=Han}/u);
    await turn('1|0|o|flip', '1|0|t|flip');
    const words = displaysIn(first.components).join();
    expect(words.match(/[a-z]{3,}/g)?.length).toBeGreaterThan(50);
    await turn('1|0|t|flip', '1|0|o|flip');
    await turn('0|0|t|previous', '0|0|o|flip');
    expect(discord.posts(thread).filter(({ onlyFor }) => onlyFor === null)).toHaveLength(1);
    expect(discord.refusals).toEqual([]);
  });

  it('shows arguments, people and companies to whoever asks', async () => {
    const { discord } = await start();
    const { overview, thread } = await digested(discord);
    await press(overview, 'v1|arguments|', undefined, 'Key arguments');
    await press(overview, 'v1|people|', undefined, /Companies|People|Quotes/);
    expect(discord.posts(thread).filter(({ onlyFor }) => onlyFor === null)).toHaveLength(1);
    expect(discord.refusals).toEqual([]);
  });

  it('is followed by the whole text when somebody wants it, in order and silently', async () => {
    const { discord } = await start();
    const { overview, thread } = await digested(discord);
    const menu = await press(overview, 'v1|more|');
    expect(json(menu.components)).toMatch(/Post here \(\d+ messages?\)/);
    discord.click(menu, idIn(menu, 'v1|post'), undefined, english);
    const count = Number(/Post here \((\d+) /.exec(json(menu.components))?.[1]);
    const open = () => discord.posts(thread).filter(({ onlyFor }) => onlyFor === null);
    await discord.waitFor(() => open().length === 1 + count);
    for (const { flags } of open().slice(1)) expect(flags & 4_096).toBe(4_096);
    const times = [...json(open().slice(1)).matchAll(/\?t=(\d+)/g)].map(([, time]) => Number(time));
    expect(times.length).toBeGreaterThan(5);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    discord.click(await press(overview, 'v1|more|'), idIn(menu, 'v1|post'), undefined, english);
    await quiet();
    expect(open()).toHaveLength(1 + count);
    expect(discord.refusals).toEqual([]);
  });

  it('asks before a long text is posted, and offers a file instead', async () => {
    const { discord } = await start({ prepare: (_, youtube) => addTalk(youtube, long, 58) });
    const { overview, thread } = await digested(discord, `https://youtu.be/${long}`);
    const menu = await press(overview, 'v1|more|');
    discord.click(menu, idIn(menu, 'v1|post_ask|'), undefined, english);
    await discord.waitFor(() => json(menu.components).includes('Post all of them?'));
    expect(discord.posts(thread).filter(({ onlyFor }) => onlyFor === null)).toHaveLength(1);
    idIn(menu, 'v1|file|');
    discord.click(menu, idIn(menu, 'v1|post|'), undefined, english);
    await discord.waitFor(() => discord.posts(thread).filter(({ onlyFor }) => onlyFor === null).length > 6);
  }, 60_000);

  it.each([
    ['md', /^# /],
    ['srt', /^1\r?\n00:00/],
    ['vtt', /^WEBVTT/],
    ['json', /^\{/],
  ])('is sent as a file: %s', async (format, beginning) => {
    const { discord } = await start();
    const { overview } = await digested(discord);
    const menu = await press(overview, 'v1|download|');
    discord.click(menu, idIn(menu, `v1|file|${talkId}|zh-CN|${format}`), undefined, english);
    await discord.waitFor(() => menu.files.length > 0);
    expect(menu.files[0]?.name).toMatch(new RegExp(`\\.${format}$`));
    expect(menu.files[0]?.text).toMatch(beginning);
  });

  it('is made in another language, in the same thread', async () => {
    const { discord } = await start();
    const { overview, thread } = await digested(discord);
    const menu = await press(overview, 'v1|languages|');
    discord.click(menu, idIn(menu, 'v1|language|'), 'ja', english);
    await discord.waitFor(() => bot().claude.requests.some(({ body }) => json(body).includes('Japanese (ja)')));
    await discord.waitFor(() => discord.posts(thread).filter((post) => json(post.components).includes('|ja|')).length);
  });

  it('is made again, and removed by whoever asked for it, not by others', async () => {
    const { discord } = await start();
    const { overview, thread } = await digested(discord);
    const open = () => discord.posts(thread).filter(({ onlyFor }) => onlyFor === null);
    const menu = await press(overview, 'v1|more|');
    discord.click(menu, idIn(menu, 'v1|again|'), undefined, english);
    await discord.waitFor(() => outlines() === 2);
    await discord.waitFor(() => open().length === 2);
    const other = { ...english, user: discord.world.addUser('other') };
    const theirs = discord.click(overview, idIn(overview, 'v1|more|'), undefined, other);
    const theirMenu = await answered(theirs, 'v1|remove');
    discord.click(theirMenu, idIn(theirMenu, 'v1|remove|'), undefined, other);
    await discord.waitFor(() => json(theirMenu.components).includes('Manage Channels'));
    expect(open()).toHaveLength(2);
    const mine = await press(overview, 'v1|more|');
    discord.click(mine, idIn(mine, 'v1|remove|'), undefined, english);
    await discord.waitFor(() => open().length === 1);
  });
});

describe('a long talk on Discord', () => {
  const env = { VIDIGEST_TRANSLATE_MAX_MINUTES: '5' };
  const translations = (): number => bot().claude.stats().calls.translation;

  it('is translated once somebody asks for all of it: posted in order, silently, and made once', async () => {
    const { discord, claude } = await start({ env });
    const { overview, thread } = await digested(discord);
    const open = () => discord.posts(thread).filter(({ onlyFor }) => onlyFor === null);
    expect(translations()).toBe(0);
    expect(json(overview.components)).toMatch(/翻译全文（约 .*\d/);
    const { outline, analysis } = claude.stats().calls;
    const translate = idIn(overview, 'v1|translate|');
    for (const _ of ['once', 'twice']) discord.click(overview, translate, undefined, english);
    await discord.waitFor(() => open().length > 1);
    await discord.waitFor(() => !json(overview.components).includes('v1|translate|'));
    await quiet();
    expect(claude.stats().calls).toMatchObject({ outline, analysis });
    expect(json(open().slice(1))).toMatch(/\p{Script=Han}/u);
    for (const { flags } of open().slice(1)) expect(flags & 4_096).toBe(4_096);
    const times = [...json(open().slice(1)).matchAll(/\?t=(\d+)/g)].map(([, time]) => Number(time));
    expect(times.length).toBeGreaterThan(5);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const made = translations();
    const posted = open().length;
    await press(overview, 'v1|chapters|', '0', /\p{Script=Han}/u);
    await press(overview, 'v1|more|');
    expect([translations(), open().length]).toEqual([made, posted]);
    expect(discord.refusals).toEqual([]);
    expect(claude.stats().refusals).toEqual([]);
  });
});

describe('nothing that a video says', () => {
  it('pings, links or formats, whatever its title and captions are', async () => {
    const title = '@everyone <@1> **x** [free](https://evil.example) ||spoiler|| # <:a:1>';
    const { discord } = await start({
      claude: { faults: [{ times: 99, fault: { kind: 'injection' } }] },
      prepare: (_, youtube) => addTalk(youtube, talkId, 12, { title }),
    });
    const message = discord.say(talkLink);
    const overview = await discord.waitFor(() => discord.posts(discord.thread(message))[0]);
    await quiet(3_000);
    const marks = displaysIn(overview.components).flatMap((text) => renderDiscord(text).markup);
    const own = ['link', 'heading', 'subtext'];
    expect(marks.filter(({ kind }) => !own.includes(kind))).toEqual([]);
    const targets = marks.flatMap(({ kind, target }) => (kind === 'link' ? [target] : []));
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) expect(target).toMatch(/^https:\/\/youtu\.be\//);
    const bodies = discord.requests.map(({ body }) => body as { components?: unknown; allowed_mentions?: unknown });
    const messages = bodies.filter((body) => body?.components !== undefined);
    expect(messages.length).toBeGreaterThan(0);
    for (const body of messages) expect(body.allowed_mentions).toEqual({ parse: [] });
  });
});
