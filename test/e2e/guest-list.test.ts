import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { idsOfTeam } from '../fakes/slack/identity.ts';
import { addTalk } from '../support/add-talk.ts';
import { json, overviewIn, talkId, talkLink } from '../support/discord-bot.ts';
import { quiet, setUpDiscordTests } from '../support/discord-tests.ts';
import type { QuietLogger } from '../support/quiet-logger.ts';
import { type SlackBot, startSlackBot } from '../support/slack-bot.ts';
import { install, openBrowser } from '../support/slack-installs.ts';

const leftAlone = ({ entries }: QuietLogger) =>
  entries
    .filter(({ message }) => message === 'a workspace that VIDIGEST_WORKSPACES does not name is left alone')
    .map(({ fields }) => fields?.['workspace']);

/** In which tables a workspace is mentioned anywhere. */
function tracesOf(dataFile: string, workspace: string): readonly string[] {
  using database = new DatabaseSync(dataFile, { readOnly: true });
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
  return tables
    .map(({ name }) => String(name))
    .filter((name) => JSON.stringify(database.prepare(`select * from "${name}"`).all()).includes(workspace));
}

describe('on Slack', () => {
  let bot: SlackBot | null = null;
  afterEach(() => bot?.close());

  it('a workspace that is not named cannot install the bot, and what is heard of it leaves nothing', async () => {
    const { team: named } = idsOfTeam(1);
    bot = await startSlackBot({ receiver: 'oauth', env: { VIDIGEST_WORKSPACES: `T0OTHER,${named}` } });
    const { slack, logger, dataFile } = bot;
    addTalk(bot.youtube, talkId, 6);
    const [guest, stranger] = [slack.addTeam(), slack.addTeam()];
    await install(bot, guest.ids.team);
    const browser = openBrowser(bot.address);
    const state = (await browser.begin()).searchParams.get('state') ?? '';
    const page = await browser.comeBack({ code: slack.tokens.allow(stranger.ids.team), state });
    expect(page.status).toBe(403);
    expect(page.text).toContain(`${stranger.ids.team} is not among them`);
    const unheard = [stranger.say({ text: talkLink }), stranger.say({ text: talkLink })];
    stranger.acts.command('usage');
    const ts = guest.say({ text: talkLink });
    await slack.waitFor(() => guest.thread(ts).length >= 3, 20_000);
    await slack.waitFor(() => slack.deliveries.every(({ acked }) => acked));
    expect(unheard.flatMap((message) => stranger.thread(message))).toEqual([]);
    expect(leftAlone(logger)).toEqual([stranger.ids.team]);
    expect(tracesOf(dataFile, guest.ids.team)).toContain('requests');
    expect(tracesOf(dataFile, stranger.ids.team)).toEqual([]);
  });
});

describe('on Discord', () => {
  const { start } = setUpDiscordTests();

  it('a server that is not named, and direct messages, are heard of and left alone', async () => {
    const env: Record<string, string> = {};
    const { discord, logger, environment } = await start({
      env,
      prepare: ({ guild }) => Object.assign(env, { VIDIGEST_WORKSPACES: guild.id }),
    });
    const stranger = discord.join('Leuchtturm', 'de');
    const [channel] = [...discord.world.channels.values()].filter((each) => each.guild === stranger.id);
    if (channel === undefined) throw new Error('no channel');
    const unheard = [
      discord.say(talkLink, { channel: channel.id }),
      discord.say(talkLink, { channel: discord.channels.direct.id }),
    ];
    const message = discord.say(talkLink);
    const overview = await overviewIn(discord, () => discord.thread(message));
    expect(json(overview.components)).toContain(talkId);
    await quiet();
    expect(discord.posts(channel)).toEqual([]);
    expect(discord.posts(discord.channels.direct)).toEqual([]);
    expect(unheard.map(({ reactions }) => reactions.size)).toEqual([0, 0]);
    expect(leftAlone(logger).toSorted()).toEqual([stranger.id, '@me'].toSorted());
    expect(tracesOf(environment['VIDIGEST_DATA'] ?? '', stranger.id)).toEqual([]);
  });
});
