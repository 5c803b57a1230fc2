import { describe, expect, it } from 'vitest';
import { addTalk } from '../support/add-talk.ts';
import type { SlackBot, SlackBotOptions } from '../support/slack-bot.ts';
import { json, talkId, talkLink } from '../support/slack-stories.ts';
import { setUpSlackTests } from '../support/slack-tests.ts';

const tests = setUpSlackTests();
let bot: SlackBot;

async function start(options: SlackBotOptions = {}): Promise<SlackBot> {
  bot = await tests.start(options);
  addTalk(bot.youtube, talkId, 6);
  return bot;
}

const thread = (ts: string, channel?: string) => bot.slack.thread(ts, channel);
const isOverview = ({ blocks }: { readonly blocks: unknown }) => json(blocks).includes('"overflow"');

tests.heardByBoth(() => {
  describe('a mention', () => {
    it('with a link is answered in a channel that is set to be quiet', async () => {
      const { slack } = await start();
      slack.acts.command('mode off');
      await slack.waitFor(() => slack.responses.length === 1);
      const ts = slack.say({ text: `<@U0BOT> ${talkLink}`, blocks: [] });
      await slack.waitFor(() => thread(ts).some(isOverview));
    });

    it('with a question gets the digest and a plain word in the channel’s language, once', async () => {
      const { slack } = await start();
      const ts = slack.say({ text: `<@U0BOT> what does she say about budgets? ${talkLink}`, blocks: [] });
      slack.redeliver(ts);
      await slack.waitFor(() => thread(ts).some(isOverview));
      await bot.quiet();
      slack.redeliver(ts);
      await bot.quiet();
      const words = thread(ts).filter(({ blocks }) => !json(blocks).includes('youtu.be'));
      expect(words).toHaveLength(1);
      expect(words[0]?.text).toMatch(/摘要.*问题|问题/u);
      expect(thread(ts).filter(isOverview)).toHaveLength(1);
    });

    it('without a link is told so', async () => {
      const { slack } = await start();
      const ts = slack.say({ text: '<@U0BOT> hello', blocks: [] });
      await slack.waitFor(() => thread(ts).length === 1);
      expect(thread(ts)[0]?.text).toContain('YouTube');
    });

    it('in a thread is answered in that thread', async () => {
      const { slack } = await start();
      const ts = slack.say({ text: 'talks this week?' });
      const reply = slack.say({ text: `<@U0BOT> ${talkLink}`, thread_ts: ts, blocks: [] });
      await slack.waitFor(() => thread(ts).some(isOverview));
      expect(thread(reply)).toEqual([]);
      expect(slack.message(reply).reactions.has('eyes') || thread(ts).some(isOverview)).toBe(true);
    });

    it('of a video without captions is told why, as somebody asked', async () => {
      const { slack } = await start();
      bot.youtube.setSituation(talkId, 'no-captions');
      const ts = slack.say({ text: `<@U0BOT> ${talkLink}`, blocks: [] });
      await slack.waitFor(() => thread(ts).length === 1);
      expect(thread(ts)[0]?.text).toContain('字幕');
      expect(slack.ephemerals).toEqual([]);
    });
  });

  describe('a direct message', () => {
    it('with a link is answered, with anything else explained', async () => {
      const { slack } = await start();
      slack.setChannel('D0PERSON', { kind: 'im', member: true });
      const ts = slack.say({ text: talkLink, channel: 'D0PERSON' });
      await slack.waitFor(() => thread(ts, 'D0PERSON').some(isOverview));
      const other = slack.say({ text: 'hello?', channel: 'D0PERSON' });
      await slack.waitFor(() => thread(other, 'D0PERSON').length === 1);
      expect(thread(other, 'D0PERSON')[0]?.text).toContain('YouTube');
    });

    it('with a question gets the digest and a plain word', async () => {
      const { slack } = await start();
      slack.setChannel('D0PERSON', { kind: 'im', member: true });
      const ts = slack.say({ text: `is this any good? ${talkLink}`, channel: 'D0PERSON' });
      await slack.waitFor(() => thread(ts, 'D0PERSON').some(isOverview));
      expect(thread(ts, 'D0PERSON').some(({ text }) => text.includes('问题'))).toBe(true);
    });
  });

  describe('people of other workspaces', () => {
    it('read what is kept, and neither spend nor set', async () => {
      const { slack, claude } = await start();
      slack.people.set('U0GUEST', { locale: 'en-GB', admin: true, team: 'T0OTHER', isBot: false });
      const unseen = slack.say({ text: talkLink, user: 'U0GUEST' });
      await bot.quiet();
      expect(thread(unseen)).toEqual([]);
      const asked = slack.say({ text: `<@U0BOT> ${talkLink}`, user: 'U0GUEST', blocks: [] });
      await slack.waitFor(() => thread(asked).length === 1);
      expect(claude.stats().calls.outline).toBe(0);
      slack.acts.command('mode off', { user: 'U0GUEST' });
      await slack.waitFor(() => slack.responses.length === 1);
      expect(slack.responses[0]?.text).toContain('Guests');
      const ts = slack.say({ text: talkLink });
      await slack.waitFor(() => thread(ts).some(isOverview));
      const calls = claude.stats().calls.outline;
      slack.setChannel('C0SHARED', { member: true });
      const kept = slack.say({ text: talkLink, user: 'U0GUEST', channel: 'C0SHARED' });
      await slack.waitFor(() => thread(kept, 'C0SHARED').some(isOverview));
      expect(claude.stats().calls.outline).toBe(calls);
    });
  });
});
