import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isValidSlackRequest, webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { fakeSlackSecrets } from './slack/identity.ts';

let fake: FakeSlack;
beforeEach(async () => {
  fake = await startFakeSlack({ ackTimeoutMs: 200 });
});
afterEach(() => fake.close());

const clientWith = (token?: string) =>
  new webApi.WebClient(token, { slackApiUrl: fake.apiUrl, retryConfig: { retries: 0 } });
const refused = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { data?: { error?: string } }) => error.data?.error,
  );
const { clientId: client_id, client: client_secret } = fakeSlackSecrets;
const redeem = (code: string, rest = {}) => clientWith().oauth.v2.access({ client_id, client_secret, code, ...rest });

describe('several workspaces', () => {
  it('have their own channels, people, bot and token', async () => {
    const team = fake.addTeam();
    const { access_token: token } = await redeem(fake.tokens.allow(team.ids.team));
    expect(await clientWith(token).auth.test()).toMatchObject({ team_id: 'T1TEAM', user_id: 'U1BOT', bot_id: 'B1BOT' });
    const ts = team.say({ text: 'hello', unheard: true });
    await clientWith(token).chat.postMessage({ channel: 'C0GENERAL', thread_ts: ts, text: 'hi' });
    expect(team.thread(ts)).toMatchObject([{ bot_id: 'B1BOT' }]);
    const elsewhere = fake.say({ text: 'hello', unheard: true });
    const body = { channel: 'C0GENERAL', thread_ts: elsewhere, text: 'hi' };
    expect(await refused(clientWith(token).chat.postMessage(body))).toBe('invalid_thread_ts');
    expect(fake.calls.map(({ method, team: caller }) => `${method} ${caller}`)).toContain('chat.postMessage T1TEAM');
  });

  it('give a token for a code once, and to the app alone', async () => {
    const code = fake.tokens.allow('T0TEAM');
    expect(await refused(redeem(code, { client_id: 'another' }))).toBe('invalid_client_id');
    expect(await refused(redeem(code, { client_secret: 'wrong' }))).toBe('bad_client_secret');
    expect(await refused(redeem(code))).toBe('done');
    expect(await refused(redeem(code))).toBe('invalid_code');
  });

  it('take no token that was renewed, has run out or was revoked', async () => {
    fake.rules.tokenSeconds = 3_600;
    const { ids } = fake.addTeam();
    const first = await redeem(fake.tokens.allow(ids.team));
    const renewing = {
      client_id,
      client_secret,
      grant_type: 'refresh_token' as const,
      refresh_token: first.refresh_token ?? '',
    };
    const second = await clientWith().oauth.v2.access(renewing);
    expect(await refused(clientWith(first.access_token).auth.test())).toBe('token_expired');
    expect(await refused(clientWith(second.access_token).auth.test())).toBe('done');
    expect(await refused(clientWith().oauth.v2.access(renewing))).toBe('invalid_refresh_token');
    fake.tokens.revoke(ids.team);
    expect(await refused(clientWith(second.access_token).auth.test())).toBe('token_revoked');
  });
});

describe('requests to the app', () => {
  let server: Server;
  /** What arrived, and the statuses it is answered with, 200 when there are none left. */
  const arrived: { readonly headers: Record<string, string>; readonly body: string }[] = [];
  let statuses: number[];

  beforeEach(async () => {
    arrived.length = 0;
    statuses = [];
    server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(Buffer.from(part));
      arrived.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(parts).toString() });
      response.writeHead(statuses.shift() ?? 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    fake.http.sendTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('are signed as Bolt checks it, and sent again with what happened before', async () => {
    statuses = [503, 200];
    fake.say({ text: 'one' });
    await fake.waitFor(() => fake.deliveries[0]?.acked === true);
    expect(arrived.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1']);
    expect(arrived[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    for (const { headers, body } of arrived) {
      const signature = headers['x-slack-signature'] ?? '';
      const at = Number(headers['x-slack-request-timestamp']);
      const checked = { 'x-slack-signature': signature, 'x-slack-request-timestamp': at };
      expect(isValidSlackRequest({ signingSecret: fakeSlackSecrets.signing, body, headers: checked })).toBe(true);
    }
  });

  it('are given up after the fourth time, and commands after the first', async () => {
    statuses = [500, 500, 500, 500, 500];
    fake.say({ text: 'one' });
    await fake.waitFor(() => fake.http.statuses.length === 4);
    expect(fake.deliveries).toMatchObject([{ attempts: 4, acked: false }]);
    const command = fake.acts.command('help');
    await fake.waitFor(() => fake.http.statuses.length === 5);
    expect(command).toMatchObject({ attempts: 1, acked: false });
    expect(new URLSearchParams(arrived.at(-1)?.body).get('text')).toBe('help');
  });
});
