import { describe, expect, it } from 'vitest';
import { actionIds } from '../../src/formatters/slack/action-value.ts';
import { addTalk } from '../support/add-talk.ts';
import type { SlackBot, SlackBotOptions } from '../support/slack-bot.ts';
import { digested, json, talkId, talkLink } from '../support/slack-stories.ts';
import { setUpSlackTests } from '../support/slack-tests.ts';

const hourMs = 3_600_000;
const playlist = 'https://www.youtube.com/playlist?list=PLabcdefghijklmnop';
const tests = setUpSlackTests();
let bot: SlackBot;

async function start(options: SlackBotOptions = {}): Promise<SlackBot> {
  bot = await tests.start(options);
  addTalk(bot.youtube, talkId, 6);
  return bot;
}

const outlines = (): number => bot.claude.stats().calls.outline;

tests.heardByBoth(() => {
  describe('a message that is edited', () => {
    it('within a day is answered for the link that it gains, once', async () => {
      const { slack } = await start();
      addTalk(bot.youtube, 'bbbbbbbbbbb', 6);
      const ts = slack.say({ text: 'look at this' });
      slack.edit(ts, `look at this ${talkLink}`);
      await slack.waitFor(() => slack.thread(ts).length >= 3);
      await bot.quiet();
      const before = slack.thread(ts).length;
      slack.edit(ts, `look at this: ${talkLink}`);
      await bot.quiet();
      expect(slack.thread(ts)).toHaveLength(before);
      slack.edit(ts, `look at this: ${talkLink} https://youtu.be/bbbbbbbbbbb`);
      await slack.waitFor(() => json(slack.thread(ts)).includes('bbbbbbbbbbb'));
      expect(outlines()).toBe(2);
    });

    it('gains nothing by what Slack itself adds, as a preview of a link', async () => {
      const { slack } = await start();
      slack.acts.command('mode react');
      await slack.waitFor(() => slack.responses.length === 1);
      const ts = slack.say({ text: talkLink });
      slack.acts.command('mode auto');
      await slack.waitFor(() => slack.responses.length === 2);
      slack.edit(ts, talkLink);
      await bot.quiet();
      expect(slack.thread(ts)).toEqual([]);
    });

    it('after more than a day is left alone', async () => {
      let passedMs = 0;
      const { slack } = await start({ slack: { nowMs: () => Date.now() - 30 * hourMs + passedMs } });
      const ts = slack.say({ text: 'look at this' });
      passedMs = 25 * hourMs;
      slack.edit(ts, `look at this ${talkLink}`);
      const other = slack.say({ text: 'and this' });
      slack.edit(other, `and this ${talkLink}`);
      await slack.waitFor(() => slack.thread(other).length >= 1);
      expect(slack.thread(ts)).toEqual([]);
      expect(slack.message(ts).reactions.size).toBe(0);
    });
  });

  describe('what nobody asks about', () => {
    it('a bare playlist, until somebody asks', async () => {
      const { slack } = await start();
      const ts = slack.say({ text: playlist });
      await bot.quiet();
      expect(slack.thread(ts)).toEqual([]);
      expect(slack.message(ts).reactions.size).toBe(0);
      slack.acts.messageShortcut(ts);
      await slack.waitFor(() => slack.responses.length === 1);
      expect(slack.responses[0]?.text).toContain('playlist');
    });

    it('a video in a playlist is a video', async () => {
      const { slack } = await start();
      const ts = slack.say({ text: `https://www.youtube.com/watch?v=${talkId}&list=PLabcdefghijklmnop` });
      await slack.waitFor(() => slack.thread(ts).length >= 1);
    });

    it('links of other apps, until somebody points to them', async () => {
      const { slack } = await start();
      const feed = { text: `new: ${talkLink}`, bot_id: 'B0FEED', subtype: 'bot_message' };
      const ts = slack.say(feed);
      await bot.quiet();
      expect(slack.thread(ts)).toEqual([]);
      slack.acts.react(ts, 'memo');
      await slack.waitFor(() => slack.thread(ts).length >= 1);
    });

    it('links of other apps are answered where that is allowed, but not its own', async () => {
      const { slack } = await start({ env: { SLACK_OTHER_BOTS: 'yes' } });
      const ts = slack.say({ text: `new: ${talkLink}`, bot_id: 'B0FEED', subtype: 'bot_message' });
      await slack.waitFor(() => slack.thread(ts).length >= 3);
      await bot.quiet();
      expect(outlines()).toBe(1);
      const own = slack.say({ text: talkLink, bot_id: 'B0BOT', user: 'U0BOT' });
      await bot.quiet();
      expect(slack.thread(own)).toEqual([]);
    });

    it('another emoji than the one that is set, and the bot’s own sign', async () => {
      const { slack } = await start({ env: { SLACK_REACTION: 'movie_camera' } });
      slack.acts.command('mode react');
      await slack.waitFor(() => slack.responses.length === 1);
      const ts = slack.say({ text: talkLink });
      slack.acts.react(ts, 'memo');
      slack.acts.react(ts, 'eyes');
      await bot.quiet();
      expect(slack.thread(ts)).toEqual([]);
      slack.acts.react(ts, 'movie_camera');
      await slack.waitFor(() => slack.thread(ts).length >= 1);
    });
  });

  describe('a link with a time', () => {
    it('says which chapter of a digest that is kept it leads to', async () => {
      const { slack } = await start();
      await digested(bot);
      const ts = slack.say({ text: `${talkLink}?t=75` });
      await slack.waitFor(() => slack.thread(ts).length === 1);
      await bot.quiet();
      expect(slack.thread(ts)).toHaveLength(1);
      expect(slack.thread(ts)[0]?.text).toMatch(/\p{Script=Han}.*1:15/u);
      expect(json(slack.thread(ts)[0]?.blocks)).toContain('1:15');
    });
  });

  describe('a message that is deleted', () => {
    it('takes the replies with it and stops the work, unless people have written', async () => {
      const { slack } = await start();
      const first = await digested(bot);
      slack.acts.remove(first.ts);
      await slack.waitFor(() => slack.thread(first.ts).length === 0);
      slack.setChannel('C0OTHER', { member: true });
      const second = await digested(bot, talkLink, 'C0OTHER');
      slack.say({ text: 'interesting', thread_ts: second.ts, channel: 'C0OTHER' });
      const before = slack.thread(second.ts, 'C0OTHER').length;
      slack.acts.remove(second.ts, 'C0OTHER');
      await bot.quiet(1_000);
      expect(slack.thread(second.ts, 'C0OTHER')).toHaveLength(before);
    });

    it('while it is worked on stops the work, also where people have written', async () => {
      const { slack } = await start({ claude: { ttftMs: 1_500 } });
      const ts = slack.say({ text: talkLink });
      // Somebody has written: the thread stays, and could be written to.
      slack.say({ text: 'oh', thread_ts: ts });
      while (outlines() === 0) await bot.quiet(50);
      slack.acts.remove(ts);
      await bot.quiet(6_000);
      // What was on its way has been taken back.
      expect(slack.thread(ts).map(({ text }) => text)).toEqual(['oh']);
      expect(json(slack.thread(ts))).not.toContain('"overflow"');
      expect(bot.logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
    });
  });

  describe('four links', () => {
    it('are all digested once somebody says so', async () => {
      const { slack } = await start();
      const ids = ['aaaaaaaaaaa', 'bbbbbbbbbbb', 'ccccccccccc', 'ddddddddddd'];
      for (const id of ids) addTalk(bot.youtube, id, 2);
      const ts = slack.say({ text: ids.map((id) => `https://youtu.be/${id}`).join(' ') });
      await slack.waitFor(() => slack.thread(ts).length === 1);
      const again = slack.click({ ts: slack.thread(ts)[0]?.ts ?? '', actionId: actionIds.digestAll });
      again();
      await slack.waitFor(() => ids.every((id) => json(slack.thread(ts).slice(1)).includes(id)));
      expect(outlines()).toBe(4);
    });
  });
});
