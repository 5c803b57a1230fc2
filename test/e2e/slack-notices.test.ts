import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { actionIds } from '../../src/formatters/slack/action-value.ts';
import { addTalk } from '../support/add-talk.ts';
import { type SlackBot, type SlackBotOptions, startSlackBot } from '../support/slack-bot.ts';
import { receivers, type SlackReceiver } from '../support/slack-receiver.ts';
import { digested, json, pageWith, quiet, talkId, talkLink } from '../support/slack-stories.ts';

let bot: SlackBot;
let receiver: SlackReceiver;

async function start(options: SlackBotOptions = {}): Promise<SlackBot> {
  bot = await startSlackBot({ receiver, ...options });
  addTalk(bot.youtube, talkId);
  return bot;
}
afterEach(() => bot.close());

const posted = (): string[] =>
  bot.slack.calls
    .filter(({ method, outcome }) => method === 'chat.postMessage' && outcome === 'ok')
    .map(({ args }) => args.text ?? '');

/** Without the right to react. */
const unsigned = { slack: { scopes: ['chat:write', 'channels:history', 'channels:read', 'users:read', 'commands'] } };

describe.each(receivers)('what a thread on Slack shows, heard by %s:', (by) => {
  beforeAll(() => {
    receiver = by;
  });

  it('each message of the full text ends with a button that reads on from its first chapter', async () => {
    const { slack } = await start();
    addTalk(bot.youtube, talkId, 42);
    const { ts } = await digested(bot);
    const texts = slack.thread(ts).filter(({ blocks }) => json(blocks.at(-1)).includes(`"${actionIds.read}"`));
    expect(texts).toHaveLength(2);
    const second = texts[1];
    slack.acts.press({ ts: second?.ts ?? '', actionId: actionIds.read });
    await pageWith(slack, actionIds.next);
    const value = json(second?.blocks.at(-1)).match(/\|(\d+)\|0\|t"/)?.[1];
    expect(Number(value)).toBeGreaterThan(0);
    expect(json(slack.views.at(-1))).toMatch(new RegExp(`"initial_option":\\{[^}]*\\}?[^}]*\\|${value}\\|0\\|t"`));
  });

  describe('a link that is left alone is told of to whoever posted it, once, in plain words:', () => {
    const told = () => bot.slack.ephemerals.slice(heard).map(({ text }) => text);
    const song = Array.from({ length: 60 }, (_, at) => ({ startMs: at * 4_000, endMs: at * 4_000 + 3_900 }));

    /** At most five minutes, and no Shorts. */
    async function saveSettings(): Promise<void> {
      const { slack } = bot;
      slack.acts.command('settings');
      await slack.waitFor(() => (slack.views.at(-1)?.updates ?? 0) > 0);
      slack.acts.submit(slack.views.at(-1)?.id ?? '', {
        longestMs: { x: { type: 'plain_text_input', value: '5' } },
        shorts: { x: { type: 'static_select', selected_option: { value: 'no' } } },
      });
      await slack.waitFor(() => slack.ephemerals.length === 1);
      heard = 1;
    }

    /** Words that were said before. */
    let heard = 0;
    afterEach(() => {
      heard = 0;
    });

    async function leave(text: string): Promise<string> {
      const { slack } = bot;
      const ts = slack.say({ text });
      await slack.waitFor(() => told().length === 1);
      await quiet();
      expect(slack.ephemerals.slice(heard)).toMatchObject([{ user: 'U0PERSON' }]);
      expect(slack.thread(ts)).toEqual([]);
      expect(slack.message(ts).reactions.size).toBe(0);
      return json(told());
    }

    it('music', async () => {
      await start();
      const cues = song.map((cue, at) => ({ ...cue, text: `♪ and so the river goes ${at} ♪` }));
      addTalk(bot.youtube, talkId, 12, { durationSeconds: 240, tracks: [{ language: 'en', kind: 'manual', cues }] });
      expect(await leave(talkLink)).toMatch(/音乐.*\/digest/);
      expect(bot.claude.stats().calls.outline).toBe(0);
      bot.slack.acts.command(talkLink);
      await bot.slack.waitFor(() => bot.claude.stats().calls.outline > 0);
    });

    it('what YouTube files under music, with hardly a word', async () => {
      await start();
      const cues = song.map((cue, at) => ({ ...cue, text: `river goes ${at}` }));
      const more = {
        durationSeconds: 240,
        category: 'Music',
        tracks: [{ language: 'en', kind: 'auto', cues }],
      } as const;
      addTalk(bot.youtube, talkId, 12, more);
      expect(await leave(talkLink)).toContain('音乐');
    });

    it('a talk that is too long for the channel, and a Short', async () => {
      await start();
      await saveSettings();
      expect(await leave(talkLink)).toMatch(/时长.*\/digest/);
      bot.slack.say({ text: `https://www.youtube.com/shorts/${talkId}` });
      await bot.slack.waitFor(() => told().length === 2);
      expect(told()[1]).toMatch(/Shorts.*\/digest/);
    });

    it.each([
      ['no-captions', '字幕'],
      ['live-now', '直播'],
      ['private', '私'],
    ] as const)('%s', async (situation, words) => {
      await start();
      bot.youtube.setSituation(talkId, situation);
      const ts = bot.slack.say({ text: talkLink });
      await bot.slack.waitFor(() => told().length === 1);
      expect(json(told())).toContain(words);
      await quiet();
      expect([told().length, bot.slack.thread(ts)]).toEqual([1, []]);
    });
  });

  describe('where reactions are refused', () => {
    it('a placeholder shows that the bot is at it, and becomes the overview', async () => {
      const { slack } = await start({ ...unsigned, claude: { ttftMs: 500 } });
      const ts = slack.say({ text: talkLink });
      await slack.waitFor(() => slack.thread(ts).length === 1);
      const [placeholder] = slack.thread(ts);
      expect(placeholder?.text).toBe('👀 正在通读内容');
      await slack.waitFor(() => json(slack.thread(ts)[0]?.blocks).includes('"overflow"'), 20_000);
      expect(slack.thread(ts)[0]?.ts).toBe(placeholder?.ts);
      await quiet();
      expect(slack.thread(ts).filter(({ blocks }) => json(blocks).includes('"overflow"'))).toHaveLength(1);
      expect(posted().filter((text) => text.startsWith('👀'))).toHaveLength(1);
    });

    it('it becomes the failure', async () => {
      const { slack, youtube } = await start(unsigned);
      youtube.setSituation(talkId, 'bot-check');
      const ts = slack.say({ text: talkLink });
      await slack.waitFor(() => /YouTube/.test(slack.thread(ts)[0]?.text ?? ''));
      expect(slack.thread(ts)).toHaveLength(1);
    });

    it('it goes where nothing is to be said in the thread', async () => {
      const { slack, youtube } = await start(unsigned);
      youtube.setSituation(talkId, 'no-captions');
      const ts = slack.say({ text: talkLink });
      await slack.waitFor(() => slack.ephemerals.length === 1);
      await quiet();
      expect(slack.thread(ts)).toEqual([]);
    });

    it('it is the same after a restart', async () => {
      const { slack, claude } = await start({ ...unsigned, claude: { ttftMs: 1_500 } });
      const ts = slack.say({ text: talkLink });
      await slack.waitFor(() => slack.thread(ts).length === 1 && claude.requests.length > 0);
      const [placeholder] = slack.thread(ts);
      await bot.restart();
      await slack.waitFor(() => json(slack.thread(ts)[0]?.blocks).includes('"overflow"'), 25_000);
      expect(slack.thread(ts)[0]?.ts).toBe(placeholder?.ts);
      expect(posted().filter((text) => text.startsWith('👀'))).toHaveLength(1);
    });
  });
});
