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
