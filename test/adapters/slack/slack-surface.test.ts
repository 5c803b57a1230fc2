import { describe, expect, it } from 'vitest';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { Reply } from '../../../src/core/domain/reply.ts';
import type { FakeMessage } from '../../fakes/slack/workspace.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { again, signal, startSurface } from './harness.ts';

const digest = longDigest(42, 'en');
const fullText: Reply = { kind: 'full-text', language: 'en', digest };
const details: Reply = { kind: 'details', language: 'en', digest };
const overview = (tldr = digest.tldr): Reply => ({
  kind: 'overview',
  language: 'en',
  draft: { ...digest, tldr, progress: { stage: 'translation', chaptersDone: 1, chapters: 11 } },
  digest: null,
  fullText: { kind: 'pending' },
});

const texts = (messages: readonly FakeMessage[]) => messages.map(({ text }) => text);
const times = (messages: readonly FakeMessage[]) =>
  [...JSON.stringify(messages.map(({ blocks }) => blocks)).matchAll(/\?t=(\d+)\|[\d:]+>/g)].map(([, at]) => Number(at));
const outcomes = (calls: readonly { readonly method: string; readonly outcome: string }[], method: string) =>
  calls.filter((call) => call.method === method).map(({ outcome }) => outcome);

/** The error of a promise that must fail with one of ours. */
async function failure(promise: Promise<unknown>): Promise<VidigestError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof VidigestError) return error;
  throw new Error(`not refused but ${String(error)}`);
}

describe('mark', () => {
  it('puts the eyes on a message and takes them away, twice as well as once', async () => {
    await using slack = await startSurface();
    const message = slack.said();
    expect(await slack.surface.mark(message, true, { signal })).toBe(true);
    expect(await slack.surface.mark(message, true, { signal })).toBe(true);
    expect(slack.fake.message(message.message).reactions.get('eyes')).toEqual(new Set(['U0BOT']));
    expect(await slack.surface.mark(message, false, { signal })).toBe(true);
    expect(await slack.surface.mark(message, false, { signal })).toBe(true);
    expect(slack.fake.message(message.message).reactions.size).toBe(0);
  });

  it.each(['missing_scope', 'not_reactable', 'restricted_action', 'too_many_emoji', 'thread_locked'])(
    'is false where Slack says %s',
    async (error) => {
      await using slack = await startSurface();
      slack.fake.fail('reactions.add', { kind: 'error', error });
      expect(await slack.surface.mark(slack.said(), true, { signal })).toBe(false);
    },
  );

  it.each(['message_not_found', 'is_archived'])('needs nothing in its place where Slack says %s', async (error) => {
    await using slack = await startSurface();
    slack.fake.fail('reactions.add', { kind: 'error', error });
    expect(await slack.surface.mark(slack.said(), true, { signal })).toBe(true);
  });

  it('throws when the token is no good', async () => {
    await using slack = await startSurface({ token: 'xoxb-wrong' });
    expect(await failure(slack.surface.mark(slack.said(), true, { signal }))).toMatchObject({ reason: 'invalid_auth' });
  });

  it('does not wait for what is being posted', async () => {
    await using slack = await startSurface({ fake: { rateLimit: true } });
    const message = slack.said();
    const posted = slack.surface.post(message, fullText, { signal });
    await slack.clock.untilSleeping();
    expect(await slack.surface.mark(message, true, { signal })).toBe(true);
    await slack.settle(posted);
  });

  it('tries again what a lost answer leaves open: doing it twice does no harm', async () => {
    await using slack = await startSurface();
    slack.fake.fail('reactions.add', { kind: 'lose-answer' });
    expect(await slack.settle(slack.surface.mark(slack.said(), true, { signal }))).toBe(true);
    expect(outcomes(slack.fake.calls, 'reactions.add')).toEqual(['lose-answer', 'already_reacted']);
  });
});

describe('post', () => {
  it('posts into the thread of the message, without unfurling, and tells where', async () => {
    await using slack = await startSurface();
    const message = slack.said();
    const posts = await slack.surface.post(message, overview(), { signal });
    expect(posts).toEqual([{ channel: 'C0GENERAL', message: slack.fake.thread(message.message)[0]?.ts }]);
    const call = slack.fake.calls.find(({ method }) => method === 'chat.postMessage');
    expect(call?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false', parse: 'none' });
    expect(slack.fake.thread(message.message)[0]?.text).toContain(digest.tldr);
  });

  it('posts into the thread a message stands in', async () => {
    await using slack = await startSurface();
    const parent = slack.said('a thread').message;
    const reply = slack.fake.say({ text: 'https://youtu.be/vdgSample01', thread_ts: parent });
    await slack.surface.post({ ...slack.said(), message: reply, thread: parent }, again, { signal });
    expect(texts(slack.fake.thread(parent)).at(-1)).toMatch(/^Digested on/);
  });

  it('posts all parts in order, one a second in each channel, other channels meanwhile', async () => {
    await using slack = await startSurface({ fake: { rateLimit: true } });
    slack.fake.setChannel('C0OTHER', {});
    const here = slack.said();
    const there = slack.said('also', 'C0OTHER');
    const all = Promise.all([
      slack.surface.post(here, fullText, { signal }),
      slack.surface.post(here, details, { signal }),
      slack.surface.post(there, again, { signal }),
    ]);
    const [parts] = await slack.settle(all);
    const thread = slack.fake.thread(here.message);
    expect(texts(thread)).toEqual([
      ...parts.map((_, at) => expect.stringMatching(new RegExp(`^Full text ${at + 1}/${parts.length}: `))),
      'Key arguments, Companies and products, Quotes, People',
    ]);
    expect(parts.map(({ message }) => message)).toEqual(thread.slice(0, -1).map(({ ts }) => ts));
    const calls = slack.fake.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(calls.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    const starts = calls.filter(({ args }) => args.channel === 'C0GENERAL').map(({ atMs }) => atMs);
    for (const [at, startMs] of starts.entries()) {
      if (at > 0) expect(startMs - (starts[at - 1] ?? 0)).toBeGreaterThanOrEqual(1000);
    }
    expect(calls.find(({ args }) => args.channel === 'C0OTHER')?.atMs).toBe(starts[0]);
  });

  it('lets threads of a channel take turns', async () => {
    await using slack = await startSurface();
    const long = slack.said();
    const short = slack.said('another');
    const posts = [slack.surface.post(long, fullText, { signal }), slack.surface.post(short, again, { signal })];
    await slack.settle(Promise.all(posts));
    const order = slack.fake.calls
      .filter(({ method }) => method === 'chat.postMessage')
      .map(({ args }) => args.thread_ts);
    expect(order.slice(0, 3)).toEqual([long.message, short.message, long.message]);
  });

  it('obeys Retry-After and loses or swaps no part', async () => {
    await using slack = await startSurface({ surface: { messageEveryMs: 0 } });
    const limit = (retryAfterSeconds: number | null) => ({ kind: 'rate-limit', retryAfterSeconds }) as const;
    slack.fake.fail('chat.postMessage', limit(30), limit(null), limit(2));
    const message = slack.said();
    const beganMs = slack.clock.now();
    const parts = await slack.settle(slack.surface.post(message, fullText, { signal }));
    expect(texts(slack.fake.thread(message.message))).toEqual(
      parts.map((_, at) => expect.stringMatching(new RegExp(`^Full text ${at + 1}/`))),
    );
    const [first] = slack.fake.calls.filter(({ outcome }) => outcome === 'ok');
    expect((first?.atMs ?? 0) - beganMs).toBeGreaterThanOrEqual(33_000);
  });

  it('gives up when Slack asks for more patience than anybody has, and says until when', async () => {
    await using slack = await startSurface();
    slack.fake.fail('chat.postMessage', { kind: 'rate-limit', retryAfterSeconds: 3600 });
    expect(await failure(slack.surface.post(slack.said(), again, { signal }))).toMatchObject({
      code: 'chat-refused',
      reason: 'ratelimited',
      retryAtMs: slack.clock.now() + 3_600_000,
    });
  });

  it.each(['lose-answer', 'cut-answer', 'cut', 'page'] as const)(
    'never repeats a post that may stand: %s',
    async (kind) => {
      await using slack = await startSurface();
      slack.fake.fail('chat.postMessage', { kind });
      const message = slack.said();
      expect(await failure(slack.surface.post(message, again, { signal }))).toMatchObject({ code: 'chat-refused' });
      expect(outcomes(slack.fake.calls, 'chat.postMessage')).toHaveLength(1);
      expect(slack.fake.thread(message.message).length).toBeLessThanOrEqual(1);
    },
  );

  it.each([
    [{ kind: 'status', status: 503 }, 'http 503'],
    [{ kind: 'error', error: 'internal_error' }, 'internal_error'],
  ] as const)('nor one that Slack is in doubt about: %j', async (fault, reason) => {
    await using slack = await startSurface();
    slack.fake.fail('chat.postMessage', fault);
    expect(await failure(slack.surface.post(slack.said(), again, { signal }))).toMatchObject({
      reason,
      retryAtMs: slack.clock.now() + 30_000,
    });
    expect(outcomes(slack.fake.calls, 'chat.postMessage')).toHaveLength(1);
  });

  it('tries again what never reached Slack', async () => {
    await using dead = await startSurface();
    await dead.fake.close();
    const error = await failure(dead.settle(dead.surface.post({ ...dead.said() }, again, { signal })));
    // Slack will be back: who owes the message comes again.
    const retryAtMs = dead.clock.now() + 30_000;
    expect(error).toMatchObject({ code: 'chat-refused', reason: 'ECONNREFUSED', retryAtMs });
    expect(dead.logger.entries.filter(({ message }) => message === 'a slack call is tried again')).toHaveLength(3);
  });

  it('is over when Slack does not answer in time', async () => {
    await using slack = await startSurface({ timeoutMs: 50 });
    slack.fake.fail('chat.postMessage', { kind: 'hang' });
    expect(await failure(slack.surface.post(slack.said(), again, { signal }))).toMatchObject({ reason: 'timeout' });
  });

  it('ends at once when cancelled, also while it waits', async () => {
    await using slack = await startSurface();
    slack.fake.fail('chat.postMessage', { kind: 'hang' });
    const stop = new AbortController();
    const reason = new Error('enough');
    const message = slack.said();
    const posts = [
      slack.surface.post(message, again, { signal: stop.signal }),
      slack.surface.post(message, again, { signal: stop.signal }),
    ];
    const ends = Promise.allSettled(posts);
    await slack.fake.waitFor(() => slack.fake.calls.length === 1);
    stop.abort(reason);
    expect(await ends).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    await slack.settle(slack.surface.post(message, again, { signal }));
    expect(slack.fake.thread(message.message)).toHaveLength(1);
  });

  it.each([
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'restricted_action',
    'msg_too_long',
    'invalid_blocks',
  ])('passes on why Slack refuses: %s', async (error) => {
    await using slack = await startSurface();
    slack.fake.fail('chat.postMessage', { kind: 'error', error });
    expect(await failure(slack.surface.post(slack.said(), again, { signal }))).toMatchObject({
      code: 'chat-refused',
      reason: error,
    });
  });

  it('is nothing for a reply that holds nothing', async () => {
    await using slack = await startSurface();
    const empty: Reply = { ...fullText, digest: { ...digest, passages: [] } };
    expect(await slack.surface.post(slack.said(), empty, { signal })).toEqual([]);
    expect(slack.surface.measure(empty)).toBe(0);
  });
});

describe('a message that is too long', () => {
  it('goes in halves until it is taken, with every passage once and in order', async () => {
    await using slack = await startSurface({ fake: { characterLimit: 4_000 } });
    const message = slack.said();
    const posts = await slack.settle(slack.surface.post(message, fullText, { signal }));
    const thread = slack.fake.thread(message.message);
    expect(posts.map((post) => post.message)).toEqual(thread.map(({ ts }) => ts));
    expect(outcomes(slack.fake.calls, 'chat.postMessage')).toContain('msg_blocks_too_long');
    expect(times(thread)).toEqual(digest.passages.slice(1).map(({ startMs }) => Math.floor(startMs / 1000)));
  });

  it('is shortened where it is an edit', async () => {
    await using slack = await startSurface({ fake: { characterLimit: 2_000 } });
    const message = slack.said();
    slack.fake.rules.characterLimit = 10_000;
    const [post] = await slack.surface.post(message, overview(), { signal });
    if (post === undefined) throw new Error('nothing was posted');
    slack.fake.rules.characterLimit = 2_000;
    await slack.settle(slack.surface.edit(post, message, overview(), { signal }));
    expect(outcomes(slack.fake.calls, 'chat.update')).toEqual([
      'msg_blocks_too_long',
      'msg_blocks_too_long',
      'msg_blocks_too_long',
      'ok',
    ]);
    expect(slack.fake.thread(message.message)).toHaveLength(1);
  });

  it('is formatted for a lower limit from the start where one is set', async () => {
    await using slack = await startSurface({ fake: { characterLimit: 4_000 }, surface: { maxCharacters: 4_000 } });
    const posts = await slack.settle(slack.surface.post(slack.said(), fullText, { signal }));
    expect(new Set(outcomes(slack.fake.calls, 'chat.postMessage'))).toEqual(new Set(['ok']));
    expect(posts).toHaveLength(slack.surface.measure(fullText));
  });
});

describe('a workspace that refuses containers', () => {
  it('gets plain sections, and is asked once only', async () => {
    await using slack = await startSurface({ fake: { containers: false } });
    const message = slack.said();
    await slack.settle(slack.surface.post(message, fullText, { signal }));
    await slack.settle(slack.surface.post(message, details, { signal }));
    const tried = outcomes(slack.fake.calls, 'chat.postMessage');
    expect(tried.filter((outcome) => outcome === 'invalid_blocks')).toHaveLength(1);
    expect([...slack.traits.keys()]).toEqual(['T0TEAM slack-containers-refused-at']);
    expect(times(slack.fake.thread(message.message).slice(0, -1))).toEqual(
      digest.passages.slice(1).map(({ startMs }) => Math.floor(startMs / 1000)),
    );
  });

  it('is noticed in an edit as well', async () => {
    await using slack = await startSurface({ fake: { containers: false } });
    const message = slack.said();
    const [post] = await slack.surface.post(message, again, { signal });
    if (post === undefined) throw new Error('nothing was posted');
    const long = longDigest(80, 'en');
    const reply: Reply = {
      ...overview(),
      draft: { ...long, progress: { stage: 'outline', chaptersDone: 0, chapters: 0 } },
    } as Reply;
    await slack.settle(slack.surface.edit(post, message, reply, { signal }));
    expect(outcomes(slack.fake.calls, 'chat.update')).toEqual(['invalid_blocks', 'ok']);
    expect(slack.traits.size).toBe(1);
    expect(JSON.stringify(slack.fake.message(post.message).blocks)).toContain('*8 more chapters*');
  });

  it('is asked again after a month', async () => {
    await using slack = await startSurface({ fake: { containers: false } });
    await slack.settle(slack.surface.post(slack.said(), details, { signal }));
    slack.fake.rules.containers = true;
    await slack.clock.advance(31 * 86_400_000);
    const message = slack.said();
    await slack.settle(slack.surface.post(message, details, { signal }));
    expect(JSON.stringify(slack.fake.thread(message.message))).toContain('"container"');
  });

  it('is not believed to where the plain form is refused too', async () => {
    await using slack = await startSurface();
    const bad = { kind: 'error', error: 'invalid_blocks' } as const;
    slack.fake.fail('chat.postMessage', bad, bad);
    expect(await failure(slack.settle(slack.surface.post(slack.said(), details, { signal })))).toMatchObject({
      reason: 'invalid_blocks',
    });
    expect(slack.traits.size).toBe(0);
  });
});

describe('edit, remove, tell, permalink', () => {
  it('leaves out states of a digest in the making that would wait, and never the last state', async () => {
    await using slack = await startSurface();
    const done = (tldr: string): Reply => ({ ...overview(tldr), digest: { ...digest, tldr } }) as Reply;
    const messages = [slack.said(), slack.said()];
    const posted = await slack.settle(
      Promise.all(messages.map((each) => slack.surface.post(each, overview('First.'), { signal }))),
    );
    const edit = (index: number, reply: Reply): Promise<void> => {
      const [[post], message] = [posted[index] ?? [], messages[index]];
      if (post === undefined || message === undefined) throw new Error('not posted');
      return slack.surface.edit(post, message, reply, { signal });
    };
    const states = [edit(0, overview('Halfway.')), edit(1, overview('Left out.')), edit(1, done('Second is made.'))];
    await slack.settle(Promise.all([...states, edit(0, done('First is made.'))]));
    const updates = slack.fake.calls.filter(({ method }) => method === 'chat.update');
    const said = updates.map(({ args }) => /Halfway|Left out|(First|Second) is made/.exec(JSON.stringify(args))?.[0]);
    expect(said.toSorted()).toEqual(['First is made', 'Halfway', 'Second is made']);
    await slack.settle(edit(1, overview('Room again.')));
    expect(JSON.stringify(slack.fake.calls.at(-1)?.args)).toContain('Room again.');
  });

  it('replaces a message, and repeats an edit whose answer was lost', async () => {
    await using slack = await startSurface();
    const message = slack.said();
    const [post] = await slack.surface.post(message, overview('First.'), { signal });
    if (post === undefined) throw new Error('nothing was posted');
    slack.fake.fail('chat.update', { kind: 'lose-answer' });
    await slack.settle(slack.surface.edit(post, message, overview('Second.'), { signal }));
    expect(texts(slack.fake.thread(message.message))).toEqual([expect.stringContaining('Second.')]);
  });

  it('refuses to replace one message by several', async () => {
    await using slack = await startSurface();
    const post = { channel: 'C0GENERAL', message: '1.0' };
    await expect(slack.surface.edit(post, slack.said(), fullText, { signal })).rejects.toThrow('not one message');
  });

  it('removes a message, and minds nothing when it is gone', async () => {
    await using slack = await startSurface();
    const message = slack.said();
    const [post] = await slack.surface.post(message, again, { signal });
    if (post === undefined) throw new Error('nothing was posted');
    await slack.surface.remove(post, { workspace: message.workspace, signal });
    await slack.surface.remove(post, { workspace: message.workspace, signal });
    expect(slack.fake.thread(message.message)).toEqual([]);
  });

  it('tells the author alone, in the channel or in the thread of the message', async () => {
    await using slack = await startSurface();
    const message = slack.said();
    const reply: Reply = { kind: 'failure', language: 'en', code: 'captions-none', reason: null, retryAtMs: null };
    expect(await slack.surface.tell(message, reply, { signal })).toBe(true);
    const inThread = {
      ...message,
      message: slack.fake.say({ text: 'x', thread_ts: message.message }),
      thread: message.message,
    };
    await slack.settle(slack.surface.tell(inThread, reply, { signal }));
    expect(slack.fake.ephemerals).toMatchObject([
      { channel: 'C0GENERAL', user: 'U0PERSON', thread_ts: undefined },
      { channel: 'C0GENERAL', user: 'U0PERSON', thread_ts: message.message },
    ]);
    expect(slack.fake.thread(message.message)).toHaveLength(1);
    expect(await slack.settle(slack.surface.tell({ ...message, author: 'B0OTHER' }, reply, { signal }))).toBe(false);
  });

  it('links to the thread', async () => {
    await using slack = await startSurface();
    const message = slack.said();
    expect(await slack.surface.permalink(message, { signal })).toBe(
      `https://fake.slack.test/archives/C0GENERAL/p${message.message.replace('.', '')}`,
    );
  });

  it('measures without asking anybody', async () => {
    await using slack = await startSurface();
    expect(slack.surface.measure(overview())).toBe(1);
    expect(slack.surface.measure(fullText)).toBe(5);
    expect(slack.surface.measure({ ...details, digest: sampleDigest() })).toBe(1);
    expect(slack.fake.calls).toEqual([]);
  });
});
