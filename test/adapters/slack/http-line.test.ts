import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createAnswerHandles } from '../../../src/adapters/slack/answer-handles.ts';
import { createHttpLine } from '../../../src/adapters/slack/http-line.ts';
import { createRespond } from '../../../src/adapters/slack/respond.ts';
import { createSlackApp, type SlackApp } from '../../../src/adapters/slack/slack-app.ts';
import { createHttpServer, type HttpServer } from '../../../src/adapters/web/http-server.ts';
import type { ChatRequest } from '../../../src/core/domain/chat-request.ts';
import { type FakeSlack, startFakeSlack } from '../../fakes/fake-slack.ts';
import { eventCallback } from '../../fakes/slack/events.ts';
import { signed } from '../../fakes/slack/http-events.ts';
import { fakeSlackIds, fakeSlackSecrets } from '../../fakes/slack/identity.ts';
import { createMemoryLogger, type MemoryLogger } from '../../support/memory-logger.ts';
import { oneWorkspace, signal } from './harness.ts';

const clock = createSystemClock();
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

let fake: FakeSlack;
let logger: MemoryLogger;
let server: HttpServer;
let app: SlackApp;
let url: string;
let heard: string[];
let requests: ChatRequest[];
/** What is done about a request, if anything. */
let asking: () => Promise<void>;
/** What taking a message does, if anything. */
let taking: () => Promise<void>;

beforeEach(async () => {
  fake = await startFakeSlack({ ackTimeoutMs: 3_000 });
  logger = createMemoryLogger();
  heard = [];
  requests = [];
  taking = async () => undefined;
  asking = async () => undefined;
  server = createHttpServer({ fetch: () => new Response('not slack', { status: 418 }), clock }, local);
  const { host, port } = await server.start();
  url = `http://${host}:${port}/slack/events`;
  const runtime = { clock, logger };
  app = createSlackApp(
    {
      ...runtime,
      workspaces: oneWorkspace(runtime, fake),
      makeLine: createHttpLine({ host: server, logger }, { signingSecret: fakeSlackSecrets.signing }),
      handles: createAnswerHandles(clock),
      respond: createRespond({ fetch, ...runtime }, { timeoutMs: 1_000 }),
      onRequest: async (request) => {
        await asking();
        requests.push(request);
      },
      onHeard: async ({ text }) => {
        await taking();
        heard.push(text);
      },
    },
    { apiUrl: fake.apiUrl, graceMs: 200 },
  );
  await app.start(signal);
  fake.http.sendTo(url);
});
afterEach(async () => {
  await app.stop();
  await server.stop();
  await fake.close();
});

const local = { host: '127.0.0.1', port: 0 };
const post = (body: string, headers: Record<string, string>) => fetch(url, { method: 'POST', body, headers });
let said = 0;
const message = (text: string): string => {
  said += 1;
  const ts = `17${said}.000100`;
  const fields = { type: 'message', channel: 'C0GENERAL', channel_type: 'channel', user: 'U0PERSON', text, ts };
  return JSON.stringify(eventCallback(fakeSlackIds, { ...fields, event_ts: ts }));
};
const now = () => Math.floor(Date.now() / 1_000);

describe('requests that are not from Slack', () => {
  const body = message('forged');
  it.each<[string, () => Promise<Response>]>([
    ['signed with another secret', () => post(body, signed(body, json, { secret: 'another' }).headers)],
    ['older than five minutes', () => post(body, signed(body, json, { atSeconds: now() - 301 }).headers)],
    ['with another body than was signed', () => post(message('other'), signed(body, json).headers)],
    [
      'with another time than was signed',
      () => post(body, { ...signed(body, json).headers, 'x-slack-request-timestamp': String(now() - 60) }),
    ],
    [
      'with no time that could be read',
      () => post(body, { ...signed(body, json).headers, 'x-slack-request-timestamp': 'today' }),
    ],
    ['signed in a way of tomorrow', () => post(body, { ...signed(body, json).headers, 'x-slack-signature': 'v9=00' })],
    ['without a signature', () => post(body, { ...without('x-slack-signature', body) })],
    ['without a time', () => post(body, { ...without('x-slack-request-timestamp', body) })],
  ])('are refused: %s', async (_, send) => {
    const answer = await send();
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe('');
    expect(heard).toEqual([]);
  });

  it('are refused when they smuggle something beside a check of the connection', async () => {
    const smuggled = new URLSearchParams({ ssl_check: '1', payload: message('forged') }).toString();
    expect((await post(smuggled, { 'content-type': form })).status).toBe(200);
    expect(heard).toEqual([]);
  });

  const without = (name: string, text: string): Record<string, string> =>
    Object.fromEntries(Object.entries(signed(text, json).headers).filter(([each]) => each !== name));
});

describe('requests from Slack', () => {
  it('are heard up to five minutes after they were signed', async () => {
    const body = message('late');
    const { headers } = signed(body, json, { atSeconds: now() - 290 });
    expect((await post(body, headers)).status).toBe(200);
    expect(heard).toEqual(['late']);
  });

  it('that check the address are answered', async () => {
    const body = JSON.stringify({ type: 'url_verification', token: 'x', challenge: 'abc' });
    const answer = await post(body, signed(body, json).headers);
    expect([answer.status, await answer.json()]).toEqual([200, { challenge: 'abc' }]);
    const check = new URLSearchParams({ ssl_check: '1', token: 'x' }).toString();
    expect((await post(check, signed(check, form).headers)).status).toBe(200);
  });

  it.each([
    ['no JSON', 'not json', 400],
    ['of no kind', '{"hello":1}', 404],
    ['too large', 'x'.repeat(5 * 1024 * 1024), 413],
  ])('that make no sense change nothing: %s', async (_, body, status) => {
    const { headers } = signed(body, json);
    expect((await post(body, headers)).status).toBe(status);
    expect([heard, requests]).toEqual([[], []]);
  });

  it('leave other addresses of the server alone', async () => {
    const origin = new URL(url).origin;
    expect((await fetch(`${origin}/healthz`)).status).toBe(418);
    expect((await fetch(`${origin}/slack/other`)).status).toBe(404);
    expect((await fetch(url)).status).toBe(404);
    expect(app.isConnected()).toBe(true);
    await app.stop();
    expect(app.isConnected()).toBe(false);
    expect((await post(message('one'), {})).status).toBe(418);
  });
});

describe('an acknowledgement', () => {
  it('is given once a message is taken', async () => {
    const gate = Promise.withResolvers<void>();
    taking = () => gate.promise;
    const body = message('one');
    let answered = false;
    const answer = post(body, signed(body, json).headers).finally(() => {
      answered = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(answered).toBe(false);
    gate.resolve();
    expect((await answer).status).toBe(200);
  });

  it('is not given for what could not be taken, and the message is taken when it comes again', async () => {
    let failures = 2;
    taking = async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('the disk is full');
    };
    fake.say({ text: 'one' });
    await fake.waitFor(() => fake.deliveries[0]?.attempts === 2);
    await fake.waitFor(() => fake.deliveries[0]?.acked === true, 15_000);
    expect(fake.http.statuses).toEqual([503, 503, 200]);
    expect(heard).toEqual(['one']);
    expect(logger.entries.filter(({ message: text }) => text === 'a slack event was not taken')).toHaveLength(2);
  });

  it('that got lost makes Slack send again, which is heard once', async () => {
    fake.http.loseAcks(1);
    fake.say({ text: 'one' });
    await fake.waitFor(() => fake.deliveries[0]?.acked === true);
    expect(fake.deliveries).toMatchObject([{ attempts: 2 }]);
    expect(heard).toEqual(['one']);
  });

  it('is refused in time when taking takes too long, and what goes on is not done again', async () => {
    const gate = Promise.withResolvers<void>();
    let begun = 0;
    taking = () => {
      begun += 1;
      return gate.promise;
    };
    const body = message('slow');
    const { headers } = signed(body, json);
    expect((await post(body, headers)).status).toBe(503);
    gate.resolve();
    expect((await post(body, headers)).status).toBe(200);
    expect(begun).toBe(1);
  });

  it.each<[string, (ts: string) => void]>([
    ['an edit that adds a link', (ts) => fake.edit(ts, 'see https://youtu.be/vdgSample01')],
    ['a reaction that asks for a digest', (ts) => void fake.acts.react(ts, 'memo')],
    ['a deletion', (ts) => void fake.acts.remove(ts)],
  ])('is given for %s once it is taken, which is once', async (_, act) => {
    const ts = fake.say({ text: _.startsWith('an edit') ? 'one' : 'https://youtu.be/vdgSample01' });
    await fake.waitFor(() => fake.deliveries.every(({ acked }) => acked));
    requests.length = 0;
    const before = fake.deliveries.length;
    let failures = 1;
    asking = async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('the disk is full');
    };
    act(ts);
    await fake.waitFor(() => fake.deliveries[before]?.acked === true, 10_000);
    expect(fake.deliveries[before]?.attempts).toBe(2);
    expect(requests).toHaveLength(1);
  });

  it('is given for commands and buttons before they are looked into', async () => {
    const delivery = fake.acts.command('help');
    await fake.waitFor(() => delivery.acked);
    await expect.poll(() => requests.map(({ kind }) => kind)).toEqual(['help']);
    expect(requests[0]).toMatchObject({ at: { workspace: 'T0TEAM', channel: 'C0GENERAL' } });
  });
});
