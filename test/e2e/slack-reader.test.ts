import { describe, expect, it } from 'vitest';
import { actionIds } from '../../src/formatters/slack/action-value.ts';
import type { OpenView } from '../fakes/slack/interactivity.ts';
import { addTalk } from '../support/add-talk.ts';
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

/** The reader, open on its first page. */
async function reading(user?: string): Promise<OpenView> {
  const { slack } = bot;
  const { overview } = await digested(bot);
  slack.acts.press({ ts: overview, actionId: actionIds.read, ...(user === undefined ? {} : { user }) });
  await pageWith(slack, actionIds.next);
  return shown();
}

function shown(): OpenView {
  const view = bot.slack.views.at(-1);
  if (view === undefined) throw new Error('no page is open');
  return view;
}

async function turn(actionId: string, picked?: string): Promise<string> {
  const { slack } = bot;
  const view = shown();
  const before = view.updates;
  slack.acts.press({ view: view.id, actionId, ...(picked === undefined ? {} : { picked }) });
  await slack.waitFor(() => view.updates > before);
  return json(view.view);
}

interface Menu {
  readonly options: readonly { readonly value: string; readonly text: { readonly text: string } }[];
  readonly initial_option?: { readonly value: string };
}

function chapters(): Menu {
  const elements = shown().view.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const menu = elements.find(({ action_id }) => action_id === actionIds.chapter);
  if (menu?.type !== 'static_select') throw new Error('the page has no menu of chapters');
  return menu as Menu;
}

const spokenWords = 'moved the whole thing to PostgreSQL';

tests.heardByBoth(() => {
  describe('the reader', () => {
    it('turns pages in place, forth and back, and goes to a chapter', async () => {
      await start();
      const view = await reading();
      const first = json(view.view);
      const second = await turn(actionIds.next);
      expect(second).not.toBe(first);
      expect(await turn(actionIds.previous)).toBe(first);
      const last = chapters().options.at(-1)?.value ?? '';
      const end = await turn(actionIds.chapter, last);
      expect(chapters().initial_option?.value).toBe(last);
      expect(end).not.toContain(actionIds.next);
      expect(bot.slack.views).toHaveLength(1);
    });

    it('shows the talk’s own words beside the translation, and hides them again', async () => {
      await start();
      const view = await reading();
      const translated = json(view.view);
      expect(translated).not.toContain(spokenWords);
      const both = await turn(actionIds.original);
      expect(both).toContain(spokenWords);
      expect(both).toMatch(/\p{Script=Han}{5}/u);
      expect(await turn(actionIds.next)).toContain('"type":"context"');
      expect(await turn(actionIds.original)).not.toContain(spokenWords);
    });

    it('speaks the language of whoever reads around the words of the digest', async () => {
      await start();
      bot.slack.people.set('U0READER', { locale: 'fr-FR', admin: false, team: 'T0TEAM', isBot: false });
      const view = await reading('U0READER');
      expect(view.user).toBe('U0READER');
      expect(json(view.view)).toContain('Suivant');
      expect(json(view.view)).toMatch(/\p{Script=Han}{5}/u);
    });

    it('goes through a talk of ten hours, whatever is pressed', async () => {
      await start({ env: { VIDIGEST_BUDGET_VIDEO_USD: 'none', VIDIGEST_BUDGET_DAY_USD: 'none' } }, 600);
      await reading();
      const { options } = chapters();
      expect(options.length).toBeGreaterThan(10);
      expect(options.at(-1)?.text.text).toMatch(/^\d:\d\d:\d\d /);
      const pages = new Set([json(shown().view)]);
      for (let at = 0; at < 4; at += 1) pages.add(await turn(actionIds.next));
      pages.add(await turn(actionIds.chapter, options.at(-1)?.value ?? ''));
      for (let at = 0; at < 3; at += 1) pages.add(await turn(actionIds.previous));
      expect(pages.size).toBe(9);
      expect(bot.slack.calls.filter(({ method, outcome }) => method.startsWith('views.') && outcome !== 'ok')).toEqual(
        [],
      );
    });

    it('shows what was pressed last when presses come faster than pages', async () => {
      const { slack } = await start();
      const view = await reading();
      const { options } = chapters();
      slack.fail('views.update', { kind: 'rate-limit', retryAfterSeconds: 1 });
      slack.acts.press({ view: view.id, actionId: actionIds.chapter, picked: options[1]?.value ?? '' });
      await slack.waitFor(() => slack.calls.some(({ outcome }) => outcome === '429' || outcome === 'rate-limit'));
      slack.acts.press({ view: view.id, actionId: actionIds.next });
      slack.acts.press({ view: view.id, actionId: actionIds.chapter, picked: options.at(-1)?.value ?? '' });
      await bot.quiet(2_500);
      expect(chapters().initial_option?.value).toBe(options.at(-1)?.value);
    });

    it('is no fault when it was closed meanwhile', async () => {
      const { slack } = await start();
      const view = await reading();
      slack.acts.press({ view: view.id, actionId: actionIds.next });
      slack.fail('views.update', { kind: 'error', error: 'not_found' });
      await slack.waitFor(() => slack.calls.some(({ outcome }) => outcome === 'not_found'));
      await bot.quiet(200);
      expect(bot.logger.entries.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
    });

    it('tells whoever pressed when it could not be opened in time', async () => {
      const { slack } = await start();
      slack.people.set('U0READER', { locale: 'de-DE', admin: false, team: 'T0TEAM', isBot: false });
      const { overview } = await digested(bot);
      slack.fail('views.open', { kind: 'error', error: 'expired_trigger_id' });
      slack.acts.press({ ts: overview, actionId: actionIds.read, user: 'U0READER' });
      await slack.waitFor(() => slack.responses.length === 1);
      expect(slack.responses[0]).toMatchObject({ text: expect.stringContaining('noch einmal'), inChannel: false });
      slack.acts.press({ ts: overview, actionId: actionIds.read, user: 'U0READER' });
      await pageWith(slack, actionIds.next);
    });

    it('opens from a workspace without folds, too', async () => {
      await start({ slack: { containers: false } });
      const view = await reading();
      expect(json(view.view)).toMatch(/\p{Script=Han}{5}/u);
    });

    it('reads the transcript of a talk in the channel’s own language', async () => {
      const { slack } = await start({ env: { VIDIGEST_LANGUAGE: 'en' } });
      const { ts, overview } = await digested(bot);
      expect(json(slack.message(overview).blocks)).toContain('Transcript');
      // Nothing but the overview and what it rests on: the talk itself is behind the button.
      expect(slack.thread(ts)).toHaveLength(2);
      slack.acts.press({ ts: overview, actionId: actionIds.read });
      await pageWith(slack, spokenWords);
      expect(json(shown().view)).not.toContain(actionIds.original);
    });
  });

  describe('another language', () => {
    const language = (tag: string) => ({
      [actionIds.languageInput]: { type: 'external_select', selected_option: { value: tag } },
    });

    it('is posted in the thread for everybody, and kept', async () => {
      const { slack, claude } = await start();
      const { ts, overview } = await digested(bot);
      const posts = slack.thread(ts).length;
      slack.acts.press({ ts: overview, actionId: actionIds.anotherLanguage });
      const page = await pageWith(slack, actionIds.languageInput);
      slack.acts.submit(page, {
        language: language('fr'),
        private: { x: { type: 'checkboxes', selected_options: [] } },
      });
      await slack.waitFor(() => slack.thread(ts).length > posts);
      expect(claude.requests.some(({ body }) => json(body).includes('French (fr)'))).toBe(true);
      await slack.waitFor(() => slack.ephemerals.length === 1);
    });

    it('is read alone in the page, and opened at once the next time', async () => {
      const { slack, claude } = await start();
      const { ts, overview } = await digested(bot);
      const posts = slack.thread(ts).length;
      const alone = async () => {
        slack.acts.press({ ts: overview, actionId: actionIds.anotherLanguage });
        const page = await pageWith(slack, actionIds.languageInput);
        const ticked = { x: { type: 'checkboxes', selected_options: [{ value: 'yes' }] } };
        slack.acts.submit(page, { language: language('ja'), private: ticked });
        await pageWith(slack, actionIds.next);
      };
      await alone();
      const calls = claude.requests.length;
      await alone();
      expect(claude.requests).toHaveLength(calls);
      expect(slack.thread(ts)).toHaveLength(posts);
      expect(slack.message(ts).text).toContain(talkLink);
    });
  });
});
