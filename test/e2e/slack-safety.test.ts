import { describe, expect, it } from 'vitest';
import { actionIds } from '../../src/formatters/slack/action-value.ts';
import type { FakeClaudeOptions } from '../fakes/fake-claude.ts';
import { addTalk } from '../support/add-talk.ts';
import type { SlackBot, SlackBotOptions } from '../support/slack-bot.ts';
import {
  allSaid,
  type Digested,
  digested,
  json,
  mrkdwnIn,
  pageWith,
  pick,
  talkId,
  talkLink,
} from '../support/slack-stories.ts';
import { setUpSlackTests } from '../support/slack-tests.ts';
import { talk } from '../support/talk.ts';

const tests = setUpSlackTests();
let bot: SlackBot;

async function start(options: SlackBotOptions = {}): Promise<SlackBot> {
  bot = await tests.start(options);
  return bot;
}

const nasty =
  '<!channel> <!here|x> <@U0OTHER> <#C0GENERAL> @everyone *bold* _so_ ~no~ `code` &lt;!channel&gt; :tada: https://evil.example <https://evil.example|YouTube>';

/** A talk whose title, feed and words are an attacker's. */
function addHostileTalk(): void {
  const { video, captions } = talk(6);
  const cues = captions.cues.map((cue, at) => ({ ...cue, text: at % 3 === 0 ? `${nasty} ${cue.text}` : cue.text }));
  bot.youtube.addVideo({
    id: talkId,
    title: `${nasty} How we moved`,
    feed: `${nasty} Feed`,
    durationSeconds: video.durationMs / 1_000,
    publishedOn: '2026-01-02',
    tracks: [{ language: 'en', kind: 'auto', cues }],
  });
}

/** Reads and asks for everything that shows words of the talk or of its digest. */
async function lookEverywhere({ ts, overview }: Digested): Promise<void> {
  const { slack } = bot;
  slack.acts.press({ ts: overview, actionId: actionIds.read });
  const reader = await pageWith(slack, actionIds.chapter);
  if (json(slack.views.at(-1)).includes(actionIds.original)) {
    slack.acts.press({ view: reader, actionId: actionIds.original });
    await slack.waitFor(() => (slack.views.at(-1)?.updates ?? 0) >= 2);
  }
  slack.acts.openHome();
  await slack.waitFor(() => slack.views.some(({ view }) => view.type === 'home'));
  slack.say({ text: `${talkLink}?t=75` });
  await bot.quiet(1_500);
  slack.acts.command(nasty);
  await slack.waitFor(() => slack.responses.length > 0);
  expect(slack.thread(ts).length).toBeGreaterThan(1);
}

/** Nothing in it pings, links elsewhere or is marked up by anybody but the formatter. */
function expectHarmless(text: string): void {
  const own = text
    .replace(/<https:\/\/youtu\.be\/abcdefghijk(?:\?t=\d+)?(?:\|([^<>|\n]*))?>/g, '$1')
    // What a channel has spent is told beside its name.
    .replace(/^(?:• )?<#C0GENERAL>(?=[:：][^<\n]*\$)/gm, '')
    .replace(/<https:\/\/fake\.slack\.test\/archives\/[^|<>]+\|([^<>|\n]*)>/g, '$1');
  expect(own).not.toMatch(/<[!@#h]|<https?:/);
  expect(own).not.toMatch(/https?:\/\/|@everyone|@channel|@here|:tada:/);
  expect(own).not.toMatch(/\*bold\*|_so_|~no~|`code`/);
}

function expectAllHarmless(): void {
  const said = allSaid(bot.slack);
  expect(said.length).toBeGreaterThan(8);
  for (const { text, blocks } of said) {
    if (text !== null) expectHarmless(text);
    for (const marked of mrkdwnIn(blocks)) expectHarmless(marked);
    expect(json(blocks).match(/"verbatim":true/g)?.length ?? 0).toBe(
      json(blocks).match(/"type":"mrkdwn"/g)?.length ?? 0,
    );
  }
  for (const { args } of bot.slack.calls.filter(({ method }) => method.startsWith('chat.'))) {
    if (args.text !== undefined) expect([args.parse, args['link_names' as never]]).toEqual(['none', 'false']);
  }
}

tests.heardByBoth(() => {
  describe('a title and captions of an attacker', () => {
    it.each<[string, string, FakeClaudeOptions]>([
      ['translated by a model that repeats them', 'zh-CN', { faults: [{ times: 999, fault: { kind: 'injection' } }] }],
      ['as a transcript in their own language', 'en', {}],
      ['without a model', 'fr', {}],
    ])('never ping, link or format: %s', async (how, language, claude) => {
      const env = {
        VIDIGEST_LANGUAGE: language,
        ...(how === 'without a model' ? { VIDIGEST_BUDGET_DAY_USD: '0' } : {}),
      };
      const { slack } = await start({ claude, env });
      addHostileTalk();
      await lookEverywhere(await digested(bot));
      expectAllHarmless();
      expect(
        slack.calls.filter(({ outcome }) => outcome === 'invalid_blocks' || outcome === 'invalid_arguments'),
      ).toEqual([]);
    });

    it('reach a file under a safe name', async () => {
      const { slack } = await start({ env: { VIDIGEST_LANGUAGE: 'en' } });
      addHostileTalk();
      const { overview } = await digested(bot);
      const picked = pick(slack.message(overview), actionIds.download);
      slack.acts.press({ ts: overview, actionId: actionIds.more, picked });
      slack.acts.press({ view: await pageWith(slack, 'download_md'), actionId: 'download_md' });
      await slack.waitFor(() => slack.files.length === 1);
      expect(slack.files[0]?.name).toMatch(/^[\p{L}\p{M}\p{N}-]+\.abcdefghijk\.en\.md$/u);
    });
  });

  describe('buttons that are forged', () => {
    it('do nothing but help', async () => {
      const { slack, claude } = await start();
      addTalk(bot.youtube, talkId, 6);
      const { ts, overview } = await digested(bot);
      const before = slack.thread(ts).length;
      for (const forged of ['../../etc/passwd|zh-CN', 'abcdefghijk|<!channel>', `${'x'.repeat(1_900)}|en`, '']) {
        slack.acts.press({ ts: overview, actionId: actionIds.read, forged });
      }
      await slack.waitFor(() => slack.responses.length === 4);
      expect(slack.thread(ts)).toHaveLength(before);
      expect(claude.stats().calls.outline).toBe(1);
      expect(json(slack.responses)).not.toContain('passwd');
    });
  });

  describe('every message', () => {
    it('says in its text what it holds, previews no link, and rates in words', async () => {
      const { slack } = await start({ env: { VIDIGEST_LANGUAGE: 'en' } });
      addTalk(bot.youtube, talkId, 6);
      slack.acts.join('C0NEW', 'U0PERSON');
      slack.acts.command(`${talkLink} de`);
      await slack.waitFor(() => slack.calls.some(({ method }) => method === 'chat.getPermalink'));
      await bot.quiet(1_500);
      const posts = slack.calls.filter(({ method, outcome }) => method === 'chat.postMessage' && outcome === 'ok');
      expect(posts.length).toBeGreaterThan(2);
      for (const { args } of posts) expect([args.unfurl_links, args.unfurl_media]).toEqual(['false', 'false']);
      const [order, overview, details, full] = posts.map(({ args }) => args.text ?? '');
      expect(order).toBe(talkLink);
      expect(overview?.length).toBeGreaterThan(40);
      expect(details).toContain('Zitate');
      expect(full).toMatch(/1.*Kapitel|Kapitel.*1/);
      for (const { text } of allSaid(slack)) if (text !== null) expect(text.trim()).not.toBe('');
      expect(json(allSaid(slack))).not.toMatch(/[★☆⭐]/u);
    });
  });
});
