import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { actionIds } from '../../src/formatters/slack/action-value.ts';
import { addTalk } from '../support/add-talk.ts';
import { type SlackBot, type SlackBotOptions, startSlackBot } from '../support/slack-bot.ts';
import { receivers, type SlackReceiver } from '../support/slack-receiver.ts';
import { json } from '../support/slack-stories.ts';

const id = 'abcdefghijk';
let bot: SlackBot;
let receiver: SlackReceiver;

async function start(options: SlackBotOptions = {}): Promise<SlackBot> {
  bot = await startSlackBot({ receiver, ...options });
  addTalk(bot.youtube, id, 12);
  return bot;
}
afterEach(() => bot.close());

const outlines = (): number => bot.claude.stats().calls.outline;

/** A digest that stands complete in a thread. Returns the thread and its overview. */
async function digested(): Promise<{ ts: string; overview: string }> {
  const { slack } = bot;
  const ts = slack.say({ text: `https://youtu.be/${id}` });
  // The thread's address is asked for last, when all has been said.
  await slack.waitFor(
    () => slack.calls.some(({ method, outcome }) => method === 'chat.getPermalink' && outcome === 'ok'),
    20_000,
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { ts, overview: slack.thread(ts)[0]?.ts ?? '' };
}

describe.each(receivers)('what people ask of the bot on Slack, heard by %s:', (by) => {
  beforeAll(() => {
    receiver = by;
  });

  it('/digest posts a message of its own and answers in its thread', async () => {
    const { slack } = await start();
    slack.acts.command(`https://youtu.be/${id}`);
    await slack.waitFor(
      () => slack.calls.filter(({ method, outcome }) => method === 'chat.postMessage' && outcome === 'ok').length >= 3,
      20_000,
    );
    const overview = slack.calls.find(({ method, args }) => method === 'chat.postMessage' && 'thread_ts' in args);
    expect(json(overview?.args)).toContain(id);
  });

  it('/digest with a language answers in that language', async () => {
    const { slack } = await start();
    slack.acts.command(`https://youtu.be/${id} fr`);
    await slack.waitFor(() => bot.claude.requests.some(({ body }) => json(body).includes('French (fr)')), 20_000);
  });

  it('help is told to whoever asks for something else', async () => {
    const { slack } = await start();
    slack.acts.command('setings');
    await slack.waitFor(() => slack.responses.length > 0);
    expect(json(slack.responses)).toContain('settings');
  });

  it('Read in full opens the reader, chapter by chapter', async () => {
    const { slack } = await start();
    const { overview } = await digested();
    slack.acts.press({ ts: overview, actionId: actionIds.read });
    await slack.waitFor(() => slack.views.length > 0 && json(slack.views.at(-1)).includes(actionIds.chapter), 10_000);
    expect(json(slack.views.at(-1))).toMatch(/\p{Script=Han}/u);
  });

  it('Digest again makes a new one in the same thread', async () => {
    const { slack } = await start();
    const { ts, overview } = await digested();
    const before = outlines();
    const posts = slack.thread(ts).length;
    slack.acts.press({
      ts: overview,
      actionId: actionIds.more,
      picked: pick(slack.message(overview).blocks, actionIds.again),
    });
    await slack.waitFor(() => outlines() === before + 1, 15_000);
    await slack.waitFor(() => slack.thread(ts).length > posts, 15_000);
  });

  it('Remove takes the replies away', async () => {
    const { slack } = await start();
    const { ts, overview } = await digested();
    slack.acts.press({
      ts: overview,
      actionId: actionIds.more,
      picked: pick(slack.message(overview).blocks, actionIds.remove),
    });
    await slack.waitFor(() => slack.thread(ts).length === 0, 15_000);
  });

  it('deleting the message stops the work and takes the replies away', async () => {
    const { slack } = await start();
    const { ts } = await digested();
    slack.acts.remove(ts);
    const deleted = () =>
      slack.calls.filter(({ method, outcome }) => method === 'chat.delete' && outcome === 'ok').length;
    await slack.waitFor(() => deleted() >= 3, 15_000);
  });

  it('a channel that is set to another language gets digests in it', async () => {
    const { slack } = await start();
    slack.acts.command('language ja');
    await slack.waitFor(() => slack.responses.length > 0);
    slack.say({ text: `https://youtu.be/${id}` });
    await slack.waitFor(() => bot.claude.requests.some(({ body }) => json(body).includes('Japanese (ja)')), 20_000);
  });

  it('in react mode a link waits for the emoji', async () => {
    const { slack } = await start();
    slack.acts.command('mode react');
    await slack.waitFor(() => slack.responses.length > 0);
    const ts = slack.say({ text: `https://youtu.be/${id}` });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(slack.thread(ts)).toEqual([]);
    slack.acts.react(ts, 'memo');
    await slack.waitFor(() => slack.thread(ts).length >= 1, 20_000);
  });

  it('more than three links are asked about first', async () => {
    const { slack } = await start();
    const ids = ['aaaaaaaaaaa', 'bbbbbbbbbbb', 'ccccccccccc', 'ddddddddddd'];
    const ts = slack.say({ text: ids.map((each) => `https://youtu.be/${each}`).join(' ') });
    await slack.waitFor(() => json(slack.thread(ts)).includes(actionIds.digestAll), 10_000);
    expect(outlines()).toBe(0);
  });

  it('joining a channel is followed by one word to whoever invited the bot', async () => {
    const { slack } = await start();
    slack.setChannel('C0NEW', { member: true });
    slack.acts.join('C0NEW', 'U0PERSON');
    await slack.waitFor(() => slack.ephemerals.length === 1);
    expect(json(slack.ephemerals)).toContain('Anthropic');
  });

  it('over budget the digest is extractive, says why, and is made whole when somebody spends anyway', async () => {
    const { slack } = await start({ env: { VIDIGEST_BUDGET_DAY_USD: '0' } });
    const ts = slack.say({ text: `https://youtu.be/${id}` });
    await slack.waitFor(() => json(slack.thread(ts)[0] ?? '').includes(actionIds.spendAnyway), 20_000);
    expect(outlines()).toBe(0);
    slack.people.set('U0PERSON', { ...slack.people.get('U0PERSON'), is_admin: true } as never);
    slack.acts.press({ ts: slack.thread(ts)[0]?.ts ?? '', actionId: actionIds.spendAnyway });
    await slack.waitFor(() => outlines() === 1, 15_000);
  });
});

/** The value of the menu entry whose value names the action. */
function pick(blocks: unknown, action: string): string {
  const found = [...json(blocks).matchAll(/"value":"([^"]+)"/g)]
    .map((match) => match[1] ?? '')
    .find((value) => value.includes(action));
  if (found === undefined) throw new Error(`no entry for ${action}`);
  return found;
}
