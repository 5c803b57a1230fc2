import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/domain/settings.ts';
import { createPostFullText, type FullTextOrder } from '../../../src/core/usecases/post-full-text.ts';
import { createMemorySurface } from '../../support/memory-surface.ts';
import { sampleDigest } from '../../support/sample-digest.ts';

const { signal } = new AbortController();
const settings = { ...defaultSettings, language: 'zh-CN' };
const ref = {
  surface: 'slack',
  workspace: 'T1',
  channel: 'C1',
  message: '200.1',
  thread: '100.1',
  author: 'U1',
} as const;

/** The overview with the button stands; somebody presses it. */
async function pressed() {
  const surface = createMemorySurface();
  const digest = sampleDigest();
  const [post] = await surface.post(
    ref,
    { kind: 'again', language: 'zh-CN', postedAtMs: 0, link: '', sharedAt: null },
    { signal },
  );
  if (post === undefined) throw new Error('nothing stands');
  surface.calls.splice(0);
  const answered = { scope: 'all', startMs: null, posts: [post] } as const;
  const order: FullTextOrder = {
    ref: { ...ref, message: post.message },
    digest,
    settings,
    answered,
    key: 'r1/full-text',
  };
  const press = () => createPostFullText({ surface })(order, signal);
  return { surface, press };
}

describe('a full text that somebody asks for', () => {
  it('is posted, and then the overview loses its button', async () => {
    const { surface, press } = await pressed();
    await press();
    expect(surface.calls).toEqual(['post full-text', 'edit overview']);
  });

  it('can be asked for again when it could not be posted, or broke off: its button is still there', async () => {
    const { surface, press } = await pressed();
    surface.failing.add('post');
    await expect(press()).rejects.toThrow();
    expect(surface.calls).toEqual(['post full-text']);
    surface.failing.clear();
    await press();
    expect(surface.calls).toEqual(['post full-text', 'post full-text', 'edit overview']);
  });

  it('does not stand twice when its button could not be taken away', async () => {
    const { surface, press } = await pressed();
    surface.failing.add('edit');
    await expect(press()).rejects.toThrow();
    surface.failing.clear();
    await press();
    expect(surface.thread.filter(({ reply }) => reply.kind === 'full-text')).toHaveLength(1);
    expect(surface.calls.at(-1)).toBe('edit overview');
  });
});
