import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { actionIds } from '../../src/formatters/slack/action-value.ts';
import { addTalk } from '../support/add-talk.ts';
import { type SlackBot, type SlackBotOptions, startSlackBot } from '../support/slack-bot.ts';
import { receivers, type SlackReceiver } from '../support/slack-receiver.ts';
import { digested, json, pageWith, talkId, talkLink } from '../support/slack-stories.ts';

let bot: SlackBot;
let receiver: SlackReceiver;

async function start(options: SlackBotOptions = {}): Promise<SlackBot> {
  bot = await startSlackBot({ receiver, ...options });
  addTalk(bot.youtube, talkId, 6);
  return bot;
}
afterEach(() => bot.close());

const asked = (language: string) => bot.claude.requests.some(({ body }) => json(body).includes(language));
const fields = (link: string, language: string | null, isPrivate: boolean, channel: string | null = null) => ({
  channel: { [actionIds.channelInput]: { type: 'conversations_select', selected_conversation: channel } },
  link: { [actionIds.linkInput]: { type: 'plain_text_input', value: link } },
  language: {
    [actionIds.languageInput]: {
      type: 'external_select',
      selected_option: language === null ? null : { text: { type: 'plain_text', text: language }, value: language },
    },
  },
  private: {
    [actionIds.privateInput]: { type: 'checkboxes', selected_options: isPrivate ? [{ value: 'yes' }] : [] },
  },
});

describe.each(receivers)('over %s', (each) => {
  beforeAll(() => {
    receiver = each;
  });

  describe('the shortcut in the menu of a message', () => {
    it('digests its video in its thread, even in a channel that is set to be quiet', async () => {
      const { slack } = await start();
      slack.acts.command('mode off');
      await slack.waitFor(() => slack.responses.length === 1);
      const ts = slack.say({ text: `look ${talkLink}` });
      await bot.quiet();
      expect(slack.thread(ts)).toEqual([]);
      slack.acts.messageShortcut(ts);
      await slack.waitFor(() => slack.thread(ts).length >= 3);
      expect(json(slack.thread(ts)[0])).toContain(talkId);
    });

    it('says that there is no video in a message without one', async () => {
      const { slack } = await start();
      slack.acts.messageShortcut(slack.say({ text: 'nothing here' }));
      await slack.waitFor(() => slack.responses.length === 1);
      expect(slack.responses[0]).toMatchObject({ text: 'There is no link to a YouTube video here.', inChannel: false });
    });

    it('says how to invite the bot where it is not in the channel', async () => {
      const { slack, claude } = await start();
      slack.setChannel('C0ELSE', { member: false });
      const ts = slack.say({ text: talkLink, channel: 'C0ELSE' });
      slack.acts.messageShortcut(ts, { channel: 'C0ELSE' });
      await slack.waitFor(() => slack.responses.length === 1);
      expect(slack.responses[0]?.text).toContain('/invite @Vidigest');
      await bot.quiet();
      expect(claude.stats().calls.outline).toBe(0);
    });
  });

  describe('the shortcut of the workspace', () => {
    it('takes a link and a language, and shows the digest in its page', async () => {
      const { slack } = await start();
      slack.people.set('U0PERSON', { locale: 'de-DE', admin: false, team: 'T0TEAM', isBot: false });
      slack.acts.globalShortcut();
      const page = await pageWith(slack, actionIds.linkInput);
      const typed = slack.acts.suggest(page, actionIds.languageInput, 'franz');
      await slack.waitFor(() => typed.acked);
      expect(json(typed.answer)).toContain('"value":"fr"');
      const sent = slack.acts.submit(page, fields(talkLink, 'fr', true));
      await slack.waitFor(() => sent.acked);
      expect(sent.answer).toMatchObject({ response_action: 'update' });
      await pageWith(slack, actionIds.next);
      expect(asked('French (fr)')).toBe(true);
      expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toEqual([]);
    });

    it('takes the channel language of the installation where none is picked', async () => {
      const { slack } = await start();
      slack.acts.globalShortcut();
      slack.acts.submit(await pageWith(slack, actionIds.linkInput), fields(talkLink, null, true));
      await pageWith(slack, actionIds.next);
      expect(asked('Chinese')).toBe(true);
    });

    it('posts in a channel that is picked, where the bot is in it', async () => {
      const { slack } = await start();
      slack.setChannel('C0OTHER', { member: true });
      slack.setChannel('C0ELSE', { member: false });
      slack.acts.globalShortcut();
      const page = await pageWith(slack, actionIds.channelInput);
      const nowhere = slack.acts.submit(page, fields(talkLink, 'fr', false));
      await slack.waitFor(() => nowhere.acked);
      expect(nowhere.answer).toMatchObject({ errors: { channel: expect.stringContaining('choose a channel') } });
      slack.acts.submit(page, fields(talkLink, 'fr', false, 'C0ELSE'));
      await pageWith(slack, '/invite @Vidigest');
      slack.acts.globalShortcut();
      await slack.waitFor(() => slack.views.length === 2);
      slack.acts.submit(slack.views[1]?.id ?? '', fields(talkLink, 'fr', false, 'C0OTHER'));
      await pageWith(slack, 'I’m on it.');
      const posts = () =>
        slack.calls.filter(({ method, args }) => method === 'chat.postMessage' && args.channel === 'C0OTHER');
      const order = () => posts().find(({ args }) => args.thread_ts === undefined);
      await slack.waitFor(() => order() !== undefined);
      expect(order()?.args.text).toBe(talkLink);
      await slack.waitFor(() => slack.calls.some(({ method }) => method === 'chat.getPermalink'));
      expect(asked('French (fr)')).toBe(true);
    });

    it('shows a mistake beside the field, and goes on with what is mended', async () => {
      const { slack } = await start();
      slack.people.set('U0PERSON', { locale: 'de-DE', admin: false, team: 'T0TEAM', isBot: false });
      slack.acts.globalShortcut();
      const page = await pageWith(slack, actionIds.linkInput);
      const wrong = slack.acts.submit(page, fields('https://example.org', 'fr', true));
      await slack.waitFor(() => wrong.acked);
      expect(wrong.answer).toEqual({
        response_action: 'errors',
        errors: { link: expect.stringMatching(/YouTube-Video/) },
      });
      slack.acts.submit(page, fields(talkLink, 'fr', true));
      await pageWith(slack, actionIds.next);
    });
  });

  describe('/digest', () => {
    it('private: nobody else sees it', async () => {
      const { slack } = await start();
      slack.acts.command(`${talkLink} ja private`);
      await pageWith(slack, actionIds.next);
      expect(asked('Japanese (ja)')).toBe(true);
      expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toEqual([]);
      expect(slack.ephemerals).toEqual([]);
    });

    it('usage: what was spent where the asker can look, in the asker’s language', async () => {
      const { slack } = await start();
      await digested(bot);
      slack.setChannel('C0SECRET', { kind: 'group', member: true });
      addTalk(bot.youtube, 'bbbbbbbbbbb', 6);
      await digested(bot, 'https://youtu.be/bbbbbbbbbbb', 'C0SECRET');
      slack.say({ text: 'hello', user: 'U0ASKER' });
      slack.people.set('U0ASKER', { locale: 'fr-FR', admin: false, team: 'T0TEAM', isBot: false });
      slack.acts.command('usage', { user: 'U0ASKER' });
      await slack.waitFor(() => slack.responses.length === 1);
      expect(slack.responses[0]?.inChannel).toBe(false);
      const [today, left, month, saved, ...channels] = slack.responses[0]?.text?.split('\n') ?? [];
      expect([today, left, month, saved]).toEqual([
        expect.stringMatching(/^Aujourd’hui : 2 résumés pour 0,\d\d \$US$/),
        expect.stringMatching(/^Reste pour aujourd’hui : 4,\d\d \$US sur 5,00 \$US$/),
        expect.stringMatching(/^Depuis le .* : 2 résumés pour 0,\d\d \$US$/),
        expect.stringMatching(/^Économisé .* : 0,00 \$US$/),
      ]);
      expect(channels).toEqual(['Par salon :', expect.stringMatching(/^• Ce salon : 1 résumé pour /)]);
      slack.acts.command('usage', { channel: 'C0OTHER', user: 'U0ASKER' });
      await slack.waitFor(() => slack.responses.length === 2);
      expect(slack.responses[1]?.text).toMatch(/• Ce salon : 0 résumé.*\n• <#C0GENERAL>: 1 résumé pour [^\n]*$/);
    });

    it('says how to invite the bot where it is not in the channel', async () => {
      const { slack, claude } = await start();
      slack.setChannel('C0ELSE', { member: false });
      slack.acts.command(talkLink, { channel: 'C0ELSE' });
      await slack.waitFor(() => slack.responses.length === 1);
      expect(slack.responses[0]?.text).toContain('/invite @Vidigest');
      expect(claude.stats().calls.outline).toBe(0);
    });

    it.each([
      ['setings', '/digest settings'],
      ['hlep', '/digest help'],
      ['langage fr', '/digest language'],
    ])('%s: help with the nearest command', async (typed, nearest) => {
      const { slack } = await start();
      slack.acts.command(typed);
      await slack.waitFor(() => slack.responses.length === 1);
      const [first = '', second = ''] = slack.responses[0]?.text.split('\n') ?? [];
      expect(first).toContain(typed);
      expect(second).toBe(`Did you mean ${nearest}?`);
    });

    it('whatever else: help without a guess, and the typed words cannot ping', async () => {
      const { slack } = await start();
      slack.acts.command('<!channel> *now* <@U0OTHER>');
      await slack.waitFor(() => slack.responses.length === 1);
      expect(json(slack.responses)).not.toMatch(/<!channel|<@U0/);
      expect(slack.responses[0]?.text).not.toContain('Did you mean');
    });

    it('a playlist: asks for one of its videos', async () => {
      const { slack } = await start();
      slack.acts.command('https://www.youtube.com/playlist?list=PLabcdefghijklmnop');
      await slack.waitFor(() => slack.responses.length === 1);
      expect(slack.responses[0]?.text).toContain('playlist');
    });

    it('mode off, then auto: links are left alone, then answered', async () => {
      const { slack } = await start();
      slack.acts.command('mode off');
      await slack.waitFor(() => slack.responses.length === 1);
      const ts = slack.say({ text: talkLink });
      await bot.quiet();
      expect(slack.thread(ts)).toEqual([]);
      expect(slack.message(ts).reactions.size).toBe(0);
      slack.acts.command('mode auto');
      await slack.waitFor(() => slack.responses.length === 2);
      await digested(bot);
    });
  });
});
