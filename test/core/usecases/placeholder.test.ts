import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { type ErrorCode, VidigestError } from '../../../src/core/domain/errors.ts';
import type { MessageRef } from '../../../src/core/domain/reply.ts';
import type { DigestRequest } from '../../../src/core/ports/request-store.ts';
import { createFileOrders } from '../../../src/core/usecases/chat/file-orders.ts';
import { createFileRequests } from '../../../src/core/usecases/file-requests.ts';
import { postPlaceholder } from '../../../src/core/usecases/placeholder.ts';
import { createSpendingLeave } from '../../../src/core/usecases/spending-leave.ts';
import { createJobRunner, type JobRunner, messageIn } from '../../support/job-runner.ts';
import { sampleDigest } from '../../support/sample-digest.ts';

const digest: Digest = sampleDigest();
const draft = {
  video: digest.video,
  language: 'zh-CN',
  title: digest.title,
  tldr: digest.tldr,
  chapters: [],
  progress: { stage: 'outline', chaptersDone: 0, chapters: 0 },
} as const;
const whole = ['overview', 'details', 'full-text'];
const minute = 60_000;
const { signal } = new AbortController();

let runner: JobRunner;
beforeEach(async () => {
  runner = await createJobRunner(async () => digest);
  runner.surface.takesSigns = false;
});
afterEach(() => runner.close());

const kinds = (): string[] => runner.surface.thread.map(({ reply }) => reply.kind);
const ids = (): string[] => runner.surface.thread.map(({ post }) => post.message);
const fail = (code: ErrorCode): void => {
  runner.digestVideo = () => Promise.reject(new VidigestError(code, 'no'));
};

/** Orders as a chat gives them; resolves once the placeholder stands, if it is wanted. */
async function order(ref: MessageRef, videoIds = ['abcdefghijk']): Promise<readonly DigestRequest[]> {
  const { store, surface, clock, logger } = runner;
  const requests: DigestRequest[] = [];
  const file = createFileRequests({ requests: store.requests, queue: { submit: async () => {} } });
  const fileRequests: typeof file = async (wanted) => {
    requests.push(...(await file(wanted)));
    return requests;
  };
  const orders = createFileOrders({
    fileRequests,
    store,
    surface,
    leave: createSpendingLeave(store.traits, clock),
    logger,
  });
  const videos = videoIds.map((videoId) => ({ videoId, startMs: null }));
  const terms = { language: 'zh-CN', scope: 'all', asked: false, act: 'message', postedAtMs: 1 } as const;
  await orders.order({ ref, videos, ...terms }, signal);
  return requests;
}

/** A request whose placeholder stands. */
async function begun(ref = messageIn('C1', '1')): Promise<DigestRequest> {
  const [request] = await order(ref);
  await expect.poll(kinds).toContain('begun');
  if (request === undefined) throw new Error('nothing was filed');
  return request;
}

describe('where a message takes no sign', () => {
  it('one small message stands for it, however many videos there are and however often the message comes', async () => {
    await order(messageIn('C1', '1'), ['abcdefghijk', 'bbbbbbbbbbb']);
    await order(messageIn('C1', '1'), ['abcdefghijk', 'bbbbbbbbbbb']);
    await expect.poll(kinds).toEqual(['begun']);
    expect(runner.surface.thread[0]?.reply).toEqual({ kind: 'begun', language: 'zh-CN' });
  });

  it('it becomes the overview, draft and all', async () => {
    const request = await begun();
    runner.digestVideo = async (_video, _language, { onEvent }) => {
      onEvent({ kind: 'draft', draft });
      await expect.poll(kinds).toEqual(['overview']);
      return digest;
    };
    await runner.run(request.jobKey);
    expect(kinds()).toEqual(whole);
    expect(ids()[0]).toBe('1');
    expect(runner.surface.calls).not.toContain('post overview');
  });

  it('nothing is posted where the overview was quicker', async () => {
    const request = await runner.ask(messageIn('C1', '1'));
    runner.digestVideo = async (_video, _language, { onEvent }) => {
      onEvent({ kind: 'draft', draft });
      await expect.poll(kinds).toEqual(['overview']);
      await postPlaceholder(runner, request, signal);
      return digest;
    };
    await runner.run(request.jobKey);
    expect(kinds()).toEqual(whole);
    expect(runner.surface.calls).not.toContain('post begun');
  });

  it('one that comes in between, just before the overview, becomes it all the same', async () => {
    const request = await runner.ask(messageIn('C1', '1'));
    const { post } = runner.surface;
    runner.surface.post = async (to, reply, options) => {
      if (reply.kind === 'overview') {
        runner.surface.post = post;
        await postPlaceholder(runner, request, signal);
      }
      return post(to, reply, options);
    };
    await runner.run(request.jobKey);
    expect(kinds()).toEqual(whole);
    expect(runner.surface.calls.slice(0, 2)).toEqual(['post begun', 'edit overview']);
  });

  it('it survives the worker, and becomes the overview of the next', async () => {
    const request = await begun();
    const begins = Promise.withResolvers<void>();
    runner.digestVideo = (_video, _language, { signal: ended }) => {
      begins.resolve();
      return new Promise((_, reject) => ended.addEventListener('abort', () => reject(ended.reason)));
    };
    await runner.runUntilDeath(request.jobKey, begins.promise);
    runner.digestVideo = async () => digest;
    await runner.run(request.jobKey);
    expect(kinds()).toEqual(whole);
    expect(ids()[0]).toBe('1');
  });

  it('it is not taken for one any more once it is an answer, though its worker dies right behind it', async () => {
    const ref = messageIn('C1', '1');
    const request = await begun(ref);
    const { change } = runner.store.requests;
    const ended = Promise.withResolvers<void>();
    Object.assign(runner.store.requests, {
      change: (...args: Parameters<typeof change>) => {
        if (args[1].state !== 'done') return change(...args);
        ended.resolve();
        return new Promise(() => {});
      },
    });
    void runner.runUntilDeath(request.jobKey, ended.promise);
    await ended.promise;
    Object.assign(runner.store.requests, { change });
    await runner.store.leases.release({ key: request.jobKey, token: 1 });
    await runner.run(request.jobKey);
    expect(kinds()).toEqual(whole);
    expect(await runner.state(request)).toMatchObject({ state: 'done' });
  });

  it('it becomes the failure, and that the digest when a later try succeeds', async () => {
    const request = await begun();
    fail('model-timeout');
    await runner.run(request.jobKey);
    expect(kinds()).toEqual(['failure']);
    runner.digestVideo = async () => digest;
    await runner.clock.advance(minute);
    await runner.run(request.jobKey);
    expect([kinds(), ids()[0]]).toEqual([whole, '1']);
  });

  it('it goes when only the author is told, now and for good', async () => {
    const request = await begun();
    fail('captions-none');
    await runner.run(request.jobKey);
    expect(kinds()).toEqual([]);
    expect(runner.surface.told).toMatchObject([{ kind: 'failure', code: 'captions-none' }]);
  });

  it('it goes while only the author knows what is waited for, and another message tells of the digest', async () => {
    const request = await begun();
    fail('live-now');
    await runner.run(request.jobKey);
    expect(kinds()).toEqual([]);
    runner.digestVideo = async () => digest;
    // However soon.
    await runner.store.requests.change([request.id], { state: 'waiting', dueAtMs: runner.clock.now() }, null);
    await runner.run(request.jobKey);
    expect([kinds(), ids()[0]]).toEqual([whole, '2']);
  });

  it('one that a dead worker could not take away is gone before the next answer', async () => {
    const request = await begun();
    fail('live-now');
    runner.surface.failing.add('remove');
    await runner.run(request.jobKey);
    expect(kinds()).toEqual(['begun']);
    runner.surface.failing.clear();
    runner.digestVideo = async () => digest;
    await runner.clock.advance(60 * minute);
    await runner.run(request.jobKey);
    expect([kinds(), ids()[0]]).toEqual([whole, '2']);
  });

  it('it goes where the channel’s settings rule the video out', async () => {
    const place = { surface: 'slack', workspace: 'T1', channel: 'C1' } as const;
    await runner.store.settings.change(place, { set: { longestMs: 1_000 }, reset: [] });
    const request = await begun();
    runner.digestVideo = async (_video, _language, { plan }) => {
      await plan?.(digest.video);
      return digest;
    };
    await runner.run(request.jobKey);
    expect(kinds()).toEqual([]);
  });

  it('it gives way to the line that leads to another thread', async () => {
    await runner.run((await runner.ask(messageIn('C1', '1'))).jobKey);
    const request = await begun(messageIn('C1', '2'));
    await runner.run(request.jobKey);
    expect(kinds()).toEqual([...whole, 'again']);
  });

  it('it goes when nobody wants the digest any more', async () => {
    const request = await begun();
    runner.digestVideo = async () => {
      await runner.store.requests.change([request.id], { state: 'cancelled' }, null);
      return digest;
    };
    await runner.run(request.jobKey);
    expect(kinds()).toEqual([]);
  });

  it('one that is late is taken away again', async () => {
    const request = await runner.ask(messageIn('C1', '1'));
    fail('captions-none');
    const { post } = runner.surface;
    runner.surface.post = async (to, reply, options) => {
      await runner.run(request.jobKey);
      return post(to, reply, options);
    };
    await postPlaceholder(runner, request, signal);
    expect(runner.surface.calls).toEqual(['post begun', 'remove']);
    await postPlaceholder(runner, request, signal);
    expect(runner.surface.calls).toHaveLength(2);
  });

  it('one of which something was made before its post was known is left alone', async () => {
    const request = await runner.ask(messageIn('C1', '1'));
    const { post } = runner.surface;
    runner.surface.post = async (to, reply, options) => {
      const posts = await post(to, reply, options);
      if (reply.kind === 'begun') await runner.run(request.jobKey);
      return posts;
    };
    await postPlaceholder(runner, request, signal);
    expect(await runner.state(request)).toMatchObject({ state: 'done' });
    expect(kinds()).toEqual(whole);
  });
});
