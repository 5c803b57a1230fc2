import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { formatChapterPage } from '../../../src/formatters/discord/chapter-page.ts';
import { parseCustomId } from '../../../src/formatters/discord/custom-id.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { buttonsOf, textsOf } from './reading.ts';

const page = (chapter: number, at = 0, original = false, digest = sampleDigest()) =>
  formatChapterPage(digest, chapter, at, { language: 'en', original });
const labels = (message: ReturnType<typeof page>) =>
  buttonsOf(message).map(({ label, disabled }) => label + (disabled === true ? '×' : ''));

/** English, 10 hours: chapters of several pages. */
const long = longDigest(600, 'en');

/** Follows a button of a page. */
function press(digest: Digest, message: ReturnType<typeof page>, label: string) {
  const pressed = buttonsOf(message).find((button) => button.label === label && button.disabled !== true);
  const id = parseCustomId(pressed?.custom_id ?? '');
  if (id?.action !== 'page') return null;
  return formatChapterPage(digest, id.chapter, id.page, { language: 'en', original: id.original });
}

describe('formatChapterPage', () => {
  it('gives a chapter with its gist to one person', () => {
    const message = page(1);
    expect(message?.flags).toBe(32_768 | 64);
    expect(textsOf(message)[0]?.split('\n').slice(0, 3)).toEqual([
      '### [02:06 钱从哪里来](https://youtu.be/vdgSample01?t=126)',
      '-# 讨论维护者的收入：赞助、支持合同，以及 Northwind 的做法。',
      expect.stringMatching(/^\[02:06\]\(.*\) \*\*玛雅\*\*：我们来谈谈钱吧/),
    ]);
    expect(labels(message)).toEqual(['‹', 'Original', '›']);
  });

  it('gives what was said, by the captions’ own marks', () => {
    const message = page(1, 0, true);
    expect(textsOf(message)[0]).toContain('\n— For six years there was none. Then Northwind offered');
    expect(labels(message)).toEqual(['‹', 'Translation', '›']);
  });

  it('ends at the first and the last', () => {
    expect(labels(page(0))).toEqual(['‹×', 'Original', '›']);
    expect(labels(page(2))).toEqual(['‹', 'Original', '›×']);
    expect(page(99)).toEqual(page(2));
    expect(page(1, 99)).toEqual(page(1));
    expect(formatChapterPage(sampleDigest({ chapters: [] }), 0, 0, { language: 'en', original: false })).toBeNull();
  });

  it('leads through the whole talk and back, a page at a time', () => {
    const there: string[] = [];
    let message = page(0, 0, false, long);
    for (let next = message; next !== null; next = press(long, message, '›')) {
      message = next;
      there.push(textsOf(message).join());
    }
    expect(there.length).toBeGreaterThan(long.chapters.length);
    expect(new Set(there).size).toBe(there.length);
    const back: string[] = [];
    for (let before: typeof message | null = message; before !== null; before = press(long, message, '‹')) {
      message = before;
      back.unshift(textsOf(message).join());
    }
    expect(back).toEqual(there);
  });

  it('keeps the place when the language is changed', () => {
    const top = (message: ReturnType<typeof page>) => /\n\[[\d:]+\]\(/.exec(textsOf(message)[0] ?? '')?.[0] ?? 'none';
    const second = page(3, 1, false, long);
    const original = press(long, second, 'Original');
    expect(textsOf(original).join()).toContain(top(second));
    expect(textsOf(press(long, original, 'Translation')).join()).toContain(top(original));
  });

  it('has the original alone where nothing is translated yet', () => {
    const untranslated = { ...sampleDigest(), passages: [], fullText: 'none' as const };
    const message = page(1, 0, false, untranslated);
    expect(textsOf(message)[0]).toContain('Then Northwind offered');
    expect(labels(message)).toEqual(['‹', '›']);
    expect(new Set(buttonsOf(message).map(({ custom_id }) => custom_id)).size).toBe(2);
  });

  it('has no switch where the talk is in the digest’s language', () => {
    expect(labels(page(1, 0, false, sampleDigest({ fullText: 'original' })))).toEqual(['‹', '›']);
  });
});
