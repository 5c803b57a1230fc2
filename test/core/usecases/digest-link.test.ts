import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { type ErrorCode, VidigestError } from '../../../src/core/domain/errors.ts';
import type { MessageRef } from '../../../src/core/domain/reply.ts';
import type { DigestThread, ThreadStore } from '../../../src/core/ports/store.ts';
import { createDigestLinks, type DigestLinkSettings } from '../../../src/core/usecases/digest-link.ts';
import type { DigestVideo } from '../../../src/core/usecases/digest-video.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemorySurface } from '../../support/memory-surface.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';
import { sampleDigest } from '../../support/sample-digest.ts';

const ref: MessageRef = {
  surface: 'slack',
  workspace: 'T1',
  channel: 'C1',
  message: '100.1',
  thread: null,
  author: 'U1',
};
const text = 'look: https://youtu.be/abcdefghijk';
const settings: DigestLinkSettings = {
  language: 'zh-CN',
  againWithinMs: 30 * 86_400_000,
  maxLinks: 3,
  maxFullTextMessages: 2,
};
const minute = 60_000;

function memoryThreads(): ThreadStore & { saved: DigestThread[] } {
  const saved: DigestThread[] = [];
  return {
    saved,
    find: async (where, sinceMs) =>
      saved.find(
        (item) => item.channel === where.channel && item.videoId === where.videoId && item.postedAtMs >= sinceMs,
      ) ?? null,
    save: async (thread) => {
      saved.push(thread);
    },
  };
}

function setUp(digestVideo: DigestVideo, change: Partial<DigestLinkSettings> = {}) {
  const surface = createMemorySurface();
  const clock = createManualClock();
  const threads = memoryThreads();
  const logger = createQuietLogger();
  const digestLinks = createDigestLinks(
    { surface, digestVideo, store: { threads }, clock, logger },
    { ...settings, ...change },
  );
  return { surface, clock, threads, logger, digestLinks, stop: new AbortController() };
}

const digest: Digest = sampleDigest();
const draft = {
  video: digest.video,
  language: 'zh-CN',
  title: digest.title,
  tldr: digest.tldr,
  chapters: [],
  progress: { stage: 'outline', chaptersDone: 0, chapters: 0 },
} as const;
const kinds = (surface: ReturnType<typeof createMemorySurface>) => surface.thread.map(({ reply }) => reply.kind);

describe('createDigestLinks', () => {
  it('posts the overview once the TL;DR is there, then details and full text, and remembers the thread', async () => {
    const ready = Promise.withResolvers<Digest>();
    const { surface, threads, digestLinks, stop } = setUp((_id, _language, { onEvent }) => {
      onEvent({ kind: 'draft', draft: { ...draft, tldr: null } });
      onEvent({ kind: 'draft', draft });
      return ready.promise;
    });
    const done = digestLinks({ ref, text }, stop.signal);
    await expect.poll(() => surface.calls).toEqual(['post overview']);
    expect(surface.marks).toEqual([true]);
    ready.resolve(digest);
    await done;
    expect(kinds(surface)).toEqual(['overview', 'details', 'full-text']);
    expect(surface.thread[0]?.reply).toMatchObject({ digest: { tldr: digest.tldr }, fullText: { kind: 'posted' } });
    expect(threads.saved).toMatchObject([{ thread: '100.1', channel: 'C1', link: 'https://chat.example/C1/100.1' }]);
  });

  it('leaves a message without a link alone', async () => {
    const { surface, digestLinks, stop } = setUp(async () => digest);
    await digestLinks({ ref, text: 'no link, not even https://vimeo.com/123' }, stop.signal);
    expect(surface.calls).toEqual([]);
    expect(surface.marks).toEqual([]);
  });

  it('offers a full text that would flood the thread, and one that needed no translation', async () => {
    const flood = setUp(async () => digest);
    flood.surface.fullTextMessages = 9;
    await flood.digestLinks({ ref, text }, flood.stop.signal);
    expect(kinds(flood.surface)).toEqual(['overview', 'details']);
    expect(flood.surface.thread[0]?.reply).toMatchObject({ fullText: { kind: 'offered', messages: 9 } });

    const same = setUp(async () => ({ ...digest, fullText: 'original' }));
    await same.digestLinks({ ref, text }, same.stop.signal);
    expect(kinds(same.surface)).toEqual(['overview', 'details']);
  });

  it('points to the earlier thread of the channel, and stays silent inside it', async () => {
    const { surface, digestLinks, stop } = setUp(async () => digest);
    await digestLinks({ ref, text }, stop.signal);
    surface.calls.length = 0;
    await digestLinks({ ref: { ...ref, message: '200.2' }, text }, stop.signal);
    expect(surface.calls).toEqual(['post again']);
    await digestLinks({ ref: { ...ref, message: '300.3', thread: '100.1' }, text }, stop.signal);
    expect(surface.calls).toEqual(['post again']);
  });

  it.each<ErrorCode>(['captions-none', 'video-private', 'hardly-any-speech'])(
    'tells the author alone about %s and takes its sign away',
    async (code) => {
      const { surface, digestLinks, stop } = setUp(() => Promise.reject(new VidigestError(code, 'no')));
      await digestLinks({ ref, text }, stop.signal);
      expect(surface.thread).toEqual([]);
      expect(surface.told).toMatchObject([{ kind: 'failure', code, retryAtMs: null }]);
      expect(surface.marks).toEqual([true, false]);
    },
  );

  it('says in the thread that YouTube blocks it and turns the notice into the overview when a soon try succeeds', async () => {
    let tries = 0;
    const { surface, clock, digestLinks, stop } = setUp(async () => {
      tries += 1;
      if (tries === 1) throw new VidigestError('model-overloaded', 'busy');
      return digest;
    });
    const done = digestLinks({ ref, text }, stop.signal);
    await clock.untilSleeping();
    expect(surface.thread[0]?.reply).toMatchObject({ kind: 'failure', code: 'model-overloaded' });
    const promised = surface.thread[0]?.reply.kind === 'failure' ? surface.thread[0].reply.retryAtMs : null;
    expect(promised).toBeGreaterThan(clock.now());
    await clock.advance((promised ?? 0) - clock.now());
    await done;
    expect(kinds(surface)).toEqual(['overview', 'details', 'full-text']);
    expect(surface.calls).not.toContain('remove');
  });

  it('replaces an old notice by a new message, since an edit notifies nobody', async () => {
    let tries = 0;
    const { surface, clock, digestLinks, stop } = setUp(async () => {
      tries += 1;
      if (tries === 1) throw new VidigestError('youtube-blocked', 'blocked');
      return digest;
    });
    const done = digestLinks({ ref, text }, stop.signal);
    await clock.untilSleeping();
    await clock.advance(15 * minute);
    await done;
    expect(surface.calls).toEqual(['post failure', 'remove', 'post overview', 'post details', 'post full-text']);
  });

  it('keeps one notice through all tries and says at the end that it gives up', async () => {
    const { surface, clock, digestLinks, stop } = setUp(() =>
      Promise.reject(new VidigestError('model-timeout', 'slow')),
    );
    const done = digestLinks({ ref, text }, stop.signal);
    await clock.untilSleeping();
    await clock.advance(20 * minute);
    await done;
    expect(surface.thread).toHaveLength(1);
    expect(surface.thread[0]?.reply).toMatchObject({ kind: 'failure', retryAtMs: null });
  });

  it('turns an overview that was begun into the failure', async () => {
    const { surface, digestLinks, stop } = setUp(async (_id, _language, { onEvent }) => {
      onEvent({ kind: 'draft', draft });
      await new Promise((resolve) => setTimeout(resolve, 5));
      throw new VidigestError('model-auth', 'wrong key');
    });
    await digestLinks({ ref, text }, stop.signal);
    expect(surface.thread.map(({ reply }) => reply)).toMatchObject([{ kind: 'failure', code: 'model-auth' }]);
  });

  it('answers although the sign is refused, and logs that', async () => {
    const { surface, logger, digestLinks, stop } = setUp(async () => digest);
    surface.failing.add('mark');
    await digestLinks({ ref, text }, stop.signal);
    expect(kinds(surface)).toEqual(['overview', 'details', 'full-text']);
    expect(logger.entries).toMatchObject([{ level: 'warn', message: 'the message could not be marked' }]);
  });

  it('logs what nobody could be told and goes on with the next link', async () => {
    const { surface, logger, digestLinks, stop } = setUp(async () => digest);
    surface.failing.add('post');
    await digestLinks({ ref, text: `${text} https://youtu.be/ABCDEFGHIJK` }, stop.signal);
    expect(logger.entries.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  it('stops when cancelled while waiting for the next try', async () => {
    const { clock, digestLinks, stop } = setUp(() => Promise.reject(new VidigestError('youtube-blocked', 'blocked')));
    const done = digestLinks({ ref, text }, stop.signal);
    await clock.untilSleeping();
    stop.abort(new Error('shutting down'));
    await expect(done).rejects.toThrow('shutting down');
  });
});
