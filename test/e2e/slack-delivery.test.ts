import { describe, expect, it } from 'vitest';
import { actionIds } from '../../src/formatters/slack/action-value.ts';
import { addTalk } from '../support/add-talk.ts';
import { fillDisk } from '../support/full-disk.ts';
import type { SlackBot, SlackBotOptions } from '../support/slack-bot.ts';
import { digested, json, pageWith, talkId, talkLink } from '../support/slack-stories.ts';
import { setUpSlackTests } from '../support/slack-tests.ts';

const tests = setUpSlackTests();
let bot: SlackBot;

async function start(options: SlackBotOptions = {}, minutes = 12): Promise<SlackBot> {
  bot = await tests.start(options);
  addTalk(bot.youtube, talkId, minutes);
  return bot;
}

const errors = () => bot.logger.entries.filter(({ level }) => level === 'error');
/** Posts in a thread that Slack took, by what they hold. */
const kinds = (ts: string): string[] =>
  bot.slack.thread(ts).map(({ blocks }) => {
    const text = json(blocks);
    if (text.includes('"overflow"')) return 'overview';
    return text.includes('"table"') || text.includes('*\\n') ? 'details' : 'full text';
  });

tests.heardByBoth(() => {
  describe('Slack’s limits', () => {
    it('of a message a second are kept, with nothing lost and nothing out of order', async () => {
      const { slack } = await start({ slack: { rateLimit: true } });
      const { ts } = await digested(bot);
      expect(kinds(ts)).toEqual(['overview', 'details', 'full text']);
      expect(slack.calls.filter(({ outcome }) => outcome === '429')).toEqual([]);
      const posts = slack.calls.filter(({ method }) => method === 'chat.postMessage');
      for (const [at, post] of posts.entries()) {
        if (at > 0) expect(post.atMs - (posts[at - 1]?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
      }
    });

    it('that Slack asks for are waited for, and what comes after waits, too', async () => {
      const { slack } = await start();
      const ts = slack.say({ text: talkLink });
      await slack.waitFor(() => slack.thread(ts).length === 1);
      const limit = { kind: 'rate-limit', retryAfterSeconds: 2 } as const;
      slack.fail('chat.postMessage', limit, { kind: 'rate-limit', retryAfterSeconds: null });
      slack.fail('chat.update', limit);
      await slack.waitFor(() => slack.calls.some(({ method }) => method === 'chat.getPermalink'));
      expect(kinds(ts)).toEqual(['overview', 'details', 'full text']);
      expect(slack.calls.filter(({ outcome }) => outcome === 'rate-limit')).toHaveLength(3);
      expect(errors()).toEqual([]);
    });

    it('in one channel do not hold up another', async () => {
      const { slack } = await start({ slack: { rateLimit: true } });
      addTalk(bot.youtube, 'bbbbbbbbbbb', 6);
      slack.setChannel('C0OTHER', { member: true });
      const here = slack.say({ text: talkLink });
      const there = slack.say({ text: 'https://youtu.be/bbbbbbbbbbb', channel: 'C0OTHER' });
      await slack.waitFor(() => slack.thread(here).length >= 3 && slack.thread(there, 'C0OTHER').length >= 3);
      expect(kinds(here)).toEqual(['overview', 'details', 'full text']);
    });
  });

  describe('an answer of Slack’s that is lost', () => {
    it.each(['lose-answer', 'cut-answer'] as const)('never makes a message come twice: %s', async (kind) => {
      const { slack } = await start();
      slack.fail('chat.postMessage', { kind }, { kind });
      slack.fail('chat.update', { kind });
      const { ts } = await digested(bot);
      expect(kinds(ts)).toEqual(['overview', 'details', 'full text']);
      expect(slack.thread(ts)).toHaveLength(3);
    });
  });

  describe('what Slack sends twice', () => {
    it('is done once: clicks, reactions and messages', async () => {
      const { slack, claude } = await start();
      slack.acts.command('mode react');
      await slack.waitFor(() => slack.responses.length === 1);
      const ts = slack.say({ text: talkLink });
      slack.acts.react(ts, 'memo');
      slack.acts.react(ts, 'memo', { user: 'U0OTHER' });
      slack.redeliver(ts);
      await slack.waitFor(() => slack.thread(ts).length >= 3);
      await bot.quiet();
      const overview = slack.thread(ts)[0]?.ts ?? '';
      const again = slack.click({ ts: overview, actionId: actionIds.read });
      again();
      again();
      await pageWith(slack, actionIds.next);
      await bot.quiet();
      expect(slack.views).toHaveLength(1);
      expect(slack.calls.filter(({ method }) => method === 'views.open')).toHaveLength(1);
      expect(kinds(ts)).toEqual(['overview', 'details', 'full text']);
      expect(claude.stats().calls.outline).toBe(1);
      expect(errors()).toEqual([]);
    });

    it('because its acknowledgement was lost is answered once, after a restart too', async () => {
      const { slack, claude } = await start({ slack: { ackTimeoutMs: 1_000 } });
      const line = tests.receiver() === 'socket' ? slack.sockets : slack.http;
      line.loseAcks(2);
      const { ts } = await digested(bot, `<@U0BOT> what is it about? ${talkLink}`);
      const [sent] = slack.deliveries;
      await slack.waitFor(() => sent?.acked === true);
      expect(sent?.attempts).toBeGreaterThan(1);
      const before = slack.thread(ts).length;
      await bot.restart();
      slack.redeliver(ts);
      await slack.waitFor(() => slack.deliveries.at(-1)?.acked === true);
      await bot.quiet(1_500);
      expect(slack.thread(ts)).toHaveLength(before);
      expect(claude.stats().calls.outline).toBe(1);
    });

    it('because the bot could not keep it in time is answered once', async () => {
      const { slack, claude } = await start({ slack: { ackTimeoutMs: 1_000 } });
      const free = fillDisk(bot.dataFile, 'requests');
      const ts = slack.say({ text: talkLink });
      await slack.waitFor(() => slack.deliveries.some(({ acked, attempts }) => !acked && attempts === 2));
      expect(slack.thread(ts)).toEqual([]);
      free();
      await slack.waitFor(() => slack.thread(ts).length >= 3);
      await bot.quiet(1_500);
      expect(kinds(ts)).toEqual(['overview', 'details', 'full text']);
      expect(claude.stats().calls.outline).toBe(1);
    });

    it('because it could not reach the bot is answered once', async () => {
      const { slack, claude } = await start({ slack: { ackTimeoutMs: 1_000 } });
      if (tests.receiver() === 'socket') slack.sockets.drop();
      else slack.http.sendTo(null);
      const ts = slack.say({ text: talkLink });
      if (tests.receiver() === 'http') {
        await slack.waitFor(() => slack.http.statuses.length === 2);
        slack.http.sendTo(`${bot.address()}/slack/events`);
      }
      await slack.waitFor(() => slack.thread(ts).length >= 3);
      await slack.waitFor(() => slack.deliveries[0]?.acked === true);
      await bot.quiet(1_500);
      expect(kinds(ts)).toEqual(['overview', 'details', 'full text']);
      expect(claude.stats().calls.outline).toBe(1);
    });
  });
});
