import { afterEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createAnswerHandles } from '../../../src/adapters/slack/answer-handles.ts';
import {
  createSlackApp,
  type SlackApp,
  type SlackAppDeps,
  type SlackAppOptions,
} from '../../../src/adapters/slack/slack-app.ts';
import { createSlackClient } from '../../../src/adapters/slack/slack-client.ts';
import { createSocketLine } from '../../../src/adapters/slack/socket-line.ts';
import type { ChatRequest } from '../../../src/core/domain/chat-request.ts';
import { findVideoLinks } from '../../../src/core/domain/links.ts';
import type { NoticedMessage } from '../../../src/core/domain/noticed-message.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../fakes/fake-slack.ts';
import { fakeSlackTokens } from '../../fakes/slack/identity.ts';
import { createMemoryLogger, type MemoryLogger } from '../../support/memory-logger.ts';
import { oneWorkspace, signal } from './harness.ts';

interface Bot {
  readonly fake: FakeSlack;
  readonly app: SlackApp;
  readonly logger: MemoryLogger;
  readonly heard: NoticedMessage[];
}

interface BotOptions {
  readonly fake?: FakeSlackOptions;
  readonly app?: SlackAppOptions;
  readonly tokens?: { readonly botToken?: string; readonly appToken?: string };
  readonly onMessage?: (message: NoticedMessage, signal: AbortSignal) => Promise<void>;
  readonly onRequest?: SlackAppDeps['onRequest'];
}

const running: Bot[] = [];

/** A real app on a fake Slack, not started yet. */
async function makeBot(options: BotOptions = {}): Promise<Bot> {
  const fake = await startFakeSlack(options.fake);
  const logger = createMemoryLogger();
  const clock = createSystemClock();
  const heard: NoticedMessage[] = [];
  const { botToken: token = fakeSlackTokens.bot, appToken = fakeSlackTokens.app } = options.tokens ?? {};
  const { apiUrl = fake.apiUrl } = options.app ?? {};
  const app = createSlackApp(
    {
      clock,
      logger,
      workspaces: oneWorkspace({ clock, logger }, { apiUrl, token }),
      makeLine: createSocketLine({ clock, logger }, { appToken, apiUrl }),
      handles: createAnswerHandles(clock),
      respond: async () => false,
      onRequest: options.onRequest ?? (async () => undefined),
      onHeard: async (message, stop) => {
        heard.push(message);
        await options.onMessage?.(message, stop);
      },
    },
    { apiUrl, graceMs: 200, ...options.app },
  );
  const bot = { fake, app, logger, heard };
  running.push(bot);
  return bot;
}

async function startBot(options: BotOptions = {}): Promise<Bot> {
  const bot = await makeBot(options);
  await bot.app.start(signal);
  return bot;
}

afterEach(async () => {
  for (const { app, fake } of running.splice(0)) {
    await app.stop();
    await fake.close();
  }
});

const problems = ({ logger }: Bot) => logger.entries.filter(({ level }) => level === 'error' || level === 'warn');
/** Resolves once everything that was delivered has been acknowledged. */
const acknowledged = ({ fake }: Bot) => fake.waitFor(() => fake.deliveries.every(({ acked }) => acked));

describe('starting', () => {
  it('checks the token, connects and says so', async () => {
    const bot = await startBot();
    expect(bot.fake.sockets.connections()).toBe(1);
    expect(bot.logger.entries).toMatchObject([
      { level: 'info', message: 'slack is connected', fields: { workspaces: 1 } },
    ]);
    expect(bot.fake.calls.map(({ method }) => method)).toEqual(['auth.test', 'apps.connections.open']);
  });

  it.each<[string, NonNullable<BotOptions['tokens']>, RegExp]>([
    ['a bot token that Slack does not know', { botToken: 'xoxb-wrong' }, /SLACK_BOT_TOKEN \(invalid_auth\)/],
    ['an app token that Slack does not know', { appToken: 'xapp-wrong' }, /SLACK_APP_TOKEN \(invalid_auth\)/],
    [
      'swapped tokens',
      { botToken: fakeSlackTokens.app, appToken: fakeSlackTokens.bot },
      /SLACK_BOT_TOKEN holds an app-level token/,
    ],
    ['an app token of another kind', { appToken: 'xoxb-fake-bot' }, /SLACK_APP_TOKEN must be an app-level token/],
    ['a bot token of another kind', { botToken: 'secret' }, /SLACK_BOT_TOKEN must be a bot token/],
  ])('has a clear word for %s', async (_, tokens, reason) => {
    const bot = await makeBot({ tokens });
    await expect(bot.app.start(signal)).rejects.toMatchObject({
      code: 'config-invalid',
      reason: expect.stringMatching(reason),
    });
    expect(bot.fake.sockets.connections()).toBe(0);
  });

  it('has one for a scope that is missing', async () => {
    const bot = await makeBot({ fake: { scopes: ['channels:history'] } });
    await expect(bot.app.start(signal)).rejects.toMatchObject({
      code: 'config-invalid',
      reason: expect.stringContaining('lacks the scope chat:write'),
    });
    const less = await startBot({ fake: { scopes: ['chat:write', 'channels:history'] } });
    expect(problems(less)).toMatchObject([
      {
        fields: { scopes: expect.stringMatching(/^reactions:write groups:history im:history mpim:history commands /) },
      },
    ]);
  });

  it('has one for a Slack that cannot be reached, and can be given up', async () => {
    const bot = await makeBot({ app: { apiUrl: 'http://127.0.0.1:1/api/' } });
    const stop = new AbortController();
    const started = bot.app.start(stop.signal);
    await expect
      .poll(() => bot.logger.entries.some(({ message }) => message === 'a slack call is tried again'))
      .toBe(true);
    stop.abort(new Error('enough'));
    await expect(started).rejects.toThrow('enough');
  });
});

describe('hearing', () => {
  it('hands on new messages with their links, acknowledged once they are taken', async () => {
    const gate = Promise.withResolvers<void>();
    const bot = await startBot({ onMessage: () => gate.promise });
    const ts = bot.fake.say({ text: 'see https://youtu.be/vdgSample01?t=9&list=PL1 please' });
    await expect.poll(() => bot.heard.length).toBe(1);
    expect(bot.fake.deliveries).toMatchObject([{ acked: false, attempts: 1 }]);
    expect(bot.heard[0]?.ref).toEqual({
      surface: 'slack',
      workspace: 'T0TEAM',
      channel: 'C0GENERAL',
      message: ts,
      thread: null,
      author: 'U0PERSON',
    });
    expect(findVideoLinks(bot.heard[0]?.text ?? '')).toMatchObject([{ videoId: 'vdgSample01', startMs: 9_000 }]);
    gate.resolve();
    await acknowledged(bot);
    expect(problems(bot)).toEqual([]);
  });

  it('hears each message once, however often Slack sends it', async () => {
    const bot = await startBot();
    const ts = bot.fake.say({ text: 'one' });
    bot.fake.redeliver(ts);
    bot.fake.say({ text: 'two', thread_ts: ts });
    bot.fake.redeliver(ts);
    await acknowledged(bot);
    await expect
      .poll(() => bot.heard.map(({ text, ref }) => [text, ref.thread]))
      .toEqual([
        ['one', null],
        ['two', ts],
      ]);
  });

  it('does not hear edits, deletions, joins, other apps or itself', async () => {
    const bot = await startBot();
    const ts = bot.fake.say({ text: 'one' });
    bot.fake.edit(ts, 'one https://youtu.be/vdgSample01');
    bot.fake.say({ text: 'joined', subtype: 'channel_join' });
    bot.fake.say({ text: 'https://youtu.be/vdgSample01', bot_id: 'B0FEED', subtype: 'bot_message' });
    const client = createSlackClient({ logger: bot.logger }, { token: fakeSlackTokens.bot, apiUrl: bot.fake.apiUrl });
    const posted = await client.chat.postMessage({ channel: 'C0GENERAL', text: 'https://youtu.be/vdgSample01' });
    await client.chat.update({ channel: 'C0GENERAL', ts: posted.ts ?? '', text: 'edited' });
    await client.chat.delete({ channel: 'C0GENERAL', ts: posted.ts ?? '' });
    bot.fake.say({ text: 'last' });
    await acknowledged(bot);
    await expect.poll(() => bot.heard.map(({ text }) => text)).toEqual(['one', 'last']);
    expect(problems(bot)).toEqual([]);
  });

  it('hears other apps where that is wanted', async () => {
    const bot = await startBot({ app: { botMessages: true } });
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'New: <https://youtu.be/vdgSample01|talk>' } }];
    bot.fake.say({ text: '', blocks, bot_id: 'B0FEED', subtype: 'bot_message' });
    await expect.poll(() => bot.heard.map(({ ref }) => ref.author)).toEqual(['B0FEED']);
    expect(findVideoLinks(bot.heard[0]?.text ?? '')).toHaveLength(1);
  });

  it('acknowledges nothing that could not be taken, and takes it when it comes again', async () => {
    const results: (Error | null)[] = [new Error('no database'), null, null];
    const bot = await startBot({
      fake: { ackTimeoutMs: 250 },
      onMessage: async () => {
        const result = results.shift();
        if (result) throw result;
      },
    });
    bot.fake.say({ text: 'one' });
    await acknowledged(bot);
    expect(bot.fake.deliveries).toMatchObject([{ attempts: 2 }]);
    bot.fake.say({ text: 'two' });
    await acknowledged(bot);
    expect(bot.heard.map(({ text }) => text)).toEqual(['one', 'one', 'two']);
    expect(problems(bot)).toMatchObject([
      { message: 'a slack event was not taken', fields: { error: new Error('no database') } },
    ]);
  });
});

describe('a conversation', () => {
  it('acknowledges a message once what it asks for is ordered, and then keeps how far it has heard', async () => {
    const results: (Error | null)[] = [new Error('no database'), null];
    const events: string[] = [];
    const onRequest = async ({ kind }: ChatRequest) => {
      events.push(kind);
      const result = results.shift();
      if (result) throw result;
    };
    const onMessage = async ({ text }: NoticedMessage) => void events.push(`heard ${text}`);
    const bot = await startBot({ fake: { ackTimeoutMs: 250 }, onRequest, onMessage });
    const message = bot.fake.say({ text: 'https://youtu.be/vdgSample01' });
    await acknowledged(bot);
    expect(bot.fake.deliveries).toMatchObject([{ attempts: 2 }]);
    bot.fake.say({ text: 'thanks' });
    await acknowledged(bot);
    const link = 'heard <https://youtu.be/vdgSample01>';
    expect(events).toEqual(['digest', 'digest', link, 'heard thanks']);
    const ref = {
      surface: 'slack',
      workspace: 'T0TEAM',
      channel: 'C0GENERAL',
      message,
      thread: null,
      author: 'U0PERSON',
    };
    const readUp = { ref: { ...ref, surface: 'slack' }, text: 'https://youtu.be/vdgSample01', postedAtMs: 0 } as const;
    await bot.app.notice(readUp);
    expect(events).toHaveLength(4);
    await bot.app.notice({ ...readUp, ref: { ...readUp.ref, message: '1.000001' } });
    expect(events.slice(4)).toEqual(['digest', 'heard https://youtu.be/vdgSample01']);
  });
});

describe('the connection', () => {
  it('is renewed when Slack asks for it, and misses nothing', async () => {
    const bot = await startBot();
    bot.fake.sockets.refresh();
    await bot.fake.waitFor(() => bot.fake.sockets.connections() === 0);
    bot.fake.say({ text: 'meanwhile' });
    await expect.poll(() => bot.heard.map(({ text }) => text)).toEqual(['meanwhile']);
    expect(bot.fake.sockets.connections()).toBe(1);
  });

  it('comes back after it was cut, and after a failed try', async () => {
    const bot = await startBot();
    bot.fake.fail('apps.connections.open', { kind: 'error', error: 'internal_error' });
    expect(bot.app.isConnected()).toBe(true);
    bot.fake.sockets.drop();
    await bot.fake.waitFor(() => bot.fake.sockets.connections() === 0);
    await expect.poll(bot.app.isConnected).toBe(false);
    await bot.fake.waitFor(() => bot.fake.sockets.connections() === 1);
    bot.fake.say({ text: 'still there' });
    await expect.poll(() => bot.heard.map(({ text }) => text)).toEqual(['still there']);
    expect(bot.logger.entries.filter(({ message }) => message === 'slack cannot be reached')).toHaveLength(1);
  });

  it('does not repeat work for an event it could not acknowledge in time', async () => {
    const taken = Promise.withResolvers<void>();
    const bot = await startBot({ fake: { ackTimeoutMs: 1 }, onMessage: () => taken.promise });
    bot.fake.say({ text: 'one' });
    // Slack has given up by then.
    await expect.poll(() => bot.fake.deliveries[0]?.attempts).toBe(4);
    taken.resolve();
    await acknowledged(bot);
    bot.fake.say({ text: 'two' });
    await expect.poll(() => bot.heard.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('stays closed once it is stopped, and tells the handlers', async () => {
    let told = false;
    const bot = await startBot({
      onMessage: async (_, stop) => {
        await new Promise((resolve) => stop.addEventListener('abort', resolve));
        told = true;
      },
    });
    bot.fake.say({ text: 'one' });
    await expect.poll(() => bot.heard.length).toBe(1);
    await bot.app.stop();
    expect(told).toBe(true);
    await bot.fake.waitFor(() => bot.fake.sockets.connections() === 0);
    bot.fake.say({ text: 'two' });
    expect(bot.fake.calls.filter(({ method }) => method === 'apps.connections.open')).toHaveLength(1);
    expect(problems(bot)).toEqual([]);
  });

  it('does not wait forever for a handler that does not stop', async () => {
    const bot = await startBot({ app: { graceMs: 20 }, onMessage: () => new Promise(() => undefined) });
    bot.fake.say({ text: 'one' });
    await expect.poll(() => bot.heard.length).toBe(1);
    await bot.app.stop();
    expect(problems(bot)).toMatchObject([{ message: 'slack handlers are still running', fields: { count: 1 } }]);
  });
});
