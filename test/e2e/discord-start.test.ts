import { afterEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../fakes/fake-slack.ts';
import {
  type DiscordBot,
  type DiscordBotOptions,
  digested,
  json,
  overviewIn,
  startDiscordBot,
  talkLink,
} from '../support/discord-bot.ts';
import { addressIn, slackEnvironment } from '../support/slack-receiver.ts';

let bot: DiscordBot;
let slack: FakeSlack | null = null;

async function start(options: DiscordBotOptions = {}): Promise<DiscordBot> {
  bot = await startDiscordBot(options);
  return bot;
}
async function withSlack(): Promise<{ readonly slack: FakeSlack; readonly env: Record<string, string> }> {
  slack = await startFakeSlack();
  return { slack, env: { ...slackEnvironment('socket'), SLACK_API_URL: slack.apiUrl } };
}
const readiness = async (): Promise<{ readonly status: number; readonly text: string }> => {
  const response = await fetch(`${addressIn(bot.logger)}/readyz`);
  return { status: response.status, text: await response.text() };
};
afterEach(async () => {
  await bot.close();
  await slack?.close();
  slack = null;
});

describe('a bot', () => {
  it('without a platform names what there is to set', async () => {
    await start({ starts: false, env: { DISCORD_TOKEN: '' } });
    await expect(bot.restart()).rejects.toMatchObject({
      code: 'config-invalid',
      reason: expect.stringMatching(/SLACK_BOT_TOKEN.*DISCORD_TOKEN/),
    });
  });

  it('on both platforms answers on both, from one digest, and is ready when both are heard', async () => {
    const { slack: fake, env } = await withSlack();
    const { discord, claude } = await start({ env, http: true });
    const ts = fake.say({ text: talkLink });
    const { overview } = await digested(discord);
    await fake.waitFor(() => fake.thread(ts).length >= 3, 20_000);
    expect(json(overview.components)).toContain(talkLink);
    expect(claude.stats().calls.outline).toBe(1);
    expect((await readiness()).status).toBe(200);
    discord.portal.startsLeft = 0;
    discord.fail({ method: 'GET', path: /gateway/, kind: 'hang', times: 99 });
    discord.gateway.drop(4009, true);
    await discord.waitFor(() => discord.gateway.sessions.every(({ socket }) => socket === null));
    await expect.poll(readiness).toMatchObject({ status: 503, text: expect.stringContaining('discord') });
  }, 60_000);

  it('that one platform refuses says which, and does not run on the other alone', async () => {
    const { env } = await withSlack();
    await start({ starts: false, env: { ...env, DISCORD_TOKEN: 'another.discord.token' } });
    await expect(bot.restart()).rejects.toMatchObject({ reason: 'Discord does not accept DISCORD_TOKEN' });
    expect(json(bot.logger.entries)).toMatch(/could not be joined.*"platform":"discord"/);
    expect(json(bot.logger.entries)).toContain('slack is connected');
  });

  it('that both refuse says so of both', async () => {
    const { slack: fake, env } = await withSlack();
    fake.rules.tokenRevoked = true;
    await start({ starts: false, env: { ...env, DISCORD_TOKEN: 'another.discord.token' } });
    await expect(bot.restart()).rejects.toMatchObject({ reason: expect.stringMatching(/slack: .*\n.*discord: /) });
  });

  it('that Discord closes the door on tells why, so that its process can end', async () => {
    const { discord } = await start();
    discord.gateway.drop(4004, true);
    await expect(bot.bot().lost).resolves.toMatchObject({ reason: 'Discord does not accept DISCORD_TOKEN' });
  });

  it('over two connections of one process hears every server once, and direct messages', async () => {
    const { discord } = await start({
      env: { DISCORD_SHARDS: '2' },
      prepare: (fake) => {
        fake.portal.maxConcurrency = 2;
        fake.spread(2);
      },
    });
    expect(discord.gateway.sessions.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    const texts = [...discord.world.channels.values()].filter(({ type, guild }) => type === 0 && guild !== null);
    for (const { id } of texts) {
      const message = discord.say(talkLink, { channel: id });
      await overviewIn(discord, () => discord.thread(message));
    }
    await digested(discord, talkLink, discord.channels.direct);
    expect(texts.length).toBeGreaterThan(1);
    expect(discord.refusals).toEqual([]);
  });
});
