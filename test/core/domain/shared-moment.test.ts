import { describe, expect, it } from 'vitest';
import { sharedMoment } from '../../../src/core/domain/shared-moment.ts';
import { sampleDigest } from '../../support/sample-digest.ts';

describe('the moment that a link points to', () => {
  const digest = sampleDigest();

  it('is in the chapter that has begun last', () => {
    for (const chapter of digest.chapters.slice(1)) {
      expect(sharedMoment(digest, chapter.startMs)).toEqual({ startMs: chapter.startMs, chapter });
      expect(sharedMoment(digest, chapter.startMs - 1)?.chapter).not.toEqual(chapter);
    }
  });

  it.each([null, 0, 9_999, 100 * 3_600_000])('is none for %s', (startMs) => {
    expect(sharedMoment(digest, startMs)).toBeNull();
  });
});
