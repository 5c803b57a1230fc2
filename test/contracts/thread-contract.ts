import { expect, it } from 'vitest';
import type { DigestThread, Store } from '../../src/core/ports/store.ts';

const thread: DigestThread = {
  surface: 'slack',
  workspace: 'T1',
  channel: 'C1',
  videoId: 'aaaaaaaaaaa',
  language: 'zh-CN',
  thread: '1700000000.000100',
  link: 'https://example.slack.com/archives/C1/p1700000000000100',
  postedAtMs: 1_700_000_000_000,
};

/** What every store owes to threads that hold digests: one to point to, and the newest of a workspace. */
export function describeThreads(store: () => Store): void {
  describeRecent(store);
  const { surface, workspace, channel, videoId, language } = thread;
  const where = { surface, workspace, channel, videoId, language };

  it('finds the newest thread of a video in a channel', async () => {
    const newer = { ...thread, thread: '1600000009.000100', link: 'newer', postedAtMs: thread.postedAtMs + 9_000 };
    await store().threads.save(newer);
    await store().threads.save(thread);
    expect(await store().threads.find(where, 0)).toEqual(newer);
  });

  it('does not find a thread older than asked for', async () => {
    await store().threads.save(thread);
    expect(await store().threads.find(where, thread.postedAtMs)).toEqual(thread);
    expect(await store().threads.find(where, thread.postedAtMs + 1)).toBeNull();
  });

  it('forgets the threads of one video in one channel', async () => {
    await store().threads.save(thread);
    await store().threads.save({ ...thread, channel: 'C9' });
    await store().threads.forget(where);
    expect(await store().threads.find(where, 0)).toBeNull();
    expect(await store().threads.find({ ...where, channel: 'C9' }, 0)).not.toBeNull();
  });

  it('forgets one thread alone, and finds the others', async () => {
    const newer = { ...thread, thread: '1600000009.000100', postedAtMs: thread.postedAtMs + 9_000 };
    await store().threads.save(thread);
    await store().threads.save(newer);
    await store().threads.forget(where, newer.thread);
    expect(await store().threads.find(where, 0)).toEqual(thread);
    await store().threads.forget(where, newer.thread);
    expect(await store().threads.find(where, 0)).toEqual(thread);
  });

  it('never finds a thread of another place, video or language', async () => {
    await store().threads.save(thread);
    for (const field of ['surface', 'workspace', 'channel', 'videoId', 'language'] as const) {
      expect(await store().threads.find({ ...where, [field]: 'other' }, 0), field).toBeNull();
    }
  });

  it('takes the newer time and link when a thread is saved again', async () => {
    await store().threads.save(thread);
    const again = { ...thread, link: 'moved', postedAtMs: thread.postedAtMs + 1 };
    await store().threads.save(again);
    expect(await store().threads.find(where, 0)).toEqual(again);
  });

  it('holds several videos in one thread', async () => {
    await store().threads.save(thread);
    await store().threads.save({ ...thread, videoId: 'ccccccccccc' });
    expect(await store().threads.find(where, 0)).toEqual(thread);
    expect(await store().threads.find({ ...where, videoId: 'ccccccccccc' }, 0)).not.toBeNull();
  });
}

function describeRecent(store: () => Store): void {
  it('lists the newest threads of a workspace, over its channels', async () => {
    const { threads, recent } = store();
    const later = { ...thread, channel: 'C2', thread: '3', postedAtMs: thread.postedAtMs + 2_000 };
    const other = { ...thread, videoId: 'ccccccccccc', thread: '2', postedAtMs: thread.postedAtMs + 1_000 };
    for (const each of [other, thread, later, { ...thread, workspace: 'T2', postedAtMs: thread.postedAtMs + 9_000 }]) {
      await threads.save(each);
    }
    const where = { surface: 'slack', workspace: 'T1' };
    expect(await recent.newest(where, 10)).toEqual([later, other, thread]);
    expect(await recent.newest(where, 2)).toEqual([later, other]);
    expect(await recent.newest({ ...where, surface: 'discord' }, 10)).toEqual([]);
  });
}
