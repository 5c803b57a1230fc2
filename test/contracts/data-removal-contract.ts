import { beforeEach, describe, expect, it } from 'vitest';
import type { DigestThread, Store } from '../../src/core/ports/store.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import { addRequest, newRequest, type OpenBench, type RequestChange } from './bench.ts';
import { storedDigest, storedVideo } from './store-contract.ts';

const dayMs = 24 * 3_600_000;
const usage = { inputTokens: 1, outputTokens: 1, cacheWriteTokens: 0, cacheReadTokens: 0 };
const place = { channel: 'C1', message: '17.5' };

let store: Store;
let clock: ManualClock;

/** What every store owes whoever wants data gone. */
export function describeDataRemovalContract(name: string, open: OpenBench): void {
  describe(`${name} keeps the contract of removal`, () => {
    beforeEach(async () => {
      ({ store, clock } = await open());
    });
    describe('by age', describeAge);
    describe('of a workspace', describeWorkspace);
  });
}

function digestKey(videoId: string, language = 'zh-CN') {
  return { videoId, language, promptVersion: 'p1' };
}

function thread(videoId: string, change: Partial<DigestThread> = {}): DigestThread {
  const where = { surface: 'slack', workspace: 'T1', channel: 'C1', thread: '17.1', link: 'https://chat.example/1' };
  return { ...where, videoId, language: 'zh-CN', postedAtMs: clock.now(), ...change };
}

async function saveDigest(videoId: string, language?: string): Promise<void> {
  await store.digests.save(digestKey(videoId, language), storedDigest());
  await store.transcripts.save(storedVideo(videoId), { language: 'en', kind: 'auto', cues: [] });
}

/** A request with all that belongs to one: a lease, an answer, and a message. */
async function saveRequest(videoId: string, change: RequestChange = {}) {
  const request = await addRequest(store.requests, newRequest({ videoId, jobKey: `job of ${videoId}`, ...change }));
  const { jobKey, ref } = request;
  const fence = await store.leases.take(jobKey, { owner: 'one', ttlMs: 1_000 });
  await store.answers.remember(jobKey, 'call', 0, { text: '{}', stop: 'complete', usage });
  const slot = { key: `${request.id}/overview/1`, workspace: ref.workspace, fence };
  await store.outbox.settle(slot, place);
  return { request, slot };
}

async function exists(videoId: string, language?: string) {
  const digest = (await store.digests.find(digestKey(videoId, language))) !== null;
  const transcript = (await store.transcripts.find(videoId)) !== null;
  return { digest, transcript };
}

function describeAge(): void {
  it('deletes what is older, and says how much', async () => {
    await saveDigest('old');
    await store.threads.save(thread('old'));
    await store.channels.saw({ ...newRequest().ref, postedAtMs: clock.now() });
    const { request, slot } = await saveRequest('old');
    await store.requests.change([request.id], { state: 'done' }, null);
    await clock.advance(dayMs);
    await saveDigest('new');
    expect(await store.removal.deleteOlderThan(clock.now())).toMatchObject({
      digests: 1,
      transcripts: 1,
      threads: 1,
      channels: 1,
      requests: 1,
      posts: 1,
      answers: 1,
      leases: 1,
    });
    expect(await exists('old')).toEqual({ digest: false, transcript: false });
    expect(await exists('new')).toEqual({ digest: true, transcript: true });
    expect(await store.requests.find(request.id)).toBeNull();
    expect(await store.outbox.find(slot.key)).toBeNull();
    expect(await store.answers.recall(request.jobKey, 'call')).toEqual([]);
    expect(await store.channels.active({ surface: 'slack', workspace: 'T1' }, 0)).toEqual([]);
  });

  it('leaves what is as old as that, or younger', async () => {
    await saveDigest('video');
    const { request } = await saveRequest('video');
    await store.requests.change([request.id], { state: 'done' }, null);
    const counts = await store.removal.deleteOlderThan(clock.now());
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(0);
    expect(await exists('video')).toEqual({ digest: true, transcript: true });
  });

  it('leaves what an open request needs, however old', async () => {
    const { request, slot } = await saveRequest('video');
    await store.requests.change([request.id], { state: 'waiting' }, null);
    await clock.advance(400 * dayMs);
    const kept = { requests: 0, posts: 0, answers: 0, leases: 0 };
    expect(await store.removal.deleteOlderThan(clock.now())).toMatchObject(kept);
    expect(await store.outbox.find(slot.key)).toMatchObject({ state: 'posted' });
    expect(await store.leases.take(request.jobKey, { owner: 'two', ttlMs: 1_000 })).toMatchObject({ token: 2 });
  });
}

function describeWorkspace(): void {
  const workspace = { surface: 'slack', workspace: 'T1' };
  const elsewhere = { ref: { workspace: 'T2' } };

  it('deletes all of it and nothing of others', async () => {
    const mine = await saveRequest('mine');
    const other = await saveRequest('other', elsewhere);
    await store.threads.save(thread('mine'));
    await store.threads.save(thread('other', { workspace: 'T2' }));
    for (const each of ['T1', 'T2']) {
      await store.traits.set(each, 'container', 'refused');
      await store.channels.saw({ ...newRequest().ref, workspace: each, postedAtMs: clock.now() });
    }
    const removed = { requests: 1, threads: 1, posts: 1, answers: 1, channels: 1, traits: 1 };
    expect(await store.removal.deleteWorkspace(workspace)).toMatchObject(removed);

    expect(await store.requests.find(mine.request.id)).toBeNull();
    expect(await store.outbox.find(mine.slot.key)).toBeNull();
    expect(await store.answers.recall(mine.request.jobKey, 'call')).toEqual([]);
    expect(await store.threads.find(thread('mine'), 0)).toBeNull();
    expect(await store.traits.get('T1', 'container')).toBeNull();
    expect(await store.channels.active(workspace, 0)).toEqual([]);

    expect(await store.requests.find(other.request.id)).toEqual(other.request);
    expect(await store.outbox.find(other.slot.key)).not.toBeNull();
    expect(await store.answers.recall(other.request.jobKey, 'call')).toHaveLength(1);
    expect(await store.threads.find(thread('other', { workspace: 'T2' }), 0)).not.toBeNull();
    expect(await store.traits.get('T2', 'container')).toBe('refused');
    expect(await store.channels.active({ ...workspace, workspace: 'T2' }, 0)).toHaveLength(1);
  });

  it('takes along what it shares with nobody, whoever else asked for the same video', async () => {
    await saveRequest('video', elsewhere);
    for (const owner of ['slack/T1', 'slack/T2']) {
      await store.digests.save({ ...digestKey('video'), owner }, storedDigest());
      await store.transcripts.save(storedVideo('video'), { language: 'en', kind: 'auto', cues: [] }, owner);
    }
    const answer = { text: '{}', stop: 'complete', usage } as const;
    for (const owner of ['slack/T1', 'slack/T2'])
      await store.answers.remember(`video|fr|p1|${owner}`, 'call', 0, answer);
    const removed = { digests: 1, transcripts: 1, answers: 1 };
    expect(await store.removal.deleteWorkspace(workspace)).toMatchObject(removed);
    expect(await store.answers.recall('video|fr|p1|slack/T2', 'call')).toHaveLength(1);
    expect(await store.digests.find({ ...digestKey('video'), owner: 'slack/T2' })).not.toBeNull();
    expect(await store.transcripts.find('video', 'slack/T2')).not.toBeNull();
  });

  it('takes the digests along that nobody else uses', async () => {
    for (const videoId of ['thread-only', 'request-only', 'shared-thread', 'shared-request', 'nobody']) {
      await saveDigest(videoId);
    }
    await store.threads.save(thread('thread-only'));
    await saveRequest('request-only');
    await store.threads.save(thread('shared-thread'));
    await store.threads.save(thread('shared-thread', { surface: 'discord', workspace: '9' }));
    await store.threads.save(thread('shared-request'));
    await saveRequest('shared-request', elsewhere);
    expect(await store.removal.deleteWorkspace(workspace)).toMatchObject({ digests: 2, transcripts: 2 });
    const gone = { digest: false, transcript: false };
    const there = { digest: true, transcript: true };
    expect(await exists('thread-only')).toEqual(gone);
    expect(await exists('request-only')).toEqual(gone);
    expect(await exists('shared-thread')).toEqual(there);
    expect(await exists('shared-request')).toEqual(there);
    // Made in the terminal, say: it goes by age.
    expect(await exists('nobody')).toEqual(there);
  });

  it('tells languages apart: a transcript stays while a digest of it is used', async () => {
    await saveDigest('video', 'zh-CN');
    await saveDigest('video', 'ja');
    await store.threads.save(thread('video'));
    await store.threads.save(thread('video', { workspace: 'T2', language: 'ja' }));
    expect(await store.removal.deleteWorkspace(workspace)).toMatchObject({ digests: 1, transcripts: 0 });
    expect(await exists('video', 'zh-CN')).toEqual({ digest: false, transcript: true });
    expect(await exists('video', 'ja')).toEqual({ digest: true, transcript: true });
  });

  it('leaves the answers of a job that others wait for', async () => {
    const mine = await saveRequest('video');
    await store.requests.add([newRequest({ videoId: 'video', jobKey: mine.request.jobKey, ...elsewhere })]);
    await store.removal.deleteWorkspace(workspace);
    expect(await store.answers.recall(mine.request.jobKey, 'call')).toHaveLength(1);
  });
}
