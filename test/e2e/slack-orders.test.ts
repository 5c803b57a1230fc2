import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { settingsVersion } from '../../src/core/domain/settings.ts';
import { actionIds } from '../../src/formatters/slack/action-value.ts';
import { fakeSlackIds } from '../fakes/slack/identity.ts';
import { addTalk } from '../support/add-talk.ts';
import type { SlackBot, SlackBotOptions } from '../support/slack-bot.ts';
import { json } from '../support/slack-stories.ts';
import { setUpSlackTests } from '../support/slack-tests.ts';

const id = 'abcdefghijk';
const link = `https://youtu.be/${id}`;
const minute = 60_000;
const tests = setUpSlackTests();
let bot: SlackBot;

async function start(minutes: number, options: SlackBotOptions = {}): Promise<SlackBot> {
  bot = await tests.start(options);
  addTalk(bot.youtube, id, minutes);
  return bot;
}

/** What the bot has said in a thread. */
const thread = (ts: string, channel?: string) =>
  bot.slack.thread(ts, channel).filter(({ user }) => user !== fakeSlackIds.person);
const isFinished = (ts: string, channel?: string): boolean => json(thread(ts, channel)[0] ?? '').includes('"overflow"');
const calls = () => bot.claude.stats().calls;

/** Decides for a channel, as its settings page would. */
function set(values: Readonly<Record<string, unknown>>, channel = 'C0GENERAL'): void {
  const database = new DatabaseSync(bot.dataFile, { timeout: 2_000 });
  const insert = database.prepare('insert into settings values (?, ?, ?, ?, ?, ?, ?)');
  for (const [name, value] of Object.entries(values)) {
    insert.run('slack', fakeSlackIds.team, channel, name, settingsVersion, json(value), 0);
  }
  database.close();
}

tests.heardByBoth(() => {
  describe('a link in a thread where people talk', () => {
    it('gets the overview alone, and the reader has the rest', async () => {
      const { slack } = await start(12);
      const ts = slack.say({ text: 'what do you think?' });
      slack.say({ text: link, thread_ts: ts });
      await slack.waitFor(() => isFinished(ts));
      await bot.quiet(1_500);
      expect(thread(ts)).toHaveLength(1);
      expect(calls().translation).toBeGreaterThan(0);
      const overview = thread(ts)[0]?.ts ?? '';
      slack.acts.press({ ts: overview, actionId: actionIds.read });
      await slack.waitFor(() => json(slack.views.at(-1) ?? '').includes(actionIds.chapter));
      slack.acts.press({ ts: overview, actionId: actionIds.details });
      await slack.waitFor(() => json(slack.views.at(-1) ?? '').includes('Key arguments'));
      slack.acts.press({ ts: overview, actionId: actionIds.postFullText });
      await slack.waitFor(() => thread(ts).length > 1);
      expect(json(slack.message(overview))).toContain(actionIds.details);
    });
  });

  describe('a channel’s limits', () => {
    it('leave a link alone, for nothing and with a word to its poster alone, until somebody asks', async () => {
      const { slack } = await start(12);
      set({ longestMs: 5 * minute });
      const ts = slack.say({ text: link });
      await slack.waitFor(() => slack.calls.some(({ method }) => method === 'reactions.remove'));
      await bot.quiet(1_500);
      expect(thread(ts)).toEqual([]);
      expect(slack.ephemerals.map(({ user }) => user)).toEqual([slack.message(ts).user]);
      expect(slack.message(ts).reactions.has('eyes')).toBe(false);
      expect(calls().outline).toBe(0);
      slack.acts.react(ts, 'memo');
      await slack.waitFor(() => isFinished(ts));
    });

    it('leave a Short alone that was linked as any other video', async () => {
      const { slack } = await start(2);
      addTalk(bot.youtube, id, 2, { isShort: true });
      set({ shorts: false });
      const ts = slack.say({ text: link });
      await slack.waitFor(() => slack.calls.some(({ method }) => method === 'reactions.remove'));
      await bot.quiet(1_500);
      expect(thread(ts)).toEqual([]);
      expect(slack.message(ts).reactions.has('eyes')).toBe(false);
      expect(bot.claude.requests.filter(({ method }) => method === 'POST')).toEqual([]);
      slack.acts.react(ts, 'memo');
      await slack.waitFor(() => isFinished(ts));
    });

    it('leave the sign on a message of which another video is still in the making', async () => {
      const { slack } = await start(12);
      addTalk(bot.youtube, 'bbbbbbbbbbb', 2);
      set({ longestMs: 5 * minute });
      const ts = slack.say({ text: `${link} https://youtu.be/bbbbbbbbbbb` });
      await slack.waitFor(() => isFinished(ts));
      expect(json(thread(ts)[0])).toContain('bbbbbbbbbbb');
      expect(slack.message(ts).reactions.has('eyes')).toBe(true);
      expect(slack.calls.filter(({ method }) => method === 'reactions.remove')).toEqual([]);
    });

    it('are decided anew each time', async () => {
      const { slack } = await start(12);
      set({ shown: ['quotes'] });
      const ts = slack.say({ text: link });
      await slack.waitFor(() => thread(ts).length === 2);
      await bot.quiet(1_500);
      expect(json(thread(ts)[1])).toContain('金句');
      expect(json(thread(ts)[1])).not.toContain('核心论点');
      set({ shown: ['full-text'], fold: 'reader' }, 'C0OTHER');
      slack.setChannel('C0OTHER', { member: true });
      const other = slack.say({ text: link, channel: 'C0OTHER' });
      await slack.waitFor(() => isFinished(other, 'C0OTHER'));
      await bot.quiet(1_500);
      expect(thread(other, 'C0OTHER')).toHaveLength(1);
      expect(json(thread(other, 'C0OTHER')[0])).toContain(actionIds.read);
    });
  });

  describe('whoever asks for a video that cannot be read', () => {
    it('is told so in the thread, a command included', async () => {
      const { slack } = await start(12);
      bot.youtube.setSituation(id, 'no-captions');
      slack.acts.command(link);
      await slack.waitFor(() =>
        json(slack.calls.filter(({ method }) => method === 'chat.postMessage')).includes('字幕'),
      );
      expect(slack.ephemerals).toEqual([]);
    });
  });

  describe('a link with a time', () => {
    it('is answered with the moment, though the digest is still to be made', async () => {
      const { slack } = await start(12);
      const ts = slack.say({ text: `${link}?t=400` });
      await slack.waitFor(() => isFinished(ts));
      expect(json(thread(ts)[0])).toContain('06:40');
    });
  });

  describe('a long talk', () => {
    const env = { VIDIGEST_TRANSLATE_MAX_MINUTES: '5' };

    it('waits with the full text for whoever wants it, and makes it once', async () => {
      const { slack } = await start(12, { env });
      const ts = slack.say({ text: link });
      await slack.waitFor(() => isFinished(ts));
      await bot.quiet(1_500);
      expect(calls().translation).toBe(0);
      const [overview] = thread(ts);
      expect(json(overview)).toMatch(/翻译全文（约 .*\d/);
      expect(json(overview)).toContain('有人需要时才翻译全文');
      const before = thread(ts).length;
      const { outline, analysis } = calls();
      slack.acts.press({ ts: overview?.ts ?? '', actionId: actionIds.translate });
      await slack.waitFor(() => thread(ts).length > before);
      await bot.quiet(1_500);
      expect(calls()).toMatchObject({ outline, analysis });
      expect(json(thread(ts)[0])).not.toContain(actionIds.translate);
      const posted = thread(ts).length;
      const translated = calls().translation;
      slack.setChannel('C0OTHER', { member: true });
      set({ translate: 'always' }, 'C0OTHER');
      const other = slack.say({ text: link, channel: 'C0OTHER' });
      await slack.waitFor(() => thread(other, 'C0OTHER').length === posted);
      expect(calls().translation).toBe(translated);
    });
  });

  describe('many links', () => {
    it('say about what they would cost', async () => {
      const { slack } = await start(12);
      const ids = ['aaaaaaaaaaa', 'bbbbbbbbbbb', 'ccccccccccc', 'ddddddddddd'];
      const ts = slack.say({ text: ids.map((each) => `https://youtu.be/${each}`).join(' ') });
      await slack.waitFor(() => json(thread(ts)).includes(actionIds.digestAll));
      expect(json(thread(ts))).toMatch(/US\$|\$\d/);
    });
  });
});
