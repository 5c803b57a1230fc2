import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Digest } from '../../src/core/domain/digest.ts';
import { errorCodeOf } from '../../src/core/domain/errors.ts';
import type { Captions } from '../../src/core/domain/transcript.ts';
import type { Video } from '../../src/core/domain/video.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { describeThreads } from './thread-contract.ts';

/** A small digest with text that tries a database: quotes, backslashes, NUL's neighbours, emoji, lone surrogates not. */
export function storedDigest(tldr = 'It’s "all" here \\ — 全部 😀 \u0001'): Digest {
  return {
    schemaVersion: 1,
    method: 'model',
    language: 'zh-CN',
    video: storedVideo('aaaaaaaaaaa'),
    captions: { language: 'en', kind: 'auto', truncated: false },
    title: "Robert'); drop table digests;--",
    introduction: null,
    tldr,
    cast: [],
    glossary: [],
    chapters: [{ title: 'One', gist: '', startMs: 0, endMs: 1_000, lines: { first: 1, last: 1 } }],
    arguments: [],
    companies: [],
    quotes: [],
    people: [],
    videoType: null,
    fullText: 'none',
    passages: [],
    lines: [{ number: 1, startMs: 0, endMs: 1_000, text: 'Hello', speakerChange: false }],
    coverage: { lines: 1, coveredLines: 0, durationMs: 1_000, coveredMs: 0 },
    usage: [],
    missing: ['translation'],
    promptVersion: 'p1',
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

/** A video whose facts are all set. */
export function storedVideo(id: string): Video {
  return {
    id,
    title: 'A title',
    feed: { id: 'feed', name: 'A feed' },
    publishedOn: '2026-01-01',
    durationMs: 1_000,
    description: 'Line one\nLine two',
    creatorChapters: [{ startMs: 0, title: 'Start' }],
    unlisted: false,
    linkable: true,
    isShort: false,
  };
}

const captions: Captions = {
  language: 'en',
  kind: 'auto',
  cues: [
    { startMs: 0, endMs: 900, text: 'Hello there', words: [{ startMs: 0, text: 'Hello' }] },
    { startMs: 900, endMs: 1_000, text: '世界' },
  ],
};

const key = { videoId: 'aaaaaaaaaaa', language: 'zh-CN', promptVersion: 'p1' };

/** What every store owes its callers. `makeStore` gives a fresh, empty one; the suite closes it. */
export function describeStoreContract(name: string, makeStore: () => Promise<Store>): void {
  describe(`${name} keeps the store contract`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await makeStore();
    });
    afterEach(() => store.close());

    describeDigests(() => store);
    describeTranscripts(() => store);
    describeThreads(() => store);
    describeTraits(() => store);
    describeClosing(() => store);
  });
}

function describeDigests(store: () => Store): void {
  it('gives a digest back as it was saved', async () => {
    await store().digests.save(key, storedDigest());
    expect(await store().digests.find(key)).toEqual(storedDigest());
  });

  it('keeps digests apart by video, language and prompt version', async () => {
    await store().digests.save(key, storedDigest());
    for (const other of [{ videoId: 'AAAAAAAAAAA' }, { language: 'zh-TW' }, { promptVersion: 'p2' }]) {
      expect(await store().digests.find({ ...key, ...other })).toBeNull();
    }
  });

  it('replaces the digest under a key', async () => {
    await store().digests.save(key, storedDigest('first'));
    await store().digests.save(key, storedDigest('second'));
    expect((await store().digests.find(key))?.tldr).toBe('second');
  });

  it('forgets one digest and leaves the others', async () => {
    await store().digests.save(key, storedDigest());
    await store().digests.save({ ...key, language: 'zh-TW' }, storedDigest());
    await store().digests.save({ ...key, owner: 'slack/T1' }, storedDigest());
    await store().digests.forget(key);
    await store().digests.forget(key);
    expect(await store().digests.find(key)).toBeNull();
    expect(await store().digests.find({ ...key, language: 'zh-TW' })).not.toBeNull();
    expect(await store().digests.find({ ...key, owner: 'slack/T1' })).not.toBeNull();
  });

  it('takes saves at the same time', async () => {
    const keys = Array.from({ length: 20 }, (_, index) => ({ ...key, videoId: `video-${index}` }));
    await Promise.all(
      keys.flatMap((each) => [
        store().digests.save(each, storedDigest('one')),
        store().digests.save(each, storedDigest('another')),
      ]),
    );
    const found = await Promise.all(keys.map((each) => store().digests.find(each)));
    for (const digest of found) expect(['one', 'another']).toContain(digest?.tldr);
  });
}

function describeTranscripts(store: () => Store): void {
  it('gives a transcript back, words of cues included', async () => {
    const video = storedVideo('bbbbbbbbbbb');
    expect(await store().transcripts.find(video.id)).toBeNull();
    await store().transcripts.save(video, captions);
    expect(await store().transcripts.find(video.id)).toEqual({ video, captions });
  });

  it('gives one back that was kept before it was known which videos are Shorts', async () => {
    const { isShort: _, ...video } = storedVideo('bbbbbbbbbbb');
    await store().transcripts.save(video, captions);
    expect((await store().transcripts.find(video.id))?.video).toEqual(video);
  });

  it('replaces the transcript of a video', async () => {
    const video = storedVideo('bbbbbbbbbbb');
    await store().transcripts.save(video, captions);
    await store().transcripts.save({ ...video, title: 'New', feed: null }, { ...captions, cues: [] });
    const found = await store().transcripts.find(video.id);
    expect(found?.video).toMatchObject({ title: 'New', feed: null });
    expect(found?.captions.cues).toEqual([]);
  });
}

function describeTraits(store: () => Store): void {
  it('remembers the newest value of a trait, per workspace', async () => {
    const { traits } = store();
    expect(await traits.get('T1', 'container')).toBeNull();
    await traits.set('T1', 'container', 'refused');
    await traits.set('T2', 'container', '');
    await traits.set('T1', 'container', 'accepted');
    expect(await traits.get('T1', 'container')).toBe('accepted');
    expect(await traits.get('T2', 'container')).toBe('');
    expect(await traits.get('T1', 'other')).toBeNull();
  });
}

function describeClosing(store: () => Store): void {
  it('finishes what is under way before it closes, and closes once', async () => {
    const saving = store().digests.save(key, storedDigest());
    const closing = Promise.all([store().close(), store().close()]);
    await expect(saving).resolves.toBeUndefined();
    await closing;
    await expect(store().close()).resolves.toBeUndefined();
  });

  it('fails as store-failed after it is closed', async () => {
    await store().close();
    const error = await store()
      .digests.find(key)
      .catch((caught: unknown) => caught);
    expect(errorCodeOf(error)).toBe('store-failed');
  });
}
