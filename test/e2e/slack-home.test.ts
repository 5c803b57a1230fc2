import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addTalk } from '../support/add-talk.ts';
import { type SlackBot, type SlackBotOptions, startSlackBot } from '../support/slack-bot.ts';
import { receivers, type SlackReceiver } from '../support/slack-receiver.ts';
import { digested, json, talkId, talkLink } from '../support/slack-stories.ts';

let bot: SlackBot;
let receiver: SlackReceiver;

async function start(options: SlackBotOptions = {}): Promise<SlackBot> {
  bot = await startSlackBot({ receiver, ...options });
  addTalk(bot.youtube, talkId, 6);
  return bot;
}
afterEach(() => bot.close());

const option = (value: string) => ({ x: { type: 'static_select', selected_option: { value } } });
const typed = (value: string | null) => ({ x: { type: 'plain_text_input', value } });
const everything = {
  mode: option('auto'),
  language: option('fr'),
  shown: { x: { type: 'checkboxes', selected_options: [{ value: 'quotes' }, { value: 'full-text' }] } },
  shortestMs: typed('2'),
  longestMs: typed('90'),
  shorts: option('no'),
  translate: option('always'),
  fold: option('reader'),
  budgetUsd: typed('2,5'),
  whoChanges: option('admins'),
};

/** The page of settings, as somebody sees it. */
async function settingsPage(user = 'U0PERSON', channel = 'C0GENERAL') {
  const { slack } = bot;
  const before = slack.views.length;
  slack.acts.command('settings', { user, channel });
  await slack.waitFor(() => slack.views.length > before && (slack.views.at(-1)?.updates ?? 0) > 0);
  const page = slack.views.at(-1);
  if (page === undefined) throw new Error('no page was opened');
  return page;
}

async function save(values: Readonly<Record<string, unknown>>, user = 'U0PERSON'): Promise<void> {
  const { slack } = bot;
  const page = await settingsPage(user);
  const before = slack.ephemerals.length;
  slack.acts.submit(page.id, values, { user });
  await slack.waitFor(() => slack.ephemerals.length > before);
}

const initialOf = (view: unknown, block: string): unknown => {
  const { blocks } = view as { blocks: { block_id?: string; element?: Record<string, unknown> }[] };
  const { element = {} } = blocks.find(({ block_id }) => block_id === block) ?? {};
  return json(element['initial_option'] ?? element['initial_options'] ?? element['initial_value'] ?? null);
};

describe.each(receivers)('over %s', (each) => {
  beforeAll(() => {
    receiver = each;
  });

  describe('/digest settings', () => {
    it('opens all settings of the channel, keeps what is changed, and shows it the next time', async () => {
      const { slack } = await start();
      const page = await settingsPage();
      for (const name of Object.keys(everything)) expect(json(page.view)).toContain(`"block_id":"${name}"`);
      await save(everything);
      expect(slack.ephemerals.at(-1)).toMatchObject({ user: 'U0PERSON', text: 'Settings saved.' });
      slack.people.set('U0ADMIN', { locale: 'en-US', admin: true, team: 'T0TEAM', isBot: false });
      const { view } = await settingsPage('U0ADMIN');
      expect(initialOf(view, 'mode')).toContain('"value":"auto"');
      expect(initialOf(view, 'language')).toContain('"value":"fr"');
      expect(initialOf(view, 'shown')).toMatch(/quotes.*full-text/);
      expect(initialOf(view, 'shown')).not.toContain('arguments');
      expect(initialOf(view, 'shortestMs')).toBe('"2"');
      expect(initialOf(view, 'longestMs')).toBe('"90"');
      expect(initialOf(view, 'shorts')).toContain('"value":"no"');
      expect(initialOf(view, 'translate')).toContain('"value":"always"');
      expect(initialOf(view, 'fold')).toContain('"value":"reader"');
      expect(initialOf(view, 'budgetUsd')).toBe('"2.5"');
      expect(initialOf(view, 'whoChanges')).toContain('"value":"admins"');
      // Of another channel nothing is changed.
      slack.setChannel('C0OTHER', { member: true });
      expect(initialOf((await settingsPage('U0ADMIN', 'C0OTHER')).view, 'language')).toContain('zh-CN');
    });

    it('is for the creator and admins alone once that is set; others read it', async () => {
      const { slack } = await start();
      await save(everything);
      const seen = await settingsPage();
      expect(json(seen.view)).not.toContain('"type":"input"');
      expect(json(seen.view)).toContain('Only the channel’s creator and admins');
      slack.acts.command('mode off');
      await slack.waitFor(() => slack.responses.length === 1);
      expect(slack.responses[0]?.text).toContain('Only the channel’s creator and admins');
      for (const [user, admin] of [['U0FOUNDER', false] as const, ['U0ADMIN', true] as const]) {
        slack.people.set(user, { locale: 'en-US', admin, team: 'T0TEAM', isBot: false });
        await save({ mode: option('react') }, user);
        expect(slack.ephemerals.at(-1)).toMatchObject({ user, text: 'Settings saved.' });
      }
    });

    it('is checked again when a page that was open comes back', async () => {
      const { slack } = await start();
      const open = await settingsPage();
      slack.people.set('U0ADMIN', { locale: 'en-US', admin: true, team: 'T0TEAM', isBot: false });
      await save(everything, 'U0ADMIN');
      slack.acts.submit(open.id, { mode: option('off') });
      await slack.waitFor(() => slack.ephemerals.at(-1)?.user === 'U0PERSON');
      expect(slack.ephemerals.at(-1)?.text).toContain('Only the channel’s creator and admins');
      expect(initialOf((await settingsPage('U0ADMIN')).view, 'mode')).toContain('"value":"auto"');
    });

    it('shows what cannot be beside its field, in the language of whoever fills it in', async () => {
      const { slack } = await start();
      slack.people.set('U0PERSON', { locale: 'fr-FR', admin: false, team: 'T0TEAM', isBot: false });
      const page = await settingsPage();
      expect(json(page.view)).toContain('Langue');
      const wrong = slack.acts.submit(page.id, { ...everything, budgetUsd: typed('much'), shortestMs: typed('-1') });
      await slack.waitFor(() => wrong.acked);
      expect(wrong.answer).toMatchObject({
        response_action: 'errors',
        errors: { budgetUsd: expect.stringContaining('nombre'), shortestMs: expect.stringContaining('nombre') },
      });
      const upsideDown = slack.acts.submit(page.id, { ...everything, shortestMs: typed('90'), longestMs: typed('2') });
      await slack.waitFor(() => upsideDown.acked);
      expect(upsideDown.answer).toMatchObject({ response_action: 'errors', errors: { longestMs: expect.any(String) } });
    });

    it('language: what is no language gets help', async () => {
      const { slack } = await start();
      slack.acts.command('language klingonese');
      await slack.waitFor(() => slack.responses.length === 1);
      expect(slack.responses[0]?.text).toContain('klingonese');
      slack.acts.command('language pt_br');
      await slack.waitFor(() => slack.responses.length === 2);
      expect(slack.responses[1]?.text).toBe('Settings saved.');
      expect(initialOf((await settingsPage()).view, 'language')).toContain('"value":"pt-BR"');
    });
  });

  describe('the welcome', () => {
    it('goes to whoever invited the bot, in their language, once, and sets the mode', async () => {
      const { slack } = await start();
      slack.people.set('U0INVITER', { locale: 'ja-JP', admin: false, team: 'T0TEAM', isBot: false });
      slack.acts.join('C0NEW', 'U0INVITER');
      await slack.waitFor(() => slack.ephemerals.length === 1);
      slack.acts.join('C0NEW', 'U0OTHER');
      await bot.quiet();
      expect(slack.ephemerals).toHaveLength(1);
      expect(slack.ephemerals[0]).toMatchObject({ channel: 'C0NEW', user: 'U0INVITER', thread_ts: undefined });
      expect(slack.ephemerals[0]?.text).toMatch(/\p{Script=Hiragana}/u);
      expect(json(slack.ephemerals[0]?.blocks)).toContain('"value":"react"');
      expect(json(slack.ephemerals[0]?.blocks)).toContain(':memo:');
    });
  });

  describe('the home page', () => {
    it('names what the viewer may open, what it cost and how the bot is set; nothing of other channels', async () => {
      const { slack } = await start();
      addTalk(bot.youtube, 'bbbbbbbbbbb', 6);
      slack.setChannel('C0SECRET', { kind: 'group', member: true });
      const open = await digested(bot);
      const secret = await digested(bot, 'https://youtu.be/bbbbbbbbbbb', 'C0SECRET');
      slack.people.set('U0VIEWER', { locale: 'de-DE', admin: false, team: 'T0TEAM', isBot: false });
      slack.say({ text: 'hello', user: 'U0VIEWER' });
      slack.acts.openHome('U0VIEWER');
      await slack.waitFor(() => slack.views.some(({ view }) => view.type === 'home'));
      const home = json(slack.views.find(({ view }) => view.type === 'home')?.view);
      expect(home).toContain(`/archives/C0GENERAL/p${open.ts.replace('.', '')}`);
      expect(home).not.toContain('C0SECRET');
      expect(home).not.toContain(secret.ts.replace('.', ''));
      expect(home).toMatch(/Heute: 2 Zusammenfassungen für .*Seit .*: 2 Zusammenfassungen für .*gespart: 0,00/);
      expect(home).toMatch(/Nach Kanal:\\n• <#C0GENERAL>: 1 Zusammenfassung für /);
      expect(home).toContain('Chinesisch');
      expect(home).toContain('/digest settings');
      expect(home).toContain('Einstellungen für alle Kanäle');
      expect(home).not.toContain('"action_id":"settings"');
      expect(slack.views.find(({ view }) => view.type === 'home')?.user).toBe('U0VIEWER');
    });

    it('lets admins set what holds where a channel decides nothing itself', async () => {
      const { slack } = await start();
      await save({ mode: option('react') });
      slack.people.set('U0ADMIN', { locale: 'en-US', admin: true, team: 'T0TEAM', isBot: false });
      slack.acts.openHome('U0ADMIN');
      await slack.waitFor(() => slack.views.some(({ view }) => view.type === 'home'));
      const home = slack.views.find(({ view }) => view.type === 'home');
      slack.acts.press({ view: home?.id ?? '', actionId: 'settings', user: 'U0ADMIN' });
      await slack.waitFor(() => json(slack.views.at(-1)).includes('"block_id":"whoChanges"'));
      const page = slack.views.at(-1)?.id ?? '';
      slack.acts.submit(page, { ...everything, mode: option('off') }, { user: 'U0ADMIN' });
      await slack.waitFor(() => json(slack.views.at(-1)).includes('Settings saved.'));
      // The channel has decided about its mode, and about nothing else.
      const { view } = await settingsPage('U0ADMIN');
      expect(initialOf(view, 'mode')).toContain('"value":"react"');
      expect(initialOf(view, 'language')).toContain('"value":"fr"');
      slack.acts.openHome('U0ADMIN');
      await slack.waitFor(() => home?.updates === 1);
      expect(json(home?.view)).toContain('French');
    });

    it('is renewed each time it is opened, and shows guests no costs', async () => {
      const { slack } = await start();
      slack.people.set('U0GUEST', { locale: 'en-US', admin: false, team: 'T0OTHER', isBot: false });
      slack.acts.openHome('U0GUEST');
      await slack.waitFor(() => slack.views.length === 1);
      expect(json(slack.views[0]?.view)).not.toMatch(/\$\d/);
      slack.acts.openHome();
      await slack.waitFor(() => slack.views.length === 2);
      expect(json(slack.views[1]?.view)).toContain('No digests yet');
      await digested(bot, talkLink);
      slack.acts.openHome();
      await slack.waitFor(() => slack.views[1]?.updates === 1);
      expect(json(slack.views[1]?.view)).toContain('/archives/C0GENERAL/');
    });
  });
});
