import { afterEach, describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { type ErrorCode, VidigestError } from '../../../src/core/domain/errors.ts';
import { replyKey } from '../../../src/core/domain/post-key.ts';
import type { MessageRef, Reply } from '../../../src/core/domain/reply.ts';
import type { SettingsLayer } from '../../../src/core/domain/settings.ts';
import { promptVersion } from '../../../src/core/pipeline/prompts/prompt-version.ts';
import type { RequestTerms } from '../../../src/core/ports/request-store.ts';
import type { DigestPlan } from '../../../src/core/usecases/digest-video.ts';
import { takeBack } from '../../../src/core/usecases/take-back.ts';
import { createJobRunner, type JobRunner, messageIn } from '../../support/job-runner.ts';
import { sampleDigest } from '../../support/sample-digest.ts';

const digest = sampleDigest();
const minute = 60_000;
const untranslated: Digest = { ...digest, fullText: 'none', passages: [] };

let runner: JobRunner;
let plans: DigestPlan[];
afterEach(() => runner.close());

/** Digests made as a job plans them; `made` is what comes of a plan. */
async function setUp(made: (plan: DigestPlan, owner: string) => Digest | Error = () => digest): Promise<JobRunner> {
  plans = [];
  runner = await createJobRunner(async (_video, _language, { plan, owner = '', signal }) => {
    const first = made({ text: 'never', charge: null }, owner);
    if (first instanceof Error) throw first;
    const planned = await plan?.(first.video);
    if (planned === undefined) throw new Error('a job plans');
    plans.push(planned);
    signal.throwIfAborted();
    const digested = made(planned, owner);
    if (digested instanceof Error) throw digested;
    return digested;
  });
  return runner;
}

const set = (layer: SettingsLayer, channel: string | null = 'C1'): Promise<void> =>
  runner.store.settings.change({ surface: 'slack', workspace: 'T1', channel }, { set: layer, reset: [] });
async function answer(ref: MessageRef, terms: Partial<RequestTerms> = {}) {
  const request = await runner.ask(ref, undefined, undefined, terms);
  const outcome = await runner.run(request.jobKey);
  return { request, outcome };
}
const kinds = (channel = 'C1'): string[] =>
  runner.surface.thread.filter(({ to }) => to.channel === channel).map(({ reply }) => reply.kind);
function overview(channel = 'C1'): Extract<Reply, { kind: 'overview' }> {
  const found = runner.surface.thread.find(({ to, reply }) => to.channel === channel && reply.kind === 'overview');
  if (found?.reply.kind !== 'overview') throw new Error('no overview');
  return found.reply;
}

describe('a request for the overview alone', () => {
  it('gets that, with the rest to be asked for', async () => {
    await setUp();
    const { request } = await answer(messageIn('C1', '2', { thread: '1' }), { scope: 'overview' });
    expect(kinds()).toEqual(['overview']);
    expect(overview()).toMatchObject({ fullText: { kind: 'offered', messages: 2 }, digest: { quotes: digest.quotes } });
    expect(await runner.state(request)).toMatchObject({ state: 'done' });
  });
});

describe('a video that the channel’s settings rule out', () => {
  const refused = new Error('no model is to be asked');

  it.each([
    ['too short', { shortestMs: digest.video.durationMs + 1 }],
    ['too long', { longestMs: digest.video.durationMs - 1 }],
  ])('is left alone when it is %s: nothing is said, paid or left on the message', async (_, layer) => {
    await setUp(({ charge }) => (charge === null ? digest : refused));
    await set(layer);
    const { request, outcome } = await answer(messageIn('C1', '1'));
    expect(outcome).toEqual({ kind: 'done' });
    expect(plans).toEqual([]);
    expect(runner.surface.calls).toEqual([]);
    expect(runner.surface.told).toEqual([{ kind: 'left-alone', language: 'zh-CN', why: 'length' }]);
    expect(runner.surface.marks).toEqual([false, false]);
    expect(await runner.state(request)).toMatchObject({ state: 'done', code: null });
  });

  it('is left alone as music, unless somebody asks', async () => {
    const music: Digest = { ...digest, video: { ...digest.video, music: true } };
    await setUp(({ charge }) => (charge === null || charge.ref.channel === 'C2' ? music : refused));
    await answer(messageIn('C1', '1'));
    expect([plans, runner.surface.calls]).toEqual([[], []]);
    expect(runner.surface.told).toMatchObject([{ kind: 'left-alone', why: 'music' }]);
    await answer(messageIn('C2', '1'), { asked: true, act: 'mention' });
    expect(kinds('C2')).toEqual(['overview', 'details', 'full-text']);
  });

  it('is left alone when it is a Short and Shorts are off, unless somebody asks', async () => {
    const short: Digest = { ...digest, video: { ...digest.video, isShort: true } };
    await setUp(({ charge }) => (charge === null || charge.ref.channel === 'C2' ? short : refused));
    await set({ shorts: false }, null);
    await answer(messageIn('C1', '1'));
    expect([plans, runner.surface.calls, runner.surface.marks]).toEqual([[], [], [false, false]]);
    await answer(messageIn('C2', '1'), { asked: true, act: 'mention' });
    expect(kinds('C2')).toEqual(['overview', 'details', 'full-text']);
  });

  it('is not thought a Short where nobody said so, as in what was kept before', async () => {
    await setUp();
    await set({ shorts: false });
    await answer(messageIn('C1', '1'));
    expect(kinds()).toEqual(['overview', 'details', 'full-text']);
  });

  it.each([
    ['the sign stays beside answers', true, []],
    ['the sign tells that the bot is at it', false, [false, false]],
  ])('keeps the sign while another video of the message is in the making: %s', async (_, signStays, atTheEnd) => {
    await setUp();
    Object.assign(runner.surface, { signStays });
    await set({ longestMs: 1_000 });
    const ref = messageIn('C1', '1');
    const other = await runner.ask(ref, 'bbbbbbbbbbb', undefined, { asked: true });
    await answer(ref);
    expect([kinds(), runner.surface.marks]).toEqual([[], []]);
    await runner.run(other.jobKey);
    expect([kinds().length, runner.surface.marks]).toEqual([3, atTheEnd]);
  });

  it('takes the sign off when all videos of the message are ruled out, at the same time as well', async () => {
    await setUp(() => digest);
    await set({ longestMs: 1_000 });
    const both = await Promise.all(
      ['abcdefghijk', 'bbbbbbbbbbb'].map((video) => runner.ask(messageIn('C1', '1'), video)),
    );
    await Promise.all(both.map(({ jobKey }) => runner.run(jobKey)));
    expect(runner.surface.marks).toContain(false);
  });

  it('is digested for whoever asks, and for channels that have no such limit', async () => {
    await setUp();
    await set({ longestMs: 1_000 }, null);
    await set({ longestMs: null }, 'C2');
    await runner.ask(messageIn('C1', '1'));
    await runner.ask(messageIn('C2', '1'));
    await answer(messageIn('C3', '1'), { asked: true });
    expect([kinds('C1'), kinds('C2').length, kinds('C3').length]).toEqual([[], 3, 3]);
    expect(plans.map(({ charge }) => charge?.ref.channel)).toEqual(['C2']);
  });

  it('is digested once somebody asks about the message that was left alone', async () => {
    await setUp();
    await set({ longestMs: 1_000 });
    await answer(messageIn('C1', '1'));
    expect(kinds()).toEqual([]);
    await answer(messageIn('C1', '1'), { asked: true, act: 'shortcut' });
    expect(kinds()).toEqual(['overview', 'details', 'full-text']);
  });
});

describe('whoever asks', () => {
  it.each<ErrorCode>(['captions-none', 'live-now', 'hardly-any-speech'])('hears of %s in the thread', async (code) => {
    await setUp(() => new VidigestError(code, 'no'));
    await answer(messageIn('C1', '1'), { asked: true, act: 'mention' });
    expect(runner.surface.thread.map(({ reply }) => reply)).toMatchObject([{ kind: 'failure', code }]);
    expect(runner.surface.told).toEqual([]);
    await answer(messageIn('C1', '2'));
    expect(runner.surface.told).toMatchObject([{ kind: 'failure', code }]);
  });

  it('hears so too when the work was begun unasked', async () => {
    const failing = Promise.withResolvers<Digest>();
    runner = await createJobRunner(() => failing.promise);
    const request = await runner.ask(messageIn('C1', '1'));
    const outcome = runner.run(request.jobKey);
    await expect.poll(() => runner.state(request)).toMatchObject({ state: 'running' });
    await runner.ask(messageIn('C1', '1'), undefined, undefined, { asked: true, act: 'shortcut' });
    failing.reject(new VidigestError('captions-none', 'no'));
    await outcome;
    expect(kinds()).toEqual(['failure']);
  });

  it('is led to the digest that stands in the same thread, once an asking', async () => {
    await setUp();
    await answer(messageIn('C1', '1'));
    runner.surface.thread.splice(0);
    await runner.clock.advance(minute);
    for (const _ of ['once', 'twice']) await answer(messageIn('C1', '1'), { asked: true, act: 'shortcut' });
    expect(kinds()).toEqual(['again']);
    await answer(messageIn('C1', '3', { thread: '1' }));
    expect(kinds()).toEqual(['again']);
  });
});

describe('a link with a time', () => {
  const startMs = digest.chapters[1]?.startMs ?? 0;

  it('shows where it leads, in the overview of a digest that was not there yet', async () => {
    await setUp();
    await answer(messageIn('C1', '1'), { startMs });
    expect(overview().sharedAt).toEqual({ startMs, chapter: digest.chapters[1] });
    await answer(messageIn('C2', '1'));
    expect(overview('C2').sharedAt).toBeNull();
  });

  it('shows it beside the way to the earlier thread', async () => {
    await setUp();
    await answer(messageIn('C1', '1'));
    await runner.store.digests.save({ videoId: 'abcdefghijk', language: 'zh-CN', promptVersion }, digest);
    await answer(messageIn('C1', '2'), { startMs });
    expect(runner.surface.thread.at(-1)?.reply).toMatchObject({ kind: 'again', sharedAt: { startMs } });
  });
});

describe('the channel’s settings when it is answered', () => {
  it('decide which parts are shown', async () => {
    await setUp();
    await set({ shown: ['quotes'] });
    await answer(messageIn('C1', '1'));
    expect(kinds()).toEqual(['overview', 'details']);
    const { reply } = runner.surface.thread[1] ?? {};
    const parts = { arguments: [], companies: [], people: [], quotes: digest.quotes };
    expect(reply).toMatchObject({ digest: parts });
    expect(overview().fullText).toEqual({ kind: 'none' });
  });

  it('leave the full text to the reader', async () => {
    await setUp();
    await set({ fold: 'reader' });
    await answer(messageIn('C1', '1'));
    expect(kinds()).toEqual(['overview', 'details']);
    expect(overview().fullText).toEqual({ kind: 'none' });
  });

  it.each([
    ['auto', 'auto'],
    ['always', 'always'],
    ['request', 'never'],
  ] as const)('say when to translate: %s', async (translate, text) => {
    await setUp();
    await set({ translate });
    await answer(messageIn('C1', '1'));
    expect(plans.map((plan) => plan.text)).toEqual([text]);
  });

  it('offer what was left untranslated, at a price, and a text that another channel had made', async () => {
    await setUp(({ text }) => (text === 'always' ? digest : untranslated));
    await set({ translate: 'request' });
    await answer(messageIn('C1', '1'));
    expect(overview().fullText).toEqual({ kind: 'on-request', costUsd: 0.25 });
    await set({ translate: 'request' }, 'C2');
    await set({ translate: 'always' }, 'C3');
    await runner.ask(messageIn('C2', '1'));
    await answer(messageIn('C3', '1'));
    expect(kinds('C2')).toEqual(['overview', 'details']);
    expect(overview('C2').fullText).toEqual({ kind: 'offered', messages: 2 });
    expect(kinds('C3')).toEqual(['overview', 'details', 'full-text']);
  });

  it('let who wants more of a digest that is under way wait for the next run', async () => {
    await setUp(({ text }) => (text === 'always' ? digest : untranslated));
    await set({ translate: 'request' });
    await set({ translate: 'always' }, 'C2');
    const first = await runner.ask(messageIn('C1', '1'));
    const { post } = runner.surface;
    runner.surface.post = async (...args) => {
      runner.surface.post = post;
      await runner.ask(messageIn('C2', '1'));
      return post(...args);
    };
    expect(await runner.run(first.jobKey)).toMatchObject({ kind: 'again' });
    expect(kinds('C2')).toEqual([]);
    expect(await runner.run(first.jobKey)).toEqual({ kind: 'done' });
    expect(kinds('C2')).toEqual(['overview', 'details', 'full-text']);
  });
});

describe('a request for the text', () => {
  const text = { scope: 'text', asked: true } as const;

  /** A digest without its text, as it stands; returns the overview as the message of a button. */
  async function overviewWithoutText(): Promise<{ ref: MessageRef; id: string }> {
    await setUp((plan) => (plan.text === 'always' ? digest : untranslated));
    const { request } = await answer(messageIn('C1', '1'));
    expect(kinds()).toEqual(['overview', 'details']);
    const message = runner.surface.thread[0]?.post.message ?? '';
    return { ref: messageIn('C1', message, { thread: '1' }), id: request.id };
  }

  it('puts it behind the overview, which loses its button, once however often it is asked', async () => {
    const { ref, id } = await overviewWithoutText();
    await answer(ref, { ...text, act: 'press 1' });
    expect(kinds()).toEqual(['overview', 'details', 'full-text']);
    expect(overview().fullText).toEqual({ kind: 'posted' });
    await answer(ref, { ...text, act: 'press 2' });
    expect(kinds()).toEqual(['overview', 'details', 'full-text']);
    expect((await runner.store.replies.ofPost(ref))?.posts).toHaveLength(3);
    expect(await runner.store.outbox.find(`${replyKey(id, 'full-text')}/1`)).toMatchObject({ state: 'posted' });
  });

  it('is for the workspace to pay, in the name of whoever asks', async () => {
    const { ref } = await overviewWithoutText();
    const { request } = await answer({ ...ref, author: 'U7' }, { ...text, act: 'press 1' });
    expect(plans.at(-1)).toMatchObject({ text: 'always', charge: { ref: { author: 'U7' }, key: `${request.id}/0` } });
  });

  it('keeps the button where there was no money for it', async () => {
    const { ref } = await overviewWithoutText();
    const notice = { reason: 'day', limitUsd: 1, spentUsd: 1, estimateUsd: 1, resetsAtMs: 5 } as const;
    runner.digestVideo = async (_video, _language, { onEvent }) => {
      onEvent({ kind: 'over-budget', notice: notice as never });
      return untranslated;
    };
    await answer(ref, { ...text, act: 'press 1' });
    expect(kinds()).toEqual(['overview', 'details']);
    expect(overview()).toMatchObject({ fullText: { kind: 'on-request' }, notice: { reason: 'day' } });
  });

  it('says what went wrong in the thread, and leaves the overview as it is', async () => {
    const { ref } = await overviewWithoutText();
    runner.digestVideo = () => Promise.reject(new VidigestError('model-auth', 'wrong key'));
    await answer(ref, { ...text, act: 'press 1' });
    expect(kinds()).toEqual(['overview', 'details', 'failure']);
  });
});

describe('an unlisted video', () => {
  const unlisted: Digest = { ...digest, video: { ...digest.video, unlisted: true } };

  it('is digested for each workspace by itself', async () => {
    const owners: string[] = [];
    await setUp((_, owner) => {
      if (owners.at(-1) !== owner) owners.push(owner);
      return unlisted;
    });
    const first = await runner.ask(messageIn('C1', '1'));
    await runner.ask(messageIn('C2', '1', { workspace: 'T2' }));
    expect(await runner.run(first.jobKey)).toMatchObject({ kind: 'again' });
    expect([kinds('C1').length, kinds('C2').length]).toEqual([3, 0]);
    expect(await runner.run(first.jobKey)).toEqual({ kind: 'done' });
    expect(kinds('C2')).toHaveLength(3);
    expect(owners).toEqual(['slack/T1', 'slack/T2']);
  });
});

describe('a request that comes while it is found out what the video is', () => {
  it('is shown nothing of what is another workspace’s alone', async () => {
    const known = Promise.withResolvers<void>();
    let show = (): void => {};
    const unlisted = { ...digest, video: { ...digest.video, unlisted: true } };
    const progress = { stage: 'outline', chaptersDone: 0, chapters: 0 } as const;
    runner = await createJobRunner(async (_video, _language, { plan, onEvent }) => {
      await known.promise;
      await plan?.(unlisted.video);
      show = () => onEvent({ kind: 'draft', draft: { ...unlisted, chapters: [], progress } });
      show();
      await runner.clock.sleep(minute, new AbortController().signal);
      return unlisted;
    });
    const { store, clock } = runner;
    const first = await runner.ask(messageIn('C1', '1'));
    const outcome = runner.run(first.jobKey);
    await clock.untilSleeping();
    await runner.ask(messageIn('C2', '1', { workspace: 'T2' }));
    const looked = Promise.withResolvers<void>();
    const seen = Promise.withResolvers<void>();
    const { open } = store.requests;
    Object.assign(store.requests, {
      async open(key: string) {
        const found = await open(key);
        looked.resolve();
        await seen.promise;
        return found;
      },
    });
    await clock.advance(2_000);
    await looked.promise;
    known.resolve();
    await expect.poll(() => kinds('C1')).toEqual(['overview']);
    seen.resolve();
    Object.assign(store.requests, { open });
    await clock.untilSleeping(2);
    show();
    await clock.advance(2_000);
    await clock.advance(minute);
    expect(await outcome).toMatchObject({ kind: 'again' });
    expect(kinds('C2')).toEqual([]);
  });
});

describe('an answer that is removed while it is posted', () => {
  it('leaves nothing behind, and the thread no longer counts', async () => {
    await setUp();
    const request = await runner.ask(messageIn('C1', '1'));
    const { post } = runner.surface;
    runner.surface.post = async (to, reply, options) => {
      const posts = await post(to, reply, options);
      if (reply.kind === 'details') {
        await runner.store.requests.change([request.id], { state: 'cancelled', code: 'cancelled' }, null);
      }
      return posts;
    };
    await runner.run(request.jobKey);
    expect(runner.surface.thread).toEqual([]);
    const where = { surface: 'slack', workspace: 'T1', channel: 'C1', videoId: 'abcdefghijk', language: 'zh-CN' };
    expect(await runner.store.threads.find(where, 0)).toBeNull();
  });

  it('was a pointer to another thread, which still counts', async () => {
    await setUp();
    const first = await runner.ask(messageIn('C1', '1'));
    await runner.run(first.jobKey);
    const second = await runner.ask(messageIn('C1', '2'));
    await runner.run(second.jobKey);
    const { surface, store } = runner;
    const pointer = () => surface.thread.filter(({ reply }) => reply.kind === 'again');
    expect(pointer()).toHaveLength(1);
    await takeBack({ surface, replies: store.replies, threads: store.threads }, second, new AbortController().signal);
    expect(pointer()).toEqual([]);
    const where = { surface: 'slack', workspace: 'T1', channel: 'C1', videoId: 'abcdefghijk', language: 'zh-CN' };
    expect(await store.threads.find(where, 0)).toMatchObject({ thread: '1' });
  });

  it('is not begun once the request was cancelled, whatever stands there besides', async () => {
    const drafted = Promise.withResolvers<void>();
    runner = await createJobRunner(async (_video, _language, { onEvent, signal }) => {
      await drafted.promise;
      const progress = { stage: 'outline', chaptersDone: 0, chapters: 0 } as const;
      onEvent({ kind: 'draft', draft: { ...digest, chapters: [], progress } });
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    const request = await runner.ask(messageIn('C1', '1'));
    const outcome = runner.run(request.jobKey);
    await expect.poll(() => runner.state(request)).toMatchObject({ state: 'running' });
    await runner.store.requests.change([request.id], { state: 'cancelled' }, null);
    drafted.resolve();
    await runner.clock.untilSleeping();
    await runner.clock.advance(2_000);
    await outcome;
    expect(runner.surface.calls).toEqual([]);
  });

  it('leaves nothing of an overview that was on its way', async () => {
    const posting = Promise.withResolvers<void>();
    runner = await createJobRunner((_video, _language, { onEvent, signal }) => {
      const progress = { stage: 'outline', chaptersDone: 0, chapters: 0 } as const;
      onEvent({ kind: 'draft', draft: { ...digest, chapters: [], progress } });
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    const request = await runner.ask(messageIn('C1', '1'));
    const { post } = runner.surface;
    let began = false;
    runner.surface.post = async (...args) => {
      began = true;
      await posting.promise;
      return post(...args);
    };
    const outcome = runner.run(request.jobKey);
    await expect.poll(() => began).toBe(true);
    await runner.store.requests.change([request.id], { state: 'cancelled', code: 'cancelled' }, null);
    await runner.clock.advance(2_000);
    posting.resolve();
    await outcome;
    expect(new Set(runner.surface.calls)).toEqual(new Set(['post overview', 'remove']));
    expect(runner.surface.thread).toEqual([]);
  });
});
