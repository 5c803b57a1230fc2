import { describe, expect, it } from 'vitest';
import type { DigestDraft } from '../../../src/core/domain/digest.ts';
import type { MessageRef } from '../../../src/core/domain/reply.ts';
import { createOverviewPost } from '../../../src/core/usecases/overview-post.ts';
import { createRequestVoice } from '../../../src/core/usecases/request-voice.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemorySurface } from '../../support/memory-surface.ts';
import { sampleDigest } from '../../support/sample-digest.ts';

const to: MessageRef = { surface: 'slack', workspace: 'T1', channel: 'C1', message: '1', thread: null, author: 'U1' };
const digest = sampleDigest();
const draft = (chaptersDone: number): DigestDraft => ({
  video: digest.video,
  language: 'zh-CN',
  title: digest.title,
  tldr: digest.tldr,
  chapters: [],
  progress: { stage: 'translation', chaptersDone, chapters: 9 },
});

function setUp() {
  const surface = createMemorySurface();
  const clock = createManualClock();
  const { signal } = new AbortController();
  const request = { id: 'r1', ref: to, language: 'zh-CN', failures: 0, state: 'queued', startMs: null } as const;
  const voice = createRequestVoice({ surface, outbox: null, fence: null, signal }, request);
  const overview = createOverviewPost(voice, clock, async () => null);
  return { surface, clock, overview };
}

describe('createOverviewPost', () => {
  it('shows the newest of the states that came faster than they could be shown', async () => {
    const { surface, clock, overview } = setUp();
    for (let done = 0; done < 9; done += 1) overview.show(draft(done));
    await clock.advance(10_000);
    expect(surface.calls).toEqual(['post overview', 'edit overview']);
    expect(surface.thread[0]?.reply).toMatchObject({ draft: { progress: { chaptersDone: 8 } } });
  });

  it('says nothing before there is a TL;DR', async () => {
    const { surface, clock, overview } = setUp();
    overview.show({ ...draft(0), tldr: null });
    await clock.advance(10_000);
    expect(surface.calls).toEqual([]);
    expect(await overview.stop()).toBeNull();
  });

  it('ends with the final state although an edit before it failed', async () => {
    const { surface, clock, overview } = setUp();
    overview.show(draft(0));
    await clock.advance(10_000);
    surface.failing.add('edit');
    overview.show(draft(1));
    await clock.advance(10_000);
    surface.failing.delete('edit');
    await overview.finish(digest, { kind: 'posted' });
    expect(surface.thread).toHaveLength(1);
    expect(surface.thread[0]?.reply).toMatchObject({ digest: { title: digest.title }, fullText: { kind: 'posted' } });
  });

  it('does not keep the final state waiting for the turn of a draft', async () => {
    const { surface, clock, overview } = setUp();
    overview.show(draft(0));
    overview.show(draft(1));
    await clock.untilSleeping();
    await overview.finish(digest, { kind: 'posted' });
    expect(surface.calls).toEqual(['post overview', 'edit overview']);
    expect(surface.thread[0]?.reply).toMatchObject({ digest: { title: digest.title } });
    expect(clock.sleepers()).toBe(0);
  });

  it('rejects when the final state cannot be shown', async () => {
    const { surface, overview } = setUp();
    surface.failing.add('post');
    await expect(overview.finish(digest, { kind: 'posted' })).rejects.toThrow('post refused');
  });
});
