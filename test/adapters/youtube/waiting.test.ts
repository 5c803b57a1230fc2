import { describe, expect, it } from 'vitest';
import { createYouTubeSource } from '../../../src/adapters/youtube/youtube-source.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { Situation } from '../../fakes/youtube/fake-video.ts';
import { kilnId, startHarness } from './harness.ts';

describe('a request that does not end', () => {
  it.each<Situation>(['hang', 'hang-mid-body', 'captions-hang', 'captions-hang-mid-body'])(
    '%s: is left after its time, and the next client asked',
    async (situation) => {
      await using harness = await startHarness({ timeoutMs: 7_000 });
      harness.fake.setSituation(kilnId, situation, 'ANDROID');
      const fetched = harness.fetch();
      // The player's, the date's, and where the player answers the captions' own.
      await harness.fake.untilRequests(situation.startsWith('captions') ? 3 : 2);
      await harness.clock.advance(7_000);
      expect((await fetched).captions.cues).toHaveLength(3);
      expect(harness.asked()).toContain('VISIONOS captions');
      expect(harness.clock.sleepers()).toBe(0);
    },
  );

  it('is unreachable when a second client hangs too', async () => {
    await using harness = await startHarness({ timeoutMs: 7_000 });
    harness.fake.setSituation(kilnId, 'hang');
    const failed = harness.failure();
    await harness.fake.untilRequests(2);
    await harness.clock.advance(7_000);
    await harness.fake.untilRequests(3);
    await harness.clock.advance(7_000);
    expect(await failed).toMatchObject({ code: 'youtube-unreachable', message: expect.stringContaining('7000 ms') });
    expect(harness.asked()).toEqual(['ANDROID player', 'VISIONOS player']);
  });

  it('does not outlast the time for all clients together', async () => {
    await using harness = await startHarness({ timeoutMs: 60_000, totalTimeoutMs: 9_000 });
    harness.fake.setSituation(kilnId, 'hang');
    const failed = harness.failure();
    await harness.fake.untilRequests(2);
    await harness.clock.advance(9_000);
    expect(await failed).toMatchObject({ code: 'youtube-unreachable', message: expect.stringContaining('9000 ms') });
    expect(harness.asked()).toEqual(['ANDROID player']);
    expect(harness.clock.sleepers()).toBe(0);
  });
});

describe('cancelling', () => {
  it.each<Situation>(['hang', 'hang-mid-body', 'captions-hang', 'captions-hang-mid-body'])(
    'ends a fetch at once, also while a body is read: %s',
    async (situation) => {
      await using harness = await startHarness();
      harness.fake.setSituation(kilnId, situation);
      const controller = new AbortController();
      const failed = harness.failure(kilnId, { signal: controller.signal });
      await harness.fake.untilRequests(situation.startsWith('captions') ? 3 : 2);
      const reason = new Error('the job is over');
      controller.abort(reason);
      expect(await failed).toMatchObject({ code: 'cancelled', cause: reason });
      await new Promise(setImmediate);
      expect(harness.logger.entries).toEqual([]);
      expect(harness.asked().filter((asked) => !asked.startsWith('ANDROID'))).toEqual([]);
      expect(harness.clock.sleepers()).toBe(0);
    },
  );

  it('gives back a reason that is one of ours', async () => {
    await using harness = await startHarness();
    const reason = new VidigestError('store-failed', 'elsewhere');
    expect(await harness.failure(kilnId, { signal: AbortSignal.abort(reason) })).toBe(reason);
    expect(harness.fake.requests).toEqual([]);
  });

  it('ends a fetch whose transport does not listen', async () => {
    const deaf: typeof fetch = () => new Promise(() => undefined);
    await using harness = await startHarness({ fetch: deaf });
    const controller = new AbortController();
    const failed = harness.failure(kilnId, { signal: controller.signal });
    controller.abort();
    expect((await failed).code).toBe('cancelled');
  });

  it('ends the request for the date with the fetch', async () => {
    const signals: AbortSignal[] = [];
    const watched: typeof fetch = (input, init) => {
      if (init?.signal) signals.push(init.signal);
      return fetch(input, init);
    };
    await using harness = await startHarness({ fetch: watched });
    harness.fake.setSituation(kilnId, 'hang', 'WEB');
    harness.fake.setSituation(kilnId, 'private', 'ANDROID');
    await harness.failure();
    expect(signals).toHaveLength(2);
    expect(signals.some(({ aborted }) => aborted)).toBe(true);
  });
});

describe('the wire', () => {
  it('keeps the cause of a transport that fails', async () => {
    const cause = new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') });
    let calls = 0;
    const broken: typeof fetch = () => {
      calls++;
      return Promise.reject(cause);
    };
    await using harness = await startHarness({ fetch: broken });
    expect(await harness.failure()).toMatchObject({ code: 'youtube-unreachable', cause });
    expect(calls).toBe(3);
  });

  it('keeps the cause of one that fails at the captions, which the library would call unavailable', async () => {
    const cause = new TypeError('terminated');
    const broken: typeof fetch = (input, init) =>
      String(input).includes('/api/timedtext') ? Promise.reject(cause) : fetch(input, init);
    await using harness = await startHarness({ fetch: broken });
    expect(await harness.failure()).toMatchObject({ code: 'youtube-unreachable', cause });
  });

  it('stops reading a body that does not end', async () => {
    await using harness = await startHarness({ maxBodyBytes: 100_000 });
    harness.fake.setSituation(kilnId, 'captions-endless', 'ANDROID');
    expect((await harness.fetch()).captions.cues).toHaveLength(3);
    expect(harness.logger.entries[0]?.fields).toMatchObject({ why: 'the answer is longer than 100000 bytes' });
  });

  it('speaks to the origin given, with path and query kept, and to none besides', async () => {
    const urls: URL[] = [];
    const watched: typeof fetch = (input, init) => {
      urls.push(new URL(String(input)));
      return fetch(input, init);
    };
    await using harness = await startHarness({ fetch: watched });
    harness.fake.setSituation(kilnId, 'no-captions', 'ANDROID', 'VISIONOS', 'IOS');
    await harness.fetch();
    expect([...new Set(urls.map(({ origin }) => origin))]).toEqual([harness.fake.origin]);
    expect(urls.map(({ pathname }) => pathname).filter((path) => !path.endsWith('/player'))).toEqual([
      '/watch',
      '/api/timedtext',
    ]);
    expect(urls.at(-2)?.searchParams.get('v')).toBe(kilnId);
  });

  it('speaks to www.youtube.com where no origin is given, and never follows a redirect', async () => {
    const calls: { url: string; redirect: unknown }[] = [];
    const recorded: typeof fetch = (input, init) => {
      calls.push({ url: String(input), redirect: init?.redirect });
      return Promise.resolve(new Response('', { status: 429 }));
    };
    await using harness = await startHarness();
    const source = createYouTubeSource({ fetch: recorded, clock: harness.clock, logger: harness.logger });
    await expect(source.fetch(kilnId, { signal: new AbortController().signal })).rejects.toMatchObject({
      code: 'youtube-blocked',
    });
    expect(calls.map(({ url }) => new URL(url).origin)).toEqual(['https://www.youtube.com', 'https://www.youtube.com']);
    expect(calls.every(({ redirect }) => redirect === 'manual')).toBe(true);
  });
});
