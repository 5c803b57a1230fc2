import { describe, expect, it } from 'vitest';
import { actionIds } from '../../src/formatters/slack/action-value.ts';
import { addTalk } from '../support/add-talk.ts';
import type { SlackBot } from '../support/slack-bot.ts';
import { type Digested, digested, json, pageWith, pick, talkId } from '../support/slack-stories.ts';
import { setUpSlackTests } from '../support/slack-tests.ts';

const tests = setUpSlackTests();
let bot: SlackBot;
let made: Digested;

async function start(minutes = 6): Promise<void> {
  bot = await tests.start();
  addTalk(bot.youtube, talkId, minutes);
  made = await digested(bot);
}

/** Opens the page of forms in which the digest can be had. */
async function choosing(user = 'U0PERSON'): Promise<string> {
  const { slack } = bot;
  const { overview } = made;
  const picked = pick(slack.message(overview), actionIds.download);
  slack.acts.press({ ts: overview, actionId: actionIds.more, picked, user });
  return pageWith(slack, `${actionIds.download}_md`);
}

tests.heardByBoth(() => {
  describe('Download', () => {
    it.each([
      ['md', /^#[\s\S]*watch\?v=abcdefghijk[\s\S]*\p{Script=Han}/u],
      ['srt', /^1\r?\n00:00:0\d,\d{3} --> [\s\S]*\p{Script=Han}/u],
      ['vtt', /^WEBVTT[\s\S]*00:00:0\d\.\d{3} --> [\s\S]*\p{Script=Han}/u],
      ['json', /^\{[\s\S]*"schemaVersion": ?1/],
    ])('shares the digest as .%s in its thread, and says so in the page', async (format, content) => {
      await start();
      const { slack } = bot;
      const page = await choosing();
      slack.acts.press({ view: page, actionId: `${actionIds.download}_${format}` });
      await pageWith(slack, 'The file is in the thread.');
      expect(slack.files).toHaveLength(1);
      expect(slack.files[0]).toMatchObject({
        name: expect.stringMatching(new RegExp(`\\.abcdefghijk\\.zh-CN\\.${format}$`)),
        title: expect.stringMatching(/\p{Script=Han}/u),
        content: expect.stringMatching(content),
        channel: 'C0GENERAL',
        thread: made.ts,
      });
      if (format === 'json') expect(JSON.parse(slack.files[0]?.content ?? '')).toMatchObject({ language: 'zh-CN' });
    });

    it('is of the whole talk, however long it is', async () => {
      await start(58);
      const { slack } = bot;
      slack.acts.press({ view: await choosing(), actionId: `${actionIds.download}_srt` });
      await slack.waitFor(() => slack.files.length === 1);
      expect(slack.files[0]?.content).toMatch(/00:57:\d\d,\d{3} -->/);
    });

    it('says in the language of whoever asks that a file is refused, and works when it is not', async () => {
      await start();
      const { slack } = bot;
      slack.people.set('U0ASKER', { locale: 'ko-KR', admin: false, team: 'T0TEAM', isBot: false });
      const page = await choosing('U0ASKER');
      slack.fail('files.completeUploadExternal', { kind: 'error', error: 'not_in_channel' });
      slack.acts.press({ view: page, actionId: `${actionIds.download}_md`, user: 'U0ASKER' });
      await pageWith(slack, '파일을 공유할 권한이 없어요');
      expect(slack.files).toEqual([]);
      slack.acts.press({ view: await choosing('U0ASKER'), actionId: `${actionIds.download}_md`, user: 'U0ASKER' });
      await pageWith(slack, '파일을 스레드에 올렸어요');
      expect(json(slack.files)).toContain('.md');
    });
  });

  describe('Remove', () => {
    it('is for whoever posted the link and for those in charge of the channel', async () => {
      await start();
      const { slack } = bot;
      const remove = (user: string) => {
        const picked = pick(slack.message(made.overview), actionIds.remove);
        slack.acts.press({ ts: made.overview, actionId: actionIds.more, picked, user });
      };
      remove('U0OTHER');
      await slack.waitFor(() => slack.responses.length === 1);
      expect(slack.thread(made.ts).length).toBeGreaterThan(1);
      slack.people.set('U0ADMIN', { locale: 'en-US', admin: true, team: 'T0TEAM', isBot: false });
      remove('U0ADMIN');
      await slack.waitFor(() => slack.thread(made.ts).length === 0);
      await slack.waitFor(() => slack.responses.at(-1)?.text === 'Removed.');
    });
  });
});
