import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addTalk } from '../support/add-talk.ts';
import { type SlackBot, type SlackBotOptions, startSlackBot } from '../support/slack-bot.ts';
import { receivers, type SlackReceiver } from '../support/slack-receiver.ts';
import { json, mrkdwnIn } from '../support/slack-stories.ts';

const id = 'abcdefghijk';
const link = `have you seen https://youtu.be/${id} ?`;
let bot: SlackBot;
let receiver: SlackReceiver;

async function start(options: SlackBotOptions = {}): Promise<SlackBot> {
  bot = await startSlackBot({ receiver, ...options });
  addTalk(bot.youtube, id, 12);
  return bot;
}
afterEach(() => bot.close());

const texts = (ts: string, channel?: string): string[] => bot.slack.thread(ts, channel).map(({ text }) => text);
/** The thread holds everything: overview finished, details, full text. */
const complete = (ts: string, channel?: string) => (): boolean => {
  const thread = bot.slack.thread(ts, channel);
  return thread.length >= 3 && json(thread.at(-1)).includes('container');
};

describe.each(receivers)('a link in a Slack channel, heard by %s,', (by) => {
  beforeAll(() => {
    receiver = by;
  });

  it('is marked, then answered in its thread: overview, details, folded full text', async () => {
    const { slack, claude } = await start();
    const ts = slack.say({ text: link });
    await slack.waitFor(() => slack.message(ts).reactions.has('eyes'));
    await slack.waitFor(complete(ts), 20_000);
    await slack.waitFor(() => json(slack.thread(ts)[0]).includes('12:00'), 5_000);
    const [overview, details, ...fullText] = slack.thread(ts);
    expect(overview?.text).toMatch(/\p{Script=Han}/u);
    expect(json(overview?.blocks)).toContain(`https://youtu.be/${id}`);
    expect(json(details?.blocks)).toContain('"default_collapsed":true');
    expect(fullText.length).toBeGreaterThan(0);
    expect(json(fullText)).toContain('"expand":true');
    expect(slack.thread(ts).length).toBeLessThanOrEqual(4);
    expect(slack.calls.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    expect(claude.stats().refusals).toEqual([]);
    expect(bot.logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('first posts when the TL;DR is there, and edits as chapters arrive', async () => {
    const { slack } = await start({ claude: { ttftMs: 100, tokensPerSecond: 400 } });
    const ts = slack.say({ text: link });
    await slack.waitFor(() => slack.thread(ts).length === 1, 10_000);
    const first = json(slack.thread(ts)[0]?.blocks);
    await slack.waitFor(complete(ts), 30_000);
    const edits = slack.calls.filter(({ method }) => method === 'chat.update');
    expect(edits.length).toBeGreaterThan(0);
    expect(json(slack.thread(ts)[0]?.blocks)).not.toBe(first);
  });

  it('is answered without a model call when posted again: a line here, the whole digest elsewhere', async () => {
    const { slack, claude } = await start();
    slack.setChannel('C0OTHER', { member: true });
    const ts = slack.say({ text: link });
    await slack.waitFor(complete(ts), 20_000);
    await bot.restart();
    const calls = claude.requests.filter(({ method }) => method === 'POST').length;
    const again = slack.say({ text: link });
    await slack.waitFor(() => slack.thread(again).length === 1);
    expect(texts(again)[0]).toMatch(/\p{Script=Han}/u);
    expect(json(slack.thread(again))).toContain(ts.replace('.', ''));
    const elsewhere = slack.say({ text: link, channel: 'C0OTHER' });
    await slack.waitFor(complete(elsewhere, 'C0OTHER'), 10_000);
    expect(texts(elsewhere, 'C0OTHER')[0]).toBe(texts(ts)[0]);
    expect(claude.requests.filter(({ method }) => method === 'POST')).toHaveLength(calls);
  });

  it('is answered once although Slack delivers it twice', async () => {
    const { slack } = await start();
    const ts = slack.say({ text: link });
    slack.redeliver(ts);
    await slack.waitFor(complete(ts), 20_000);
    const before = slack.thread(ts).length;
    slack.redeliver(ts);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(slack.thread(ts)).toHaveLength(before);
  });

  it('is split where Slack finds a message too long', async () => {
    const { slack } = await start({ slack: { characterLimit: 4_500 } });
    const ts = slack.say({ text: link });
    await slack.waitFor(complete(ts), 20_000);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(slack.calls.some(({ outcome }) => outcome === 'msg_blocks_too_long')).toBe(true);
    const times = json(slack.thread(ts)).match(/\?t=\d+/g) ?? [];
    expect(new Set(times).size).toBeGreaterThan(5);
  });

  it('comes without folds where the workspace refuses containers, and this is remembered', async () => {
    const { slack } = await start({ slack: { containers: false } });
    const ts = slack.say({ text: link });
    await slack.waitFor(() => slack.thread(ts).length >= 3, 20_000);
    const refused = slack.calls.filter(({ outcome }) => outcome === 'invalid_blocks').length;
    expect(refused).toBe(1);
    slack.setChannel('C0OTHER', { member: true });
    await bot.restart();
    const elsewhere = slack.say({ text: link, channel: 'C0OTHER' });
    await slack.waitFor(() => slack.thread(elsewhere, 'C0OTHER').length >= 3, 20_000);
    expect(slack.calls.filter(({ outcome }) => outcome === 'invalid_blocks')).toHaveLength(refused);
  });

  it('offers a full text that would fill the thread behind a button', async () => {
    const { slack } = await start();
    addTalk(bot.youtube, 'ABCDEFGHIJK', 58);
    const ts = slack.say({ text: 'https://youtu.be/ABCDEFGHIJK' });
    await slack.waitFor(() => json(slack.thread(ts)[0] ?? '').includes('full_text_post'), 25_000);
    await slack.waitFor(() => slack.thread(ts).length === 2, 10_000);
    const overview = slack.thread(ts)[0]?.ts ?? '';
    slack.click({ ts: overview, actionId: 'full_text_post' });
    await slack.waitFor(() => slack.thread(ts).length > 4, 25_000);
    await slack.waitFor(() => !json(slack.message(overview)).includes('full_text_post'));
  });

  it('says nothing in the thread about a video without captions, only to who posted it', async () => {
    const { slack } = await start();
    bot.youtube.setSituation(id, 'no-captions');
    const ts = slack.say({ text: link });
    await slack.waitFor(() => slack.ephemerals.length === 1);
    expect(slack.thread(ts)).toEqual([]);
    await slack.waitFor(() => !slack.message(ts).reactions.get('eyes')?.size);
  });

  it('tells in the thread that YouTube blocks this server, and when it tries again', async () => {
    const { slack } = await start();
    bot.youtube.setSituation(id, 'bot-check');
    const ts = slack.say({ text: link });
    await slack.waitFor(() => slack.thread(ts).length === 1);
    expect(texts(ts)[0]).toContain('YouTube');
  });

  it('never pings, links or formats what a title or the captions say', async () => {
    const { slack } = await start({ claude: { faults: [{ times: 99, fault: { kind: 'injection' } }] } });
    const ts = slack.say({ text: link });
    await slack.waitFor(() => slack.thread(ts).length >= 2, 20_000);
    const all = slack.thread(ts).flatMap(({ text, blocks }) => [text, ...mrkdwnIn(blocks)]);
    expect(all.length).toBeGreaterThan(10);
    for (const text of all) {
      expect(text).not.toMatch(/<[!@#]/);
      expect(text.replace(/<https:\/\/youtu\.be\/[^|>]+\|/g, '')).not.toMatch(/https?:\/\//);
    }
  });
});
