import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import { type DiscordSetup, refOf, setUpDiscord } from './discord-setup.ts';

let discord: DiscordSetup;
beforeEach(async () => {
  discord = await setUpDiscord({ heartbeatMs: 41_250 });
});
afterEach(() => discord.stop());

const link = 'https://youtu.be/vdgSample01';
const other = 'https://youtu.be/vdgSample02';
const day = 24 * 3_600_000;
/** Waits until the app has heard so many messages. */
const heard = (count: number) => discord.fake.waitFor(() => discord.seen.length >= count);
/** Waits until people have asked for so many things. */
const asked = (count: number) => discord.fake.waitFor(() => discord.requests.length >= count);
/** Says something that is certainly heard, after which everything said before has been dealt with. */
const afterwards = async () => {
  const last = discord.fake.say('the end');
  await discord.fake.waitFor(() => discord.seen.some(({ ref }) => ref.message === last.id));
  discord.seen.splice(
    discord.seen.findIndex(({ ref }) => ref.message === last.id),
    1,
  );
};

describe('messages', () => {
  beforeEach(() => discord.app().start(discord.signal));

  it('are told with where they stand', async () => {
    const { channels, say } = discord.fake;
    const inText = say(link);
    const inPost = say(`<${link}>`, { channel: channels.post.id });
    const inVoice = say(link, { channel: channels.voice.id });
    const direct = say(link, { channel: channels.direct.id });
    await heard(4);
    const refs = [inText, inPost, inVoice, direct].map((message) => refOf(discord.fake, message));
    expect(discord.seen.map(({ ref }) => ref)).toEqual(expect.arrayContaining(refs));
    expect(refs[1]).toMatchObject({ channel: channels.post.parent, thread: channels.post.id });
    expect(discord.seen.find(({ ref }) => ref.message === inPost.id)?.text).toBe(`<${link}>`);
    const request = discord.requests.find(({ id }) => id === `discord/${inPost.id}`);
    const { author, ...at } = refOf(discord.fake, inPost);
    expect(request).toEqual({
      id: `discord/${inPost.id}`,
      asker: { id: author, locale: null, mayAdminister: false, isGuest: false },
      at,
      answerTo: { form: 'thread' },
      kind: 'digest',
      origin: 'link',
      videos: [{ videoId: 'vdgSample01', startMs: null, isShort: false }],
      language: null,
      private: false,
      question: false,
      byApp: false,
      postedAtMs: expect.any(Number),
    });
    const origins = discord.requests.map((each) => ('origin' in each ? each.origin : null));
    expect(origins.toSorted()).toEqual(['link', 'link', 'link', 'mention']);
  });

  it('without a link ask for nothing, unless they are to the bot', async () => {
    const { say, world, channels } = discord.fake;
    say('hello');
    say(`<@${world.bot.id}> hello`);
    say('https://www.youtube.com/playlist?list=PLabcdefghijklmnop', { channel: channels.direct.id });
    say(`what is this? ${link}`, { channel: channels.direct.id });
    await heard(4);
    const kinds = discord.requests.map((each) => ({
      kind: each.kind,
      ...('playlist' in each ? { playlist: each.playlist } : {}),
      ...('question' in each ? { question: each.question } : {}),
    }));
    expect(kinds).toHaveLength(3);
    expect(kinds).toEqual(
      expect.arrayContaining([
        { kind: 'no-video', playlist: false },
        { kind: 'no-video', playlist: true },
        { kind: 'digest', question: true },
      ]),
    );
  });

  it('that answer one of the bot’s are not to the bot, although Discord says they mention it', async () => {
    const { say, world, channels } = discord.fake;
    const own = world.addMessage({ channel: channels.text.id, author: world.bot });
    say('haha, nice', { replyTo: own });
    say(link, { replyTo: own });
    say(`<@!${world.bot.id}> and this?`, { replyTo: own });
    await heard(3);
    const wanted = discord.requests.map((each) => ('origin' in each ? [each.kind, each.origin] : []));
    expect(wanted.toSorted()).toEqual([
      ['digest', 'link'],
      ['no-video', 'mention'],
    ]);
  });

  it('that were forwarded count', async () => {
    discord.fake.say('', { forwarded: link });
    await heard(1);
    expect(discord.seen[0]?.text).toBe(link);
  });

  it('of bots, webhooks and Discord itself are passed over', async () => {
    const { say, world } = discord.fake;
    say(link, { author: world.addUser('other bot', true) });
    say(link, { author: world.bot });
    say(link, { webhook: true });
    say(link, { type: 21 });
    await afterwards();
    expect(discord.seen).toEqual([]);
  });

  it('in a thread that the gateway has not told of are found all the same', async () => {
    const { world, channels, say } = discord.fake;
    const hidden = world.addChannel({ type: 11, name: 'old', guild: discord.fake.guild.id, parent: channels.text.id });
    say(link, { channel: hidden.id });
    await heard(1);
    expect(discord.seen[0]?.ref).toMatchObject({ channel: channels.text.id, thread: hidden.id });
  });
});

describe('edits', () => {
  beforeEach(() => discord.app().start(discord.signal));

  it('ask for the links that they added, once', async () => {
    const message = discord.fake.say(`first ${link}`);
    await asked(1);
    discord.fake.rewrite(message, `first ${link} and ${other}?t=90`);
    await asked(2);
    discord.fake.rewrite(message, `${other} first`);
    await afterwards();
    expect(discord.requests).toHaveLength(2);
    expect(discord.requests[1]).toMatchObject({
      id: expect.stringMatching(new RegExp(`^discord/${message.id}/edit/2`)),
      origin: 'edit',
      videos: [{ videoId: 'vdgSample02', startMs: 90_000, isShort: false }],
      at: { message: message.id },
    });
    expect(discord.seen).toHaveLength(1);
  });

  it('that nobody made are passed over', async () => {
    const message = discord.fake.say(link);
    await asked(1);
    discord.fake.preview(message);
    await afterwards();
    expect(discord.requests).toHaveLength(1);
  });

  it('count for a day', async () => {
    const late = discord.fake.say('no link', { atMs: Date.now() - day - 60_000 });
    const early = discord.fake.say('no link', { atMs: Date.now() - day + 60_000 });
    await heard(2);
    discord.fake.rewrite(late, link);
    discord.fake.rewrite(early, link);
    await asked(1);
    await afterwards();
    expect(discord.requests.map(({ at }) => at.message)).toEqual([early.id]);
  });
});

describe('other events', () => {
  beforeEach(() => discord.app().start(discord.signal));

  it('are reactions of people with the right emoji to messages with links', async () => {
    const { say, react, world, channels, person } = discord.fake;
    const message = say(link, { channel: channels.post.id });
    await asked(1);
    react(message, '📝');
    react(message, '👍');
    react(message, '📝', world.bot);
    react(say('no link'), '📝');
    react(world.addMessage({ channel: channels.text.id, author: world.bot, content: link }), '📝');
    await asked(2);
    await afterwards();
    expect(discord.requests).toHaveLength(2);
    const { author: _, ...at } = refOf(discord.fake, message);
    expect(discord.requests[1]).toMatchObject({
      id: `discord/${message.id}/reaction/${person.id}`,
      kind: 'digest',
      origin: 'reaction',
      at,
      asker: { id: person.id },
    });
  });

  it('are no reactions with another emoji, about which nothing is asked', async () => {
    const { world, react, channels, guild, requests, person } = discord.fake;
    const unknown = world.addChannel({ type: 11, name: 'x', guild: guild.id, parent: channels.text.id });
    react(world.addMessage({ channel: unknown.id, author: person, content: link }), '👍');
    await afterwards();
    expect(requests.filter(({ path }) => path.includes(unknown.id))).toEqual([]);
  });

  it('are messages that are gone', async () => {
    const message = discord.fake.say('hello');
    const { author: _, ...at } = refOf(discord.fake, message);
    discord.fake.erase(message);
    await asked(1);
    expect(discord.requests).toEqual([
      expect.objectContaining({ kind: 'message-deleted', at, answerTo: { form: 'none' } }),
    ]);
  });

  it('are threads that are gone, as if their first message were', async () => {
    const { say, world, guild, eraseThread } = discord.fake;
    const message = say('hello');
    const { author: _, ...at } = refOf(discord.fake, message);
    const place = { id: message.id, type: 11, name: 'x', guild: guild.id, parent: message.channel };
    eraseThread(world.addChannel(place));
    await asked(1);
    expect(discord.requests).toEqual([
      expect.objectContaining({ kind: 'message-deleted', at, answerTo: { form: 'none' } }),
    ]);
  });

  it('are servers that the bot is added to, and not those it was in', async () => {
    const guild = discord.fake.join('Lighthouse', 'de');
    await asked(1);
    const channel = [...discord.fake.world.channels.values()].find((each) => each.guild === guild.id);
    expect(discord.requests).toEqual([
      expect.objectContaining({
        kind: 'welcome',
        asker: expect.objectContaining({ locale: 'de' }),
        at: { surface: 'discord', workspace: guild.id, channel: channel?.id, thread: null, message: null },
      }),
    ]);
    const [request] = discord.requests;
    if (request?.kind !== 'welcome') throw new Error('no welcome');
    const welcome = { kind: 'welcome', language: 'de', channelLanguage: 'de' } as const;
    expect(await discord.answers.answer(request, welcome, { signal: discord.signal })).toBe(true);
    expect(discord.fake.posts(channel)).toHaveLength(1);
  });

  it('of a form that nobody expects end nothing', async () => {
    const session = discord.fake.gateway.sessions[0];
    const { channels, guild, world } = discord.fake;
    const forwarded = {
      id: world.ids.next(),
      channel_id: channels.text.id,
      guild_id: guild.id,
      author: { id: world.ids.next(), username: 'x', bot: true },
      message_snapshots: [{ message: { content: link } }],
    };
    const odd = [
      { t: 'MESSAGE_CREATE', d: forwarded },
      { t: 'MESSAGE_CREATE', d: { id: '1', channel_id: '2', author: { id: '3' }, message_snapshots: [{}] } },
      { t: 'MESSAGE_CREATE', d: { content: link } },
      { t: 'MESSAGE_REACTION_ADD', d: {} },
      { t: 'MESSAGE_DELETE', d: null },
      { t: 'INTERACTION_CREATE', d: { id: 'x', type: 99 } },
    ];
    for (const event of odd) session?.socket?.send(JSON.stringify({ op: 0, s: 1_000, ...event }));
    await afterwards();
    expect(discord.requests).toEqual([]);
  });

  it('that could not be written down are news again when they are read up', async () => {
    await discord.stop();
    discord = await setUpDiscord();
    const tried: string[] = [];
    const onRequest = async ({ id }: { readonly id: string }): Promise<void> => {
      tried.push(id);
      if (tried.length === 1) throw new VidigestError('store-failed', 'no store');
    };
    const app = discord.app({ onRequest });
    await app.start(discord.signal);
    const message = discord.fake.say(link);
    await discord.fake.waitFor(() => discord.logger.entries.some(({ level }) => level === 'error'));
    const read = { ref: refOf(discord.fake, message), text: link, postedAtMs: 1_800_000_000_000 };
    for (const _ of [1, 2]) await app.notice(read, discord.signal);
    expect(tried).toEqual([`discord/${message.id}`, `discord/${message.id}`]);
  });

  it('whose place could not be found out are news again too', async () => {
    await discord.stop();
    discord = await setUpDiscord();
    const app = discord.app();
    await app.start(discord.signal);
    const { fake } = discord;
    const { text } = fake.channels;
    const hidden = fake.world.addChannel({ type: 11, name: 'old', guild: fake.guild.id, parent: text.id });
    fake.fail({ method: 'GET', path: new RegExp(`^/channels/${hidden.id}$`), kind: 'broken', times: 4 });
    const message = fake.say(link, { channel: hidden.id });
    await fake.waitFor(() => discord.logger.entries.some(({ level }) => level === 'error'));
    const read = { ref: refOf(fake, message), text: link, postedAtMs: 1_800_000_000_000 };
    for (const _ of [1, 2]) await app.notice(read, discord.signal);
    expect(discord.requests.map(({ id }) => id)).toEqual([`discord/${message.id}`]);
  });

  it('fail alone: the next is dealt with', async () => {
    await discord.stop();
    discord = await setUpDiscord();
    let count = 0;
    const onRequest = async (): Promise<void> => {
      count += 1;
      if (count === 1) throw new Error('no luck');
    };
    await discord.app({ onRequest }).start(discord.signal);
    discord.fake.say(link);
    discord.fake.say(link);
    await discord.fake.waitFor(() => count === 2);
    expect(discord.logger.entries).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'a discord event was not dealt with' }),
    );
  });
});

describe('the connection', () => {
  const resumed = () => discord.fake.gateway.heard.filter((what) => what === 'resume').length;
  const identified = () => discord.fake.gateway.heard.filter((what) => what === 'identify').length;

  it('is resumed after a break, and what was said meanwhile is told once', async () => {
    await discord.app().start(discord.signal);
    discord.fake.say('before');
    await heard(1);
    discord.fake.gateway.drop(4000);
    discord.fake.say('meanwhile');
    await heard(2);
    discord.fake.say('after');
    await heard(3);
    expect(discord.seen.map(({ text }) => text)).toEqual(['before', 'meanwhile', 'after']);
    expect([identified(), resumed()]).toEqual([1, 1]);
  });

  it('is resumed when Discord asks for it', async () => {
    await discord.app().start(discord.signal);
    discord.fake.gateway.askToReconnect();
    await discord.fake.waitFor(() => resumed() === 1);
    discord.fake.say('still here');
    await heard(1);
  });

  it('is resumed when heartbeats are no longer answered', async () => {
    await discord.stop();
    discord = await setUpDiscord({ heartbeatMs: 60 });
    await discord.app().start(discord.signal);
    discord.fake.gateway.setDeaf(true);
    await discord.fake.waitFor(() => resumed() > 0);
    discord.fake.gateway.setDeaf(false);
    discord.fake.say('still here');
    await heard(1);
  });

  it('begins anew where the session is gone', async () => {
    await discord.app().start(discord.signal);
    discord.fake.gateway.invalidate(false);
    await discord.fake.waitFor(() => identified() === 2);
    await discord.fake.waitFor(() => discord.fake.gateway.sessions.at(-1)?.socket !== null);
    discord.fake.say('again');
    await heard(1);
  }, 60_000);

  it('hears the same message once, however often it is told', async () => {
    await discord.app().start(discord.signal);
    const message = discord.fake.say(link);
    await heard(1);
    const session = discord.fake.gateway.sessions[0];
    const told = session?.told.at(-1)?.payload ?? '';
    session?.socket?.send(told);
    session?.socket?.send(told.replace(message.channel, message.channel));
    await afterwards();
    expect(discord.seen).toHaveLength(1);
  });

  it('is closed by stop, which ends what is under way', async () => {
    let ended = false;
    const onRequest = async (_: unknown, signal: AbortSignal): Promise<void> => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      ended = true;
    };
    const app = discord.app({ onRequest });
    await app.start(discord.signal);
    discord.fake.say(link);
    await discord.fake.waitFor(() => discord.fake.gateway.heard.length > 0);
    await afterSaid();
    await app.stop();
    expect(ended).toBe(true);
    await discord.fake.waitFor(() => discord.fake.gateway.sessions.every(({ socket }) => socket === null));
    expect(resumed()).toBe(0);
  });
});

/** Long enough for the gateway's last word to have been heard: a request that the app makes because of it. */
async function afterSaid(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 100));
}

describe('a session', () => {
  it('tells in which servers nothing was heard before it, and in which languages they are', async () => {
    const sessions: unknown[] = [];
    discord.fake.world.addGuild('Lighthouse', 'pt-BR');
    await discord.app({ onSession: async (servers) => void sessions.push(servers) }).start(discord.signal);
    await discord.fake.waitFor(() => sessions.length === 1);
    expect(sessions[0]).toEqual([
      { workspace: '@me', language: null },
      { workspace: discord.fake.guild.id, language: null },
      { workspace: expect.any(String), language: 'pt-BR' },
    ]);
    discord.fake.gateway.drop(4000);
    discord.fake.gateway.invalidate(false);
    await discord.fake.waitFor(() => sessions.length === 2);
  }, 60_000);

  it('takes messages that were read up, each once', async () => {
    const app = discord.app();
    await app.start(discord.signal);
    const { world, channels, person } = discord.fake;
    const told = discord.fake.say(link);
    await heard(1);
    const read = (text: string) => {
      const message = world.addMessage({ channel: channels.text.id, author: person, content: text });
      return { ref: refOf(discord.fake, message), text, postedAtMs: 1_800_000_000_000 };
    };
    const [plain, toBot] = [read(link), read(`<@${world.bot.id}> hello`)];
    for (const message of [plain, toBot, plain]) await app.notice(message, discord.signal);
    await app.notice({ ref: refOf(discord.fake, told), text: link, postedAtMs: 0 }, discord.signal);
    expect(discord.requests.slice(1)).toMatchObject([
      { id: `discord/${plain.ref.message}`, kind: 'digest', origin: 'link' },
      { id: `discord/${toBot.ref.message}`, kind: 'no-video', origin: 'mention' },
    ]);
    expect(discord.seen).toHaveLength(3);
  });

  it('is open or not', async () => {
    const app = discord.app();
    expect(app.isConnected()).toBe(false);
    await app.start(discord.signal);
    expect(app.isConnected()).toBe(true);
    discord.fake.gateway.drop(4000);
    await discord.fake.waitFor(() => !app.isConnected());
    await discord.fake.waitFor(() => app.isConnected());
    await app.stop();
    expect(app.isConnected()).toBe(false);
  });
});

describe('a start that fails', () => {
  it('says that the token is wrong', async () => {
    await expect(discord.app({}, 'wrong').start(discord.signal)).rejects.toMatchObject({
      code: 'config-invalid',
      reason: 'Discord does not accept DISCORD_TOKEN',
    });
  });

  it('says that Discord is out of reach', async () => {
    discord.fake.fail({ method: 'GET', path: /gateway/, kind: 'broken', times: 9 });
    await expect(discord.app().start(discord.signal)).rejects.toMatchObject({ code: 'chat-refused' });
  });

  it('ends with its signal', async () => {
    discord.fake.fail({ method: 'GET', path: /gateway/, kind: 'hang', times: 9 });
    const stop = new AbortController();
    const starting = discord.app().start(stop.signal);
    await discord.fake.waitFor(() => discord.fake.requests.length > 0);
    stop.abort(new Error('enough'));
    await expect(starting).rejects.toThrow('enough');
  });
});

describe('without the text of messages', () => {
  const warnings = () => discord.logger.entries.filter(({ message }) => message.includes('Message Content Intent'));

  it('the bot says so and starts all the same', async () => {
    discord.fake.allowMessageContent(false);
    await discord.app().start(discord.signal);
    expect(warnings()).toHaveLength(1);
    discord.fake.say(link);
    discord.fake.say(`<@${discord.fake.world.bot.id}> ${link}`);
    discord.fake.say(link, { channel: discord.fake.channels.direct.id });
    discord.fake.slash('help');
    await heard(3);
    expect(discord.seen.map(({ text }) => text.includes(link))).toEqual([false, true, true]);
    await discord.fake.waitFor(() => discord.requests.some(({ kind }) => kind === 'help'));
  });

  it('it goes on when the intent is taken away while it runs', async () => {
    await discord.app().start(discord.signal);
    discord.fake.allowMessageContent(false);
    discord.fake.gateway.drop(4014, true);
    await discord.fake.waitFor(() => warnings().length === 1);
    await discord.fake.waitFor(() => discord.fake.gateway.sessions.length === 2);
    await discord.fake.waitFor(
      () => discord.logger.entries.filter(({ message }) => message === 'discord is connected').length === 2,
    );
    discord.fake.say(link, { channel: discord.fake.channels.direct.id });
    await heard(1);
  });

  it('nothing goes on when the token is taken away, and that is said', async () => {
    await discord.app().start(discord.signal);
    discord.fake.gateway.drop(4004, true);
    const error = await discord.fake.waitFor(() => discord.lost[0]);
    expect(error).toMatchObject({ code: 'config-invalid', reason: 'Discord does not accept DISCORD_TOKEN' });
  });
});
