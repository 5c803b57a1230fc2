import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator, type Emulator } from 'emulate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { createSystemClock } from '../../src/adapters/clock/system-clock.ts';
import { createPromMetrics } from '../../src/adapters/web/prom-metrics.ts';
import { type Bot, composeBot } from '../../src/compose/bot.ts';
import { readConfig } from '../../src/config.ts';
import { type FakeClaude, startFakeClaude } from '../fakes/fake-claude.ts';
import { type FakeYouTube, startFakeYouTube } from '../fakes/fake-youtube.ts';
import { signed } from '../fakes/slack/http-events.ts';
import { fakeSlackSecrets } from '../fakes/slack/identity.ts';
import { addTalk } from '../support/add-talk.ts';
import { createQuietLogger, type QuietLogger } from '../support/quiet-logger.ts';
import { openBrowser } from '../support/slack-installs.ts';
import { addressIn, slackEnvironment } from '../support/slack-receiver.ts';

// A stand-in for Slack by others: its OAuth, scopes, channels, threads and reactions are not made by who made the bot. It
// checks no blocks, and nobody can tell it where to send events: those are signed and sent here, in the form it documents.

const { signal } = new AbortController();
const personToken = 'xoxp-person';
let emulator: Emulator;
let claude: FakeClaude;
let youtube: FakeYouTube;
let folder: string;
let logger: QuietLogger;
let bot: Bot;

beforeEach(async () => {
  const app = {
    client_id: fakeSlackSecrets.clientId,
    client_secret: fakeSlackSecrets.client,
    name: 'Vidigest',
    redirect_uris: ['http://127.0.0.1/slack/oauth_redirect'],
    bot_name: 'vidigest',
  };
  const slack = {
    team: { name: 'Acme', domain: 'acme' },
    users: [{ name: 'developer', real_name: 'Developer', email: 'dev@example.com' }],
    channels: [{ name: 'talks' }],
    oauth_apps: [app],
    tokens: [
      {
        token: personToken,
        type: 'user',
        user: 'developer',
        scopes: ['chat:write', 'channels:read', 'channels:history', 'users:read'],
      },
    ],
    signing_secret: fakeSlackSecrets.signing,
    strict_scopes: true,
  };
  [emulator, claude, youtube, folder] = await Promise.all([
    createEmulator({ service: 'slack', port: 0, seed: { slack } }),
    startFakeClaude(),
    startFakeYouTube(),
    mkdtemp(join(tmpdir(), 'vidigest-')),
  ]);
  addTalk(youtube, 'abcdefghijk', 6);
  logger = createQuietLogger();
  const config = readConfig({
    ...slackEnvironment('oauth'),
    ANTHROPIC_API_KEY: claude.apiKey,
    ANTHROPIC_BASE_URL: claude.baseUrl,
    VIDIGEST_LANGUAGE: 'zh-CN',
    VIDIGEST_DATA: join(folder, 'data.sqlite'),
    YOUTUBE_ORIGIN: youtube.origin,
    SLACK_API_URL: `${emulator.url}/api/`,
  });
  const runtime = { clock: createSystemClock(), logger, metrics: createPromMetrics() };
  bot = await composeBot({ ...config, http: { host: '127.0.0.1', port: 0 } }, 'all', runtime, signal);
  await bot.start(signal);
});
afterEach(async () => {
  await bot.stop();
  await Promise.all([emulator.close(), claude.close(), youtube.close()]);
  await rm(folder, { recursive: true, force: true });
});

it('installs the app, hears a signed event, and answers it where the other stand-in keeps its threads', async () => {
  await installThere();
  const [channel] = (await ask(personToken, 'conversations.list')).channels;
  const posted = await ask(personToken, 'chat.postMessage', {
    channel: channel?.id ?? '',
    text: 'https://youtu.be/abcdefghijk',
  });
  const { ts } = posted;
  const event = {
    type: 'message',
    channel: channel?.id,
    channel_type: 'channel',
    user: posted.message?.user,
    text: 'https://youtu.be/abcdefghijk',
    ts,
    event_ts: ts,
  };
  expect(await send(event)).toBe(200);
  expect(await send(event)).toBe(200);
  const thread = async () =>
    (await ask(personToken, 'conversations.replies', { channel: channel?.id ?? '', ts })).messages;
  await expect.poll(async () => (await thread()).length, { timeout: 25_000, interval: 250 }).toBeGreaterThanOrEqual(4);
  const [question, overview, ...rest] = await thread();
  expect(question?.user).toBe(posted.message?.user);
  expect(overview?.text).toMatch(/\p{Script=Han}/u);
  expect(new Set([overview, ...rest].map((message) => message?.user)).size).toBe(1);
  expect(logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
  expect(logger.entries.filter(({ message }) => message === 'slack refused a courtesy')).toEqual([]);
});

it('hears nothing that the other stand-in has not signed', async () => {
  await installThere();
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T000000001', event: {} });
  const answer = await fetch(eventsUrl(), {
    method: 'POST',
    body,
    headers: signed(body, 'application/json', { secret: 'other' }).headers,
  });
  expect(answer.status).toBe(401);
});

const eventsUrl = () => `${addressIn(logger)}/slack/events`;

/** In its own pages: somebody picks who they are, and comes back. */
async function installThere(): Promise<void> {
  const browser = openBrowser(() => addressIn(logger));
  const { searchParams } = await browser.begin();
  const users = (await ask(personToken, 'users.list')).members;
  const form = new URLSearchParams({
    user_id: users.find(({ name }) => name === 'developer')?.id ?? '',
    redirect_uri: 'http://127.0.0.1/slack/oauth_redirect',
    scope: searchParams.get('scope') ?? '',
    state: searchParams.get('state') ?? '',
    client_id: searchParams.get('client_id') ?? '',
  });
  const allowed = await fetch(`${emulator.url}/oauth/v2/authorize/callback`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const back = new URL(allowed.headers.get('location') ?? '');
  const page = await browser.comeBack(Object.fromEntries(back.searchParams));
  expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Acme') });
}

/** An event in the envelope that its README documents; the answer's status. */
async function send(event: Readonly<Record<string, unknown>>): Promise<number> {
  const envelope = {
    type: 'event_callback',
    team_id: 'T000000001',
    event_id: 'Ev1',
    event_time: Math.floor(Date.now() / 1_000),
  };
  const { headers, body } = signed(JSON.stringify({ ...envelope, event }), 'application/json');
  return (await fetch(eventsUrl(), { method: 'POST', headers, body })).status;
}

const answerSchema = z.looseObject({
  ok: z.literal(true),
  ts: z.string().default(''),
  message: z.looseObject({ user: z.string() }).optional(),
  messages: z.array(z.looseObject({ user: z.string().optional(), text: z.string() })).default([]),
  channels: z.array(z.looseObject({ id: z.string(), name: z.string() })).default([]),
  members: z.array(z.looseObject({ id: z.string(), name: z.string() })).default([]),
});

async function ask(token: string, method: string, args: Readonly<Record<string, string>> = {}) {
  const headers = { authorization: `Bearer ${token}` };
  const body = new URLSearchParams(args);
  const answer = await fetch(`${emulator.url}/api/${method}`, { method: 'POST', headers, body });
  return answerSchema.parse(await answer.json());
}
