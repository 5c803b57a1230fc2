import { readFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import type { SlackFault } from '../fakes/slack/faults.ts';
import { fakeSlackSecrets } from '../fakes/slack/identity.ts';
import type { FakeTeam } from '../fakes/slack/team.ts';
import { addTalk } from '../support/add-talk.ts';
import { type SlackBot, type SlackBotOptions, startSlackBot } from '../support/slack-bot.ts';
import { install, openBrowser } from '../support/slack-installs.ts';
import { createTestDatabase } from '../support/test-database.ts';

const id = 'abcdefghijk';
const text = `https://youtu.be/${id}`;
let bot: SlackBot;

/** A bot that any workspace may install; no workspace has. */
async function start(options: SlackBotOptions = {}): Promise<SlackBot> {
  bot = await startSlackBot({ receiver: 'oauth', ...options });
  addTalk(bot.youtube, id, 6);
  return bot;
}
afterEach(() => bot.close());

/** A workspace that has let the bot in. */
async function joined(): Promise<FakeTeam> {
  const team = bot.slack.addTeam();
  await install(bot, team.ids.team);
  return team;
}
const answered = (team: FakeTeam, ts: string) => () =>
  bot.slack.calls.some(({ method, team: caller, args }) => {
    const isTheirs = caller === team.ids.team && args.message_ts === ts;
    return method === 'chat.getPermalink' && isTheirs;
  }) || team.thread(ts).length >= 3;
const told = (message: string) => bot.logger.entries.filter((entry) => entry.message === message);

/** What became of what a workspace asked. */
function requestsOf({ ids }: FakeTeam): readonly unknown[] {
  using database = new DatabaseSync(bot.dataFile, { readOnly: true });
  const rows = database.prepare('select state, code from requests where workspace = ?').all(ids.team);
  return rows.map((row) => ({ ...row }));
}

/** What is kept of the language of a workspace. */
function localeOf({ ids }: FakeTeam): readonly unknown[] {
  using database = new DatabaseSync(bot.dataFile, { readOnly: true });
  const rows = database.prepare("select value from traits where workspace = ? and trait = 'locale'").all(ids.team);
  return rows.map((row) => ({ ...row }));
}

describe('installing', () => {
  it('asks Slack for the scopes of the manifest, and answers in the workspace from then on', async () => {
    const { slack } = await start();
    const team = slack.addTeam();
    const browser = openBrowser(bot.address);
    const url = await browser.begin();
    expect(url.origin + url.pathname).toBe('https://slack.com/oauth/v2/authorize');
    expect(url.searchParams.get('client_id')).toBe(fakeSlackSecrets.clientId);
    expect(url.searchParams.get('scope')?.split(',')).toContain('chat:write');
    const code = slack.tokens.allow(team.ids.team);
    const page = await browser.comeBack({ code, state: url.searchParams.get('state') ?? '' });
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('/invite @Vidigest') });
    const ts = team.say({ text });
    await slack.waitFor(answered(team, ts), 20_000);
    expect(bot.logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each<[string, (state: string, browser: ReturnType<typeof openBrowser>) => Promise<{ status: number }>]>([
    ['in another browser', (state) => openBrowser(bot.address).comeBack({ code: 'x', state })],
    [
      'with a state of somebody else’s',
      async (_, browser) => {
        const other = (await openBrowser(bot.address).begin()).searchParams.get('state') ?? '';
        return browser.comeBack({ code: 'x', state: other });
      },
    ],
    ['with a state that was changed', (state, browser) => browser.comeBack({ code: 'x', state: `${state}x` })],
    ['without a state', (_, browser) => browser.comeBack({ code: 'x' })],
    ['without a code', (state, browser) => browser.comeBack({ state })],
  ])('is refused %s', async (_, comeBack) => {
    const { slack } = await start();
    const browser = openBrowser(bot.address);
    const state = (await browser.begin()).searchParams.get('state') ?? '';
    expect(await comeBack(state, browser)).toMatchObject({ status: 400, text: expect.stringContaining('Begin again') });
    expect(slack.calls.filter(({ method }) => method === 'oauth.v2.access')).toEqual([]);
  });

  it('takes a state once', async () => {
    const { slack } = await start();
    const team = slack.addTeam().ids.team;
    const browser = openBrowser(bot.address);
    const state = (await browser.begin()).searchParams.get('state') ?? '';
    expect(await browser.comeBack({ code: slack.tokens.allow(team), state })).toMatchObject({ status: 200 });
    expect(await browser.comeBack({ code: slack.tokens.allow(team), state })).toMatchObject({ status: 400 });
    expect(slack.calls.filter(({ method }) => method === 'oauth.v2.access')).toHaveLength(1);
  });

  it('for a whole organisation is refused in plain words, and nothing is kept', async () => {
    const { slack } = await start();
    const browser = openBrowser(bot.address);
    const state = (await browser.begin()).searchParams.get('state') ?? '';
    const code = slack.tokens.allow('T9ORG', { wholeOrganisation: true });
    const page = await browser.comeBack({ code, state });
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('one workspace at a time') });
    expect(told('slack let the bot into a workspace')).toEqual([]);
  });

  it('says so when somebody does not allow it, and when Slack does not know the code', async () => {
    await start();
    const browser = openBrowser(bot.address);
    const state = (await browser.begin()).searchParams.get('state') ?? '';
    expect(await browser.comeBack({ error: 'access_denied', state })).toMatchObject({ status: 200 });
    const again = (await browser.begin()).searchParams.get('state') ?? '';
    expect(await browser.comeBack({ code: 'unknown', state: again })).toMatchObject({ status: 502 });
  });
});

describe('the language of a workspace', () => {
  const installer = { locale: 'ja-JP', admin: true, isBot: false };
  /** In which language the last digest was asked for. */
  const asked = (words: string) => bot.claude.requests.some(({ body }) => JSON.stringify(body).includes(words));

  it('is what whoever installs the bot reads Slack in', async () => {
    const { slack } = await start();
    const team = slack.addTeam();
    team.people.set('U0INSTALLER', { ...installer, team: team.ids.team });
    await install(bot, team.ids.team);
    const ts = team.say({ text });
    await slack.waitFor(answered(team, ts), 20_000);
    expect(asked('(ja-JP)')).toBe(true);
  });

  it('is still theirs after somebody else has installed it once more', async () => {
    const { slack } = await start();
    const team = slack.addTeam();
    for (const locale of ['ja-JP', 'de-DE']) {
      team.people.set('U0INSTALLER', { ...installer, locale, team: team.ids.team });
      await install(bot, team.ids.team);
    }
    expect(localeOf(team)).toEqual([{ value: 'ja-JP' }]);
  });

  it.each<[string, SlackFault[]]>([
    ['does not tell', [{ kind: 'error', error: 'user_not_found' }]],
    ['is away', Array.from({ length: 4 }, () => ({ kind: 'status', status: 503 }) as const)],
    ['never answers', [{ kind: 'hang' }]],
    ['has no time for it', [{ kind: 'rate-limit', retryAfterSeconds: 60 }]],
  ])('is the configured one where Slack %s, and the bot is in all the same', async (_, faults) => {
    const { slack } = await start();
    const team = slack.addTeam();
    team.people.set('U0INSTALLER', { ...installer, team: team.ids.team });
    slack.fail('users.info', ...faults);
    await install(bot, team.ids.team);
    expect(told('slack let the bot into a workspace')).toHaveLength(1);
    expect(localeOf(team)).toEqual([]);
    const ts = team.say({ text });
    await slack.waitFor(answered(team, ts), 20_000);
    expect(asked('(zh-CN)')).toBe(true);
  });
});

describe('several workspaces', () => {
  it('are each answered with their own token, and share what a digest cost', async () => {
    const { slack, claude } = await start();
    const [one, two] = [await joined(), await joined()];
    const first = one.say({ text });
    await slack.waitFor(answered(one, first), 20_000);
    const calls = claude.stats().calls.outline;
    const second = two.say({ text });
    await slack.waitFor(answered(two, second), 20_000);
    expect(claude.stats().calls.outline).toBe(calls);
    for (const [team, ts] of [
      [one, first],
      [two, second],
    ] as const) {
      expect(team.thread(ts).map(({ bot_id: author }) => author)).toEqual(team.thread(ts).map(() => team.ids.bot));
    }
    expect(slack.calls.filter(({ method, outcome }) => method === 'chat.postMessage' && outcome !== 'ok')).toEqual([]);
  });

  it('know who of their people asks, and which of them is a guest', async () => {
    const { slack } = await start({ env: { VIDIGEST_BUDGET_DAY_USD: '0' } });
    const [one, two] = [await joined(), await joined()];
    const shared = 'U5BOTH';
    one.people.set(shared, { locale: 'de-DE', admin: true, team: one.ids.team, isBot: false });
    two.people.set(shared, { locale: 'de-DE', admin: true, team: one.ids.team, isBot: false, stranger: true });
    for (const team of [one, two]) team.acts.command('mode off', { user: shared });
    await slack.waitFor(() => slack.responses.length === 2);
    const ours = one.say({ text });
    const theirs = two.say({ text });
    await slack.waitFor(() => two.thread(theirs).length > 0, 20_000);
    expect(one.thread(ours)).toEqual([]);
  });

  it('keep their tokens where nobody can read them', async () => {
    const { slack, dataFile } = await start();
    const { ids } = await joined();
    const token = slack.tokens.newest(ids.team) ?? '';
    await bot.restart();
    for (const file of [dataFile, `${dataFile}-wal`]) {
      const kept = await readFile(file).catch(() => Buffer.alloc(0));
      expect(kept.includes(token)).toBe(false);
    }
    expect(JSON.stringify(bot.logger.entries)).not.toContain(token);
  });

  it('have tokens that end, and are renewed before that, also after a restart', async () => {
    const { slack } = await start();
    slack.rules.tokenSeconds = 3_600;
    const team = await joined();
    const first = slack.tokens.newest(team.ids.team);
    const ts = team.say({ text });
    await slack.waitFor(answered(team, ts), 20_000);
    await bot.restart();
    const again = team.say({ text });
    await slack.waitFor(() => team.thread(again).length > 0, 20_000);
    expect(slack.tokens.newest(team.ids.team)).not.toBe(first);
    const renewals = slack.calls.filter(({ method }) => method === 'oauth.v2.access');
    expect(renewals.every(({ outcome }) => outcome === 'ok')).toBe(true);
    expect(renewals.length).toBeGreaterThan(2);
    expect(bot.logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('whose token was revoked is told of by name, and the others go on', async () => {
    const { slack } = await start();
    const [revoked, other] = [await joined(), await joined()];
    slack.tokens.revoke(revoked.ids.team);
    const lost = revoked.say({ text });
    const ts = other.say({ text });
    await slack.waitFor(answered(other, ts), 20_000);
    expect(revoked.thread(lost)).toEqual([]);
    const refused = told('a slack workspace no longer accepts the bot: install it there again');
    expect(refused.map(({ fields }) => fields)).toEqual([{ workspace: revoked.ids.team, error: 'token_revoked' }]);
    await expect.poll(() => requestsOf(other), { timeout: 15_000 }).toEqual([{ state: 'done', code: null }]);
    const refusal = [{ state: 'failed', code: 'chat-refused' }];
    await expect.poll(() => requestsOf(revoked), { timeout: 15_000 }).toEqual(refusal);
    await install(bot, revoked.ids.team);
    const after = revoked.say({ text });
    await slack.waitFor(() => revoked.thread(after).length > 0, 20_000);
  });

  it('that take the bot out lose all that was kept for them, and it says nothing there any more', async () => {
    const { slack, claude } = await start();
    const [leaving, staying] = [await joined(), await joined()];
    const ts = leaving.say({ text });
    await slack.waitFor(answered(leaving, ts), 20_000);
    const kept = staying.say({ text });
    await slack.waitFor(answered(staying, kept), 20_000);
    slack.tokens.revoke(leaving.ids.team);
    const events = leaving.tellUninstalled();
    await slack.waitFor(() => events.every(({ acked }) => acked));
    const [counts] = told('a slack workspace took the bot out: its data are deleted');
    expect(counts?.fields).toMatchObject({ workspace: leaving.ids.team, requests: 1, installations: 1, digests: 0 });
    const unheard = leaving.say({ text });
    await slack.waitFor(() => slack.deliveries.at(-1)?.acked === true);
    const calls = claude.stats().calls.outline;
    const again = staying.say({ text, channel: 'C0GENERAL' });
    await slack.waitFor(() => staying.thread(again).length > 0);
    expect([leaving.thread(unheard), claude.stats().calls.outline]).toEqual([[], calls]);
  });

  it('are answered by workers, which hear nothing and have no port', async () => {
    const database = await createTestDatabase();
    try {
      const { slack } = await start({ role: 'gateway', env: { DATABASE_URL: database.url } });
      const [one, two] = [await joined(), await joined()];
      const worker = await bot.another('worker');
      await worker.start(new AbortController().signal);
      const asked = [one, two].map((team) => [team, team.say({ text })] as const);
      for (const [team, ts] of asked) await slack.waitFor(answered(team, ts), 30_000);
      await worker.stop();
    } finally {
      await bot.close();
      await database.drop();
    }
  });
});
