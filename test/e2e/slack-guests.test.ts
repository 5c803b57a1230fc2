import { afterEach, describe, expect, it } from 'vitest';
import { actionIds } from '../../src/formatters/slack/action-value.ts';
import type { FakePerson } from '../fakes/slack/workspace.ts';
import { addTalk } from '../support/add-talk.ts';
import { type SlackBot, startSlackBot } from '../support/slack-bot.ts';
import { receivers, type SlackReceiver } from '../support/slack-receiver.ts';
import { json } from '../support/slack-stories.ts';

const kept = 'abcdefghijk';
const fresh = 'ABCDEFGHIJK';
const guest = 'U5GUEST';
const local = { locale: 'en-US', admin: true, team: 'T0TEAM', isBot: false } as const;
let bot: SlackBot;

async function start(receiver: SlackReceiver, person: FakePerson): Promise<SlackBot> {
  bot = await startSlackBot({ receiver });
  for (const id of [kept, fresh]) addTalk(bot.youtube, id, 6);
  bot.slack.people.set(guest, person);
  return bot;
}
afterEach(() => bot.close());

const outlines = (): number => bot.claude.stats().calls.outline;
/** A digest that stands complete in a thread; its overview. */
async function digested(): Promise<string> {
  const { slack } = bot;
  const ts = slack.say({ text: `https://youtu.be/${kept}` });
  await slack.waitFor(() => slack.calls.some(({ method }) => method === 'chat.getPermalink'), 20_000);
  return slack.thread(ts)[0]?.ts ?? '';
}

describe.each(receivers)('heard by %s, somebody', (receiver) => {
  it.each<[string, FakePerson]>([
    ['of another workspace, whatever they are there', { ...local, team: 'T9OTHER' }],
    ['whom Slack calls a stranger', { ...local, admin: false, stranger: true }],
    ['who is a guest with some channels', { ...local, admin: false, restricted: true }],
  ])('%s can neither spend nor set, but read', async (_, person) => {
    const { slack } = await start(receiver, person);
    const overview = await digested();
    const before = outlines();
    const user = guest;
    const ts = slack.say({ text: `https://youtu.be/${fresh}`, user });
    slack.acts.command(`https://youtu.be/${fresh}`, { user });
    slack.acts.command('mode off', { user });
    slack.acts.command('usage', { user });
    slack.acts.react(slack.say({ text: `https://youtu.be/${fresh}`, user, unheard: true }), 'memo', { user });
    slack.acts.messageShortcut(ts, { user });
    const again = /"value":"([^"]*again[^"]*)"/.exec(json(slack.message(overview).blocks))?.[1] ?? '';
    slack.acts.press({ ts: overview, actionId: actionIds.more, picked: again, user });
    await slack.waitFor(() => slack.responses.length >= 5, 15_000);
    const refusals = slack.responses.filter((response) => json(response).includes('Guests from other workspaces'));
    expect(refusals.length).toBeGreaterThanOrEqual(4);
    expect(outlines()).toBe(before);
    expect(slack.thread(ts)).toEqual([]);
    const known = slack.say({ text: `https://youtu.be/${kept}`, user });
    await slack.waitFor(() => slack.thread(known).length > 0, 15_000);
    slack.acts.press({ ts: overview, actionId: actionIds.read, user });
    await slack.waitFor(() => json(slack.views.at(-1) ?? '').includes(actionIds.chapter), 15_000);
    // Nothing was set: whoever is at home is answered as before.
    const ours = slack.say({ text: `https://youtu.be/${fresh}` });
    await slack.waitFor(() => slack.thread(ours).length > 0, 20_000);
  });

  it('whom Slack is slow to tell of is not taken for one who may', async () => {
    const { slack } = await start(receiver, { ...local, admin: false, stranger: true });
    await digested();
    slack.fail('users.info', { kind: 'rate-limit', retryAfterSeconds: 2 });
    slack.acts.command(`https://youtu.be/${fresh} private`, { user: guest });
    await slack.waitFor(() => json(slack.views.at(-1) ?? '').includes('Guests from other workspaces'), 15_000);
    expect(outlines()).toBe(1);
  });
});
