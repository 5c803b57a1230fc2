import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSystemClock } from '../../../src/adapters/clock/system-clock.ts';
import { createAnswerHandles } from '../../../src/adapters/slack/answer-handles.ts';
import { createSlackHistory } from '../../../src/adapters/slack/channel-history.ts';
import { createSlackApp, type SlackApp } from '../../../src/adapters/slack/slack-app.ts';
import { createSlackSurface } from '../../../src/adapters/slack/slack-surface.ts';
import { createSocketLine } from '../../../src/adapters/slack/socket-line.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import type { ChatRequest } from '../../../src/core/domain/chat-request.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { NoticedMessage } from '../../../src/core/domain/noticed-message.ts';
import { replyKey } from '../../../src/core/domain/post-key.ts';
import type { Job } from '../../../src/core/ports/queue.ts';
import type { RequestStore } from '../../../src/core/ports/request-store.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { createBackFill } from '../../../src/core/usecases/back-fill.ts';
import { createFileRequests } from '../../../src/core/usecases/file-requests.ts';
import { createOutbox } from '../../../src/core/usecases/outbox.ts';
import { type FakeSlack, startFakeSlack } from '../../fakes/fake-slack.ts';
import { fakeSlackIds, fakeSlackTokens } from '../../fakes/slack/identity.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';
import { again, oneWorkspace, signal } from './harness.ts';

const minute = 60_000;
const link = 'see https://youtu.be/vdgSample01';

let folder: string;
let fake: FakeSlack;
let slackMs: number;
let store: Store;
let running: SlackApp[];
/** The next so many writes of requests fail. */
let failures: number;
/** Jobs in line, oldest first. */
let line: Job[];
/** How long a write of requests takes. */
let writing: Promise<void>;

const clock = createSystemClock();
const logger = createMemoryLogger();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vidigest-'));
  slackMs = Date.now();
  fake = await startFakeSlack({ nowMs: () => slackMs, ackTimeoutMs: 600 });
  store = await createSqliteStore({ file: join(folder, 'data.sqlite'), clock, logger });
  running = [];
  line = [];
  failures = 0;
  writing = Promise.resolve();
});
afterEach(async () => {
  for (const app of running) await app.stop();
  await store.close();
  await fake.close();
  await rm(folder, { recursive: true, force: true });
});

/** The bot over the store that is open, without the work on digests. */
async function startBot() {
  const requests: RequestStore = {
    ...store.requests,
    async add(wanted, alongside) {
      await writing;
      if (failures > 0) {
        failures -= 1;
        throw new VidigestError('store-failed', 'the disk is full');
      }
      return store.requests.add(wanted, alongside);
    },
  };
  const queue = { submit: async (jobs: readonly Job[]) => void line.push(...jobs) };
  const fileRequests = createFileRequests({ requests, queue });
  const { apiUrl } = fake;
  const workspaces = oneWorkspace({ clock, logger }, { apiUrl });
  const { speakAs } = workspaces;
  const outbox = createOutbox({ store: store.outbox, clock, logger, onInDoubt: () => undefined }, { alone: true });
  const surface = createSlackSurface({ speakAs, clock, logger, traits: store.traits, outbox }, { messageEveryMs: 0 });
  const onRequest = async (request: ChatRequest) => {
    const { at, asker } = request;
    if (request.kind !== 'digest' || at.message === null) return;
    const ref = { ...at, message: at.message, author: asker.id };
    await fileRequests(request.videos.map(({ videoId }) => ({ ref, videoId, language: 'en' })));
  };
  const backFill = createBackFill(
    {
      history: createSlackHistory({ workspaces, clock, logger }),
      channels: store.channels,
      noticeLinks: (message) => app.notice(message),
      clock,
      logger,
    },
    { maxAgeMs: 30 * minute, activeWithinMs: 24 * 60 * minute, overlapMs: minute },
  );
  const readUp = Promise.withResolvers<void>();
  const onConnected = async (where: Parameters<typeof backFill>[0][number], stop: AbortSignal) => {
    await backFill([where], stop);
    readUp.resolve();
  };
  const app: SlackApp = createSlackApp(
    {
      clock,
      logger,
      workspaces,
      makeLine: createSocketLine({ clock, logger }, { appToken: fakeSlackTokens.app, apiUrl }),
      handles: createAnswerHandles(clock),
      respond: async () => false,
      onRequest,
      onHeard: async ({ ref, postedAtMs }) => store.channels.saw({ ...ref, postedAtMs }),
      onConnected,
    },
    { apiUrl, graceMs: 200 },
  );
  running.push(app);
  await app.start(signal);
  await readUp.promise;
  const answerAll = async () => {
    for (const { key } of line.splice(0)) {
      for (const { id, ref } of await store.requests.open(key)) {
        await surface.post(ref, again, { key: replyKey(id, 'again'), fence: null, signal });
      }
    }
  };
  return { app, answerAll };
}

const acknowledged = () => fake.waitFor(() => fake.deliveries.every(({ acked }) => acked));

it('acknowledges a link once it is written down, and answers it once however often Slack sends it', async () => {
  const { answerAll } = await startBot();
  failures = 2;
  const ts = fake.say({ text: link });
  await acknowledged();
  expect(fake.deliveries).toMatchObject([{ attempts: 3 }]);
  expect(line).toHaveLength(1);
  fake.redeliver(ts);
  await acknowledged();
  await answerAll();
  expect(fake.thread(ts)).toHaveLength(1);
});

it('acknowledges nothing while it is being written', async () => {
  await startBot();
  const gate = Promise.withResolvers<void>();
  writing = gate.promise;
  fake.say({ text: link });
  await fake.waitFor(() => fake.deliveries[0]?.attempts === 1);
  await expect.poll(() => fake.deliveries[0]?.attempts).toBe(2);
  expect(fake.deliveries[0]?.acked).toBe(false);
  gate.resolve();
  await acknowledged();
  expect(line).toHaveLength(1);
});

it('answers what was posted while it was away, at most half an hour back, each once', async () => {
  const now = slackMs;
  const before = await startBot();
  slackMs = now - 50 * minute;
  fake.say({ text: 'good morning' });
  await acknowledged();
  await before.app.stop();
  const say = (minutes: number, text: string, thread_ts?: string) => {
    slackMs = now - minutes * minute;
    const thread = thread_ts === undefined ? {} : { thread_ts };
    return fake.say({ text, unheard: true, ...thread });
  };
  const tooOld = say(40, link);
  const missed = say(20, link);
  const parent = say(10, 'a thread');
  say(8, link, parent);
  say(6, 'no link');
  slackMs = now;
  const { answerAll } = await startBot();
  await answerAll();
  expect([tooOld, missed].map((ts) => fake.thread(ts).length)).toEqual([0, 1]);
  expect(fake.thread(parent)).toMatchObject([{ user: fakeSlackIds.person }, { bot_id: fakeSlackIds.bot }]);
  // The connection is lost, and what was read up is read again.
  fake.sockets.drop();
  await fake.waitFor(() => fake.sockets.connections() === 0);
  await fake.waitFor(() => fake.sockets.connections() === 1);
  await expect.poll(() => fake.calls.filter(({ method }) => method === 'conversations.history').length).toBe(2);
  fake.say({ text: link });
  await acknowledged();
  expect(line).toHaveLength(1);
});

it('reads a channel in pages, oldest first, and minds its bounds', async () => {
  fake.rules.pageLimit = 2;
  const said = ['one', 'two', 'three', 'four', 'five'].map((text) => {
    slackMs += 1_000;
    return fake.say({ text, unheard: true });
  });
  fake.say({ text: 'of another app', bot_id: 'B0FEED', unheard: true });
  const history = createSlackHistory({ workspaces: oneWorkspace({ clock, logger }, fake), clock, logger });
  const channel = { surface: 'slack', workspace: fakeSlackIds.team, channel: 'C0GENERAL' };
  const read: NoticedMessage[] = [];
  const oldestMs = Math.round(Number(said[1]) * 1000);
  fake.fail('conversations.history', { kind: 'rate-limit', retryAfterSeconds: 0 });
  for await (const message of history.since(channel, oldestMs, signal)) read.push(message);
  expect(read.map(({ text }) => text)).toEqual(['two', 'three', 'four', 'five']);
  expect(read[0]?.postedAtMs).toBe(oldestMs);
  const refused = history.since({ ...channel, channel: 'C0NOWHERE' }, oldestMs, signal)[Symbol.asyncIterator]();
  await expect(refused.next()).rejects.toMatchObject({ code: 'chat-refused', reason: 'channel_not_found' });
});
