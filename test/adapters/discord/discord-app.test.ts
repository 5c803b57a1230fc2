import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
const heard = (count: number) => discord.fake.waitFor(() => discord.notices.length >= count);
/** Says something that is certainly heard, after which everything said before has been dealt with. */
const afterwards = async () => {
  const last = discord.fake.say('the end', { channel: discord.fake.channels.direct.id });
  await discord.fake.waitFor(() => discord.notices.some(({ ref }) => ref.message === last.id));
  discord.notices.splice(
    discord.notices.findIndex(({ ref }) => ref.message === last.id),
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
    expect(discord.notices.map(({ ref }) => ref)).toEqual(expect.arrayContaining(refs));
    expect(refs[1]).toMatchObject({ channel: channels.post.parent, thread: channels.post.id });
    expect(discord.notices.find(({ ref }) => ref.message === inPost.id)?.text).toBe(`<${link}>`);
    expect(discord.notices.map(({ asked, ref }) => asked === (ref.workspace === '@me'))).toEqual(Array(4).fill(true));
  });

  it('to the bot are asked', async () => {
    discord.fake.say(`<@${discord.fake.world.bot.id}> ${link}`);
    await heard(1);
    expect(discord.notices[0]).toMatchObject({ asked: true });
  });

  it('that were forwarded count', async () => {
    discord.fake.say('', { forwarded: link });
    await heard(1);
    expect(discord.notices[0]?.text).toBe(link);
  });

  it('of bots, webhooks and Discord itself are passed over', async () => {
    const { say, world } = discord.fake;
    say(link, { author: world.addUser('other bot', true) });
    say(link, { author: world.bot });
    say(link, { webhook: true });
    say(link, { type: 21 });
    await afterwards();
    expect(discord.notices).toEqual([]);
  });

  it('in a thread that the gateway has not told of are found all the same', async () => {
    const { world, channels, say } = discord.fake;
    const hidden = world.addChannel({ type: 11, name: 'old', guild: discord.fake.guild.id, parent: channels.text.id });
    say(link, { channel: hidden.id });
    await heard(1);
    expect(discord.notices[0]?.ref).toMatchObject({ channel: channels.text.id, thread: hidden.id });
  });
});

describe('edits', () => {
  beforeEach(() => discord.app().start(discord.signal));

  it('tell the links that they added, once', async () => {
    const message = discord.fake.say(`first ${link}`);
    await heard(1);
    discord.fake.rewrite(message, `first ${link} and ${other}?t=90`);
    await heard(2);
    discord.fake.rewrite(message, `${other} first`);
    await afterwards();
    expect(discord.notices.map(({ text }) => text)).toEqual([
      `first ${link}`,
      'https://www.youtube.com/watch?v=vdgSample02&t=90s',
    ]);
    expect(discord.notices[1]?.ref).toEqual(refOf(discord.fake, message));
  });

  it('that nobody made are passed over', async () => {
    const message = discord.fake.say(link);
    await heard(1);
    discord.fake.preview(message);
    await afterwards();
    expect(discord.notices).toHaveLength(1);
  });

  it('count for a day', async () => {
    const late = discord.fake.say('no link', { atMs: Date.now() - day - 60_000 });
    const early = discord.fake.say('no link', { atMs: Date.now() - day + 60_000 });
    await heard(2);
    discord.fake.rewrite(late, link);
    discord.fake.rewrite(early, link);
    await heard(3);
    await afterwards();
    expect(discord.notices.slice(2).map(({ ref }) => ref.message)).toEqual([early.id]);
  });
});

describe('other events', () => {
  beforeEach(() => discord.app().start(discord.signal));

  it('are reactions of people, with the text at hand', async () => {
    const message = discord.fake.say(link, { channel: discord.fake.channels.post.id });
    discord.fake.react(message, '📝');
    discord.fake.react(message, '👀', discord.fake.world.bot);
    const reaction = await discord.fake.waitFor(() => discord.reactions[0]);
    await afterwards();
    expect(discord.reactions).toHaveLength(1);
    expect(reaction).toMatchObject({ emoji: '📝', user: discord.fake.person.id, ref: refOf(discord.fake, message) });
    expect(await reaction.readText(discord.signal)).toBe(link);
  });

  it('are messages that are gone', async () => {
    const message = discord.fake.say(link);
    const ref = refOf(discord.fake, message);
    discord.fake.erase(message);
    expect(await discord.fake.waitFor(() => discord.deleted[0])).toEqual({ ...ref, author: '' });
  });

  it('are servers that the bot is added to, and not those it was in', async () => {
    const guild = discord.fake.join('Lighthouse', 'de');
    const joined = await discord.fake.waitFor(() => discord.joined[0]);
    const channel = [...discord.fake.world.channels.values()].find((each) => each.guild === guild.id);
    expect(joined).toEqual({ workspace: guild.id, language: 'de', channel: channel?.id });
    expect(discord.joined).toHaveLength(1);
  });

  it('fail alone: the next is dealt with', async () => {
    await discord.stop();
    discord = await setUpDiscord();
    let count = 0;
    const onMessage = async (): Promise<void> => {
      count += 1;
      if (count === 1) throw new Error('no luck');
    };
    await discord.app({ onMessage }).start(discord.signal);
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
    expect(discord.notices.map(({ text }) => text)).toEqual(['before', 'meanwhile', 'after']);
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
    expect(discord.notices).toHaveLength(1);
  });

  it('is closed by stop, which ends what is under way', async () => {
    let ended = false;
    const onMessage = async (_: unknown, signal: AbortSignal): Promise<void> => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      ended = true;
    };
    const app = discord.app({ onMessage });
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
    expect(discord.notices.map(({ text }) => text.includes(link))).toEqual([false, true, true]);
    await discord.fake.waitFor(() => discord.interactions.length === 1);
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
