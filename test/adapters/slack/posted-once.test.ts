import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpenThread } from '../../../src/adapters/slack/open-thread.ts';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import type { Reply } from '../../../src/core/domain/reply.ts';
import type { Outbox, OutboxStore } from '../../../src/core/ports/outbox.ts';
import type { Clock, Logger } from '../../../src/core/ports/runtime.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { createOutbox } from '../../../src/core/usecases/outbox.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';
import { longDigest } from '../../support/sample-digest.ts';
import { again, type SurfaceHarness, type SurfaceHarnessOptions, signal, startSurface } from './harness.ts';

const digest = longDigest(42, 'en');
const fullText: Reply = { kind: 'full-text', language: 'en', digest };
const named = (key: string) => ({ key, fence: null, signal });

let folder: string;
let store: Store;
let inDoubt: number;
const open = () =>
  createSqliteStore({ file: join(folder, 'data.sqlite'), clock: createManualClock(), logger: createMemoryLogger() });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vidigest-'));
  store = await open();
  inDoubt = 0;
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Over the store that is open now. */
function outboxOn({ clock, logger }: { readonly clock: Clock; readonly logger: Logger }): Outbox {
  const onInDoubt = () => {
    inDoubt += 1;
  };
  const now: OutboxStore = {
    find: (key) => store.outbox.find(key),
    intend: (slot, attempt) => store.outbox.intend(slot, attempt),
    settle: (slot, post) => store.outbox.settle(slot, post),
    withdraw: (key, attempt) => store.outbox.withdraw(key, attempt),
  };
  return createOutbox({ store: now, clock, logger, onInDoubt }, { alone: false });
}

function start(options: SurfaceHarnessOptions = {}): Promise<SurfaceHarness> {
  return startSurface({ outbox: outboxOn, surface: { messageEveryMs: 0 }, ...options });
}

const posts = ({ fake }: SurfaceHarness) => fake.calls.filter(({ method }) => method === 'chat.postMessage');
const lookUps = ({ fake }: SurfaceHarness) => fake.calls.filter(({ method }) => method === 'conversations.replies');

describe('a post with a key', () => {
  it('carries it where nobody sees it, and keeps it when it is edited', async () => {
    await using slack = await start();
    const message = slack.said();
    const [post] = await slack.surface.post(message, again, named('r1/again'));
    if (post === undefined) throw new Error('nothing was posted');
    await slack.settle(slack.surface.edit(post, message, { ...again, language: 'de' } as Reply, { signal }));
    expect(slack.fake.thread(message.message)).toMatchObject([
      { metadata: { event_type: 'vidigest_post', event_payload: { key: 'r1/again/1' } } },
    ]);
    expect(await slack.surface.post(message, again, named('r1/again'))).toEqual([post]);
    expect(posts(slack)).toHaveLength(1);
  });

  it.each(['lose-answer', 'cut-answer', 'page', 'cut'] as const)(
    'stands once after an answer was lost: %s',
    async (kind) => {
      await using slack = await start();
      slack.fake.fail('chat.postMessage', { kind });
      const message = slack.said();
      const made = await slack.settle(slack.surface.post(message, again, named('r1/again')));
      expect(slack.fake.thread(message.message).map(({ ts }) => ts)).toEqual(made.map((post) => post.message));
      expect(made).toHaveLength(1);
      expect(posts(slack)).toHaveLength(kind === 'lose-answer' || kind === 'cut-answer' ? 1 : 2);
    },
  );

  it('is found on a later page of the thread', async () => {
    await using slack = await start({ fake: { pageLimit: 2 } });
    const message = slack.said();
    for (const text of ['one', 'two', 'three']) slack.fake.say({ text, thread_ts: message.message });
    slack.fake.fail('chat.postMessage', { kind: 'lose-answer' });
    await slack.settle(slack.surface.post(message, again, named('r1/again')));
    expect(posts(slack)).toHaveLength(1);
    expect(lookUps(slack).map(({ args }) => args.cursor)).toEqual([undefined, '2', '4']);
  });

  it.each(['missing_scope', 'not_allowed_token_type'])(
    'is posted again where Slack will not say whether it stands: %s',
    async (error) => {
      await using slack = await start();
      const refuse = { kind: 'error', error } as const;
      slack.fake.fail('chat.postMessage', { kind: 'cut' });
      slack.fake.fail('conversations.replies', refuse, refuse);
      const message = slack.said();
      await slack.settle(slack.surface.post(message, again, named('r1/again')));
      expect(slack.fake.thread(message.message)).toHaveLength(1);
      expect(inDoubt).toBe(1);
    },
  );

  it('waits to be looked for as long as Slack asks', async () => {
    await using slack = await start();
    slack.fake.fail('chat.postMessage', { kind: 'lose-answer' });
    slack.fake.fail('conversations.replies', { kind: 'rate-limit', retryAfterSeconds: 60 });
    const message = slack.said();
    await slack.settle(slack.surface.post(message, again, named('r1/again')));
    expect(slack.fake.thread(message.message)).toHaveLength(1);
    expect(inDoubt).toBe(0);
  });

  it('takes its intent back when Slack refuses it or asks for patience, and tries again with another', async () => {
    await using slack = await start();
    slack.fake.fail('chat.postMessage', { kind: 'rate-limit', retryAfterSeconds: 30 });
    const message = slack.said();
    await slack.settle(slack.surface.post(message, again, named('r1/again')));
    expect(await store.outbox.find('r1/again/1')).toMatchObject({ state: 'posted', attempt: 2 });
    expect(lookUps(slack)).toEqual([]);
    slack.fake.fail('chat.postMessage', { kind: 'error', error: 'is_archived' });
    await expect(slack.surface.post(message, again, named('r2/again'))).rejects.toMatchObject({
      reason: 'is_archived',
    });
    expect(await store.outbox.find('r2/again/1')).toMatchObject({ state: 'withdrawn' });
  });
});

describe('the message that the digests of a command hang on', () => {
  const asker = { id: 'U0PERSON', locale: null, mayAdminister: false, isGuest: false };
  const at = { surface: 'slack', workspace: 'T0TEAM', channel: 'C0GENERAL', message: null, thread: null } as const;
  const frame = { id: 'command 1.2.3', asker, at, answerTo: { form: 'none' } } as const;
  const videos = [{ videoId: 'vdgSample01', startMs: null, isShort: false }];

  it('is posted once for each request, also when its answer was lost', async () => {
    await using slack = await start();
    const open = createOpenThread(slack.surface);
    slack.fake.fail('chat.postMessage', { kind: 'lose-answer' });
    const first = await slack.settle(open(frame, videos, { signal }).catch(() => null));
    const again = await slack.settle(open(frame, videos, { signal }));
    expect(again).toMatchObject({ channel: 'C0GENERAL', thread: null, author: 'U0PERSON' });
    if (first !== null) expect(first).toEqual(again);
    expect(posts(slack).filter(({ outcome }) => outcome === 'ok' || outcome === 'lose-answer')).toHaveLength(1);
    const other = await slack.settle(open({ ...frame, id: 'command 4.5.6' }, videos, { signal }));
    expect(other?.message).not.toBe(again?.message);
  });

  it('is null where the bot may not write', async () => {
    await using slack = await start();
    const open = createOpenThread(slack.surface);
    const nowhere = { ...frame, at: { ...at, channel: 'C0NOWHERE' } };
    expect(await slack.settle(open(nowhere, videos, { signal }))).toBeNull();
  });
});

describe('a reply that is posted again after a crash', () => {
  it.each<[string, SurfaceHarnessOptions['fake']]>([
    ['whole', {}],
    ['in halves', { characterLimit: 4_000 }],
    ['without containers', { containers: false }],
    ['in halves without containers', { containers: false, characterLimit: 4_000 }],
  ])('posts nothing new: %s', async (_, fake = {}) => {
    await using slack = await start({ fake });
    const message = slack.said();
    const first = await slack.settle(slack.surface.post(message, fullText, named('r1/full-text')));
    const before = slack.fake.thread(message.message).length;
    await store.close();
    store = await open();
    expect(await slack.settle(slack.surface.post(message, fullText, named('r1/full-text')))).toEqual(first);
    expect(slack.fake.thread(message.message)).toHaveLength(before);
    // What was learned about the workspace went with the crash.
    slack.traits.clear();
    expect(await slack.settle(slack.surface.post(message, fullText, named('r1/full-text')))).toEqual(first);
    expect(slack.fake.thread(message.message)).toHaveLength(before);
  });

  it('keeps what stood with containers when the workspace has refused some since', async () => {
    await using slack = await start();
    const message = slack.said();
    const first = await slack.settle(slack.surface.post(message, fullText, named('r1/full-text')));
    slack.traits.set('T0TEAM slack-containers-refused-at', new Date(slack.clock.now()).toISOString());
    expect(await slack.settle(slack.surface.post(message, fullText, named('r1/full-text')))).toEqual(first);
    expect(slack.fake.thread(message.message)).toHaveLength(first.length);
  });

  it('goes on where it stopped, with every message once and in order', async () => {
    await using slack = await start();
    const message = slack.said();
    // The process dies before it hears that the first message stands.
    slack.fake.fail('chat.postMessage', { kind: 'lose-answer' });
    const whole = slack.surface.measure(fullText);
    const stop = new AbortController();
    const dying = slack.surface.post(message, fullText, { ...named('r1/full-text'), signal: stop.signal });
    const ended = dying.catch(() => 'dead');
    await slack.fake.waitFor(() => posts(slack).length === 1);
    stop.abort(new Error('killed'));
    expect(await ended).toBe('dead');
    const made = await slack.settle(slack.surface.post(message, fullText, named('r1/full-text')));
    const thread = slack.fake.thread(message.message);
    expect(thread).toHaveLength(whole);
    expect(made.map((post) => post.message)).toEqual(thread.map(({ ts }) => ts));
  });
});

describe('what is told to one person', () => {
  const reply: Reply = { kind: 'failure', language: 'en', code: 'captions-none', reason: null, retryAtMs: null };

  it('is said at most once a key', async () => {
    await using slack = await start();
    const message = slack.said();
    expect(await slack.surface.tell(message, reply, named('r1/told'))).toBe(true);
    expect(await slack.settle(slack.surface.tell(message, reply, named('r1/told')))).toBe(false);
    expect(slack.fake.ephemerals).toHaveLength(1);
  });

  it('is not said again when the answer was lost', async () => {
    await using slack = await start();
    const message = slack.said();
    slack.fake.fail('chat.postEphemeral', { kind: 'lose-answer' });
    await expect(slack.surface.tell(message, reply, named('r1/told'))).rejects.toMatchObject({ code: 'chat-refused' });
    expect(await slack.settle(slack.surface.tell(message, reply, named('r1/told')))).toBe(false);
    expect(slack.fake.ephemerals).toHaveLength(1);
  });
});
