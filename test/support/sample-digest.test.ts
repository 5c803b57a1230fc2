import { describe, expect, test } from 'vitest';
import { type Digest, digestSchema } from '../../src/core/domain/digest.ts';
import { longDigest, sampleDigest } from './sample-digest.ts';

describe('the made-up digests', () => {
  test.each([
    ['sample', sampleDigest()],
    ['42 minutes in Chinese', longDigest(42)],
    ['180 minutes in English', longDigest(180, 'en')],
    ['2 minutes', longDigest(2)],
  ])('%s parses, and its chapters and passages partition the talk', (_, digest) => {
    expect(digestSchema.parse(digest)).toEqual(digest);
    expectPartition(digest);
  });

  test('the long one is as dense as real talk', () => {
    const characters = (digest: Digest) =>
      digest.passages.flatMap(({ turns }) => turns).reduce((sum, { text }) => sum + text.length, 0);
    expect(characters(longDigest(42)) / 42).toBeGreaterThan(220);
    expect(characters(longDigest(42)) / 42).toBeLessThan(300);
    expect(characters(longDigest(42, 'en')) / 42).toBeGreaterThan(800);
    expect(characters(longDigest(42, 'en')) / 42).toBeLessThan(1000);
  });
});

function expectPartition({ chapters, passages, lines, video }: Digest): void {
  expect(lines.map(({ number }) => number)).toEqual(lines.map((_, index) => index + 1));
  for (const spans of [chapters, passages]) {
    expect(spans[0]?.startMs).toBe(0);
    expect(spans.at(-1)?.endMs).toBe(video.durationMs);
    expect(spans.at(-1)?.lines.last).toBe(lines.length);
    for (const [index, span] of spans.entries()) {
      expect(span.startMs).toBe(index === 0 ? 0 : spans[index - 1]?.endMs);
      expect(span.lines.first).toBe(index === 0 ? 1 : (spans[index - 1]?.lines.last ?? 0) + 1);
    }
  }
}
