import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/core/ports/store.ts';
import type { OpenBench } from './bench.ts';
import { storedDigest, storedVideo } from './store-contract.ts';

const key = { videoId: 'aaaaaaaaaaa', language: 'zh-CN', promptVersion: 'p1' };
const captions = { language: 'en', kind: 'auto', cues: [] } as const;
let store: Store;

/** What every store owes a workspace that shares a digest with no other. */
export function describeOwnershipContract(name: string, open: OpenBench): void {
  describe(`${name} keeps the contract of ownership`, () => {
    beforeEach(async () => {
      ({ store } = await open());
    });
    describe('of one workspace', describeOwned);
  });
}

function describeOwned(): void {
  it('keeps what belongs to one workspace apart from what all share', async () => {
    await store.digests.save({ ...key, owner: 'slack/T1' }, storedDigest('mine'));
    for (const owner of ['', 'slack/T2']) expect(await store.digests.find({ ...key, owner })).toBeNull();
    await store.digests.save(key, storedDigest('shared'));
    expect((await store.digests.find({ ...key, owner: 'slack/T1' }))?.tldr).toBe('mine');
    expect((await store.digests.find({ ...key, owner: '' }))?.tldr).toBe('shared');
  });

  it('keeps the transcript of one workspace apart from the one that all share', async () => {
    const video = storedVideo('bbbbbbbbbbb');
    await store.transcripts.save({ ...video, title: 'Mine' }, captions, 'slack/T1');
    expect(await store.transcripts.find(video.id)).toBeNull();
    await store.transcripts.save(video, captions);
    expect((await store.transcripts.find(video.id, 'slack/T1'))?.video.title).toBe('Mine');
    expect((await store.transcripts.find(video.id))?.video).toEqual(video);
  });
}
