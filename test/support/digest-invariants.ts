import { expect } from 'vitest';
import { type Digest, digestSchema } from '../../src/core/domain/digest.ts';

/** What holds of every digest, however it came about. */
export function expectSound(digest: Digest): void {
  expect(digestSchema.parse(digest)).toEqual(digest);
  const { chapters, passages, lines, video } = digest;
  expect(chapters[0]?.startMs).toBe(0);
  expect(chapters.at(-1)?.endMs).toBe(video.durationMs);
  expect(chapters.slice(1).map(({ startMs }) => startMs)).toEqual(chapters.slice(0, -1).map(({ endMs }) => endMs));
  const numbers = lines.map(({ number }) => number);
  const inRanges = (items: readonly { lines: { first: number; last: number } }[]): number[] =>
    items.flatMap(({ lines: { first, last } }) =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index),
    );
  expect(inRanges(chapters)).toEqual(numbers);
  if (digest.fullText !== 'none') expect(inRanges(passages)).toEqual(numbers);
  for (const [index, passage] of passages.entries()) {
    const chapter = chapters[passage.chapter];
    expect(passage.lines.first).toBeGreaterThanOrEqual(chapter?.lines.first ?? Number.NaN);
    expect(passage.lines.last).toBeLessThanOrEqual(chapter?.lines.last ?? Number.NaN);
    expect(passage.endMs).toBe(passages[index + 1]?.startMs ?? video.durationMs);
  }
  for (const quote of digest.quotes) {
    const spoken = lines
      .slice(quote.lines.first - 1, quote.lines.last)
      .map(({ text }) => text)
      .join(' ');
    expect(spoken).toContain(quote.source.split(' … ')[0]);
  }
}
