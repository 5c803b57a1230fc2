import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChecks, type SlackCheckupOptions } from '../../../src/adapters/slack/slack-checkup.ts';
import type { Finding } from '../../../src/core/ports/check.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../fakes/fake-slack.ts';
import { fakeSlackTokens } from '../../fakes/slack/identity.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';

const { signal } = new AbortController();
let slack: FakeSlack;
const start = async (options: FakeSlackOptions = {}) => {
  await slack?.close();
  slack = await startFakeSlack(options);
};
beforeEach(() => start());
afterEach(() => slack.close());

async function look(options: Partial<SlackCheckupOptions> = {}): Promise<Finding[]> {
  const { bot: botToken, app: appToken } = fakeSlackTokens;
  const checks = createSlackChecks(
    { logger: createMemoryLogger() },
    { botToken, appToken, oauth: null, configToken: null, apiUrl: slack.apiUrl, ...options },
  );
  const findings = await Promise.all(checks.map(({ run }) => run(signal)));
  return findings.flat();
}

const find = (findings: readonly Finding[], subject: string) => findings.find((finding) => finding.subject === subject);

describe('tokens and scopes', () => {
  it('are all right on an app made from the manifest, and nothing is changed', async () => {
    const findings = await look();
    expect(findings.map(({ subject, state }) => [subject, state])).toEqual([
      ['Slack bot token', 'ok'],
      ['Slack scopes', 'ok'],
      ['Slack app token', 'ok'],
      ['Slack tokens', 'ok'],
      ['Slack app settings', 'unknown'],
    ]);
    expect(find(findings, 'Slack bot token')?.text).toContain('Fake');
    expect(slack.calls.map(({ method }) => method).toSorted()).toEqual([
      'apps.connections.open',
      'auth.test',
      'auth.test',
      'bots.info',
    ]);
    expect(slack.sockets.connections()).toBe(0);
  });

  it('names every scope that is missing', async () => {
    await start({ scopes: ['chat:write', 'commands', 'channels:history', 'users:read', 'im:history', 'search:read'] });
    const finding = find(await look(), 'Slack scopes');
    expect(finding?.state).toBe('mend');
    expect(finding?.text).toBe(
      'missing: reactions:write, groups:history, mpim:history, reactions:read, channels:read, groups:read, im:read, mpim:read, files:write',
    );
    expect(finding?.advice).toMatch(/OAuth & Permissions.* add reactions:write, .*Reinstall/);
  });

  it('says when there are more than are used', async () => {
    await start({ scopes: [...(await granted()), 'search:read'] });
    expect(find(await look(), 'Slack scopes')).toMatchObject({
      state: 'ok',
      text: expect.stringContaining('search:read'),
    });
  });

  it.each([
    ['botToken', 'Slack bot token', 'SLACK_BOT_TOKEN (invalid_auth)'],
    ['appToken', 'Slack app token', 'SLACK_APP_TOKEN (invalid_auth)'],
  ])('names a wrong %s, and looks at the rest all the same', async (name, subject, part) => {
    const findings = await look({ [name]: 'xoxb-of-another' });
    expect(find(findings, subject)).toMatchObject({ state: 'mend', text: expect.stringContaining(part) });
    expect(findings.filter(({ state }) => state === 'ok').length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toContain('of-another');
  });

  it('says what an app token lacks', async () => {
    slack.fail('apps.connections.open', { kind: 'error', error: 'missing_scope' });
    expect(find(await look(), 'Slack app token')).toMatchObject({
      state: 'mend',
      advice: expect.stringContaining('connections:write'),
    });
  });

  it('sees that the tokens are of two apps', async () => {
    slack.app.id = 'A0OTHER';
    const finding = find(await look(), 'Slack tokens');
    expect(finding).toMatchObject({ state: 'mend', text: expect.stringMatching(/A0OTHER.*A0APP/) });
  });

  it.each([
    ['invalid_code', 'ok', 'SLACK_CLIENT_ID and SLACK_CLIENT_SECRET'],
    ['bad_client_secret', 'mend', 'SLACK_CLIENT_SECRET'],
    ['invalid_client_id', 'mend', 'SLACK_CLIENT_ID'],
  ])('of an app for many workspaces are seen by %s', async (error, state, part) => {
    slack.fail('oauth.v2.access', { kind: 'error', error });
    const oauth = { clientId: '1.2', clientSecret: 'hidden' };
    const findings = await look({ botToken: null, appToken: null, oauth, configToken: fakeSlackTokens.config });
    expect(findings.map(({ subject }) => subject)).toEqual([
      'Slack client',
      'Slack signing secret',
      'Slack app settings',
    ]);
    expect(findings[0]).toMatchObject({ state, text: expect.stringContaining(part) });
    expect(findings.slice(1).map((finding) => finding.state)).toEqual(['unknown', 'unknown']);
    expect(JSON.stringify(findings)).not.toContain('hidden');
  });

  it('passes on that Slack cannot be reached', async () => {
    slack.fail('auth.test', { kind: 'cut' }, { kind: 'cut' }, { kind: 'cut' });
    await expect(look()).rejects.toMatchObject({ code: 'chat-refused' });
  });
});

describe('the settings of the app', () => {
  const configToken = fakeSlackTokens.config;

  it('cannot be seen without a token for it: it says so and where they are', async () => {
    const finding = find(await look(), 'Slack app settings');
    for (const part of ['SLACK_CONFIG_TOKEN', 'message.mpim', 'app_home_opened', '/digest', 'digest_video (global)'])
      expect(finding?.advice).toContain(part);
  });

  it('are compared one by one', async () => {
    const findings = (await look({ configToken })).slice(4);
    expect(findings.map(({ subject, state }) => `${state} ${subject}`)).toEqual([
      'ok Slack events',
      'ok Slack command',
      'ok Slack shortcuts',
      'ok Slack buttons and pages',
      'ok Slack Socket Mode',
      'ok Slack App Home',
    ]);
  });

  it('are named where they are missing', async () => {
    Object.assign(slack.app, {
      events: ['message.channels', 'reaction_added'],
      commands: [],
      shortcuts: { digest_message: 'global' },
      interactivity: false,
      socketMode: false,
      home: false,
    });
    const findings = (await look({ configToken })).slice(4);
    expect(findings.map(({ state }) => state)).toEqual(Array(6).fill('mend'));
    expect(findings.map(({ text }) => text)).toEqual([
      'not subscribed to: message.groups, message.im, message.mpim, member_joined_channel, app_home_opened, app_uninstalled, tokens_revoked',
      'missing: /digest',
      'missing: digest_message (message), digest_video (global)',
      expect.stringContaining('interactivity is off'),
      expect.stringContaining('nothing is heard'),
      expect.stringContaining('Home Tab'),
    ]);
    for (const { advice } of findings) expect(advice).toContain('api.slack.com/apps');
  });

  it('need addresses where Slack calls this program', async () => {
    slack.app.socketMode = false;
    const without = await look({ configToken, appToken: null });
    expect(without.map(({ subject }) => subject)).not.toContain('Slack app token');
    expect(without.filter(({ state }) => state === 'mend').map(({ subject }) => subject)).toEqual([
      'Slack events',
      'Slack buttons and pages',
    ]);
    slack.app.requestUrl = 'https://bot.example/slack/events';
    const right = (await look({ configToken, appToken: null })).filter(({ state }) => state !== 'ok');
    expect(right.map(({ subject }) => subject)).toEqual(['Slack signing secret']);
    slack.app.socketMode = true;
    expect(find(await look({ configToken, appToken: null }), 'Slack Socket Mode')?.state).toBe('mend');
  });

  it.each([
    [{ configToken: 'xoxe.xoxp-old' }, 'invalid_auth'],
    [{ configToken: 'xoxe.xoxp-old', appToken: 'xapp-strange' }, 'invalid_auth'],
    [{ configToken, appToken: 'xapp-1-A0OTHER-1-x' }, 'app_not_found'],
    [{ configToken, appToken: 'xapp-strange', botToken: 'xoxb-wrong' }, 'which app it is'],
  ])('stay unseen with %j', async (options, part) => {
    const finding = find(await look(options), 'Slack app settings');
    expect(finding).toMatchObject({ state: 'unknown', text: expect.stringContaining(part) });
  });
});

/** Those of the manifest, as the fake grants them. */
async function granted(): Promise<string[]> {
  const answer = await fetch(`${slack.apiUrl}auth.test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${fakeSlackTokens.bot}` },
  });
  return answer.headers.get('x-oauth-scopes')?.split(',') ?? [];
}
