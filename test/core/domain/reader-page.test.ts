import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import {
  type ReaderOptions,
  type ReaderPage,
  type ReaderPlace,
  readerPage,
  readerPlaceAt,
} from '../../../src/core/domain/reader-page.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';

/** Turns pages from the first to the last. */
function readThrough(digest: Digest, options: ReaderOptions): ReaderPage[] {
  const pages: ReaderPage[] = [];
  let place: ReaderPlace | null = { chapter: 0, page: 0 };
  while (place !== null) {
    const page: ReaderPage | null = readerPage(digest, place, options);
    if (page === null) break;
    pages.push(page);
    place = page.next;
  }
  return pages;
}

function wordsOn(pages: readonly ReaderPage[], words: 'digest' | 'source'): string {
  const texts = pages.flatMap(({ blocks }) => blocks.filter((block) => block.words === words).map(({ text }) => text));
  return texts.join('').replaceAll(/\s/g, '');
}

const sizeOf = ({ blocks }: ReaderPage): number =>
  blocks.reduce((sum, { text, speaker }) => sum + text.length + (speaker?.length ?? 0), 0);

const options = fc.record({
  words: fc.constantFrom<ReaderOptions['words'][]>('digest', 'source', 'both'),
  characters: fc.integer({ min: 100, max: 4_000 }),
});

describe('a reader', () => {
  it('shows every word once, in order, within the room of a page, forwards and backwards', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('zh-CN', 'en'),
        options,
        (minutes, language, how) => {
          const digest = longDigest(minutes, language);
          const pages = readThrough(digest, how);
          const own = digest.passages.flatMap(({ turns }) => turns.map(({ text }) => text)).join('');
          const source = digest.lines.map(({ text }) => text).join('');
          if (how.words !== 'source') expect(wordsOn(pages, 'digest')).toBe(own.replaceAll(/\s/g, ''));
          if (how.words !== 'digest') expect(wordsOn(pages, 'source')).toBe(source.replaceAll(/\s/g, ''));
          for (const [at, page] of pages.entries()) {
            expect(sizeOf(page)).toBeLessThanOrEqual(how.characters);
            expect(page.blocks.length).toBeGreaterThan(0);
            const before = pages[at - 1];
            expect(page.previous).toEqual(before === undefined ? null : { chapter: before.chapter, page: before.page });
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps a passage on one page where it fits', () => {
    const pages = readThrough(sampleDigest(), { words: 'both', characters: 2_000 });
    const starts = pages.flatMap(({ blocks }) => [...new Set(blocks.map(({ startMs }) => startMs))]);
    expect(new Set(starts).size).toBe(starts.length);
  });

  it('names speakers and says how far the words can be trusted', () => {
    const digest = sampleDigest();
    const doubted = digest.passages.map((each) => ({ ...each, state: 'doubtful' as const }));
    const page = readerPage(
      { ...digest, passages: doubted },
      { chapter: 0, page: 0 },
      { words: 'digest', characters: 4_000 },
    );
    const labels = digest.cast.map(({ label }) => label);
    expect(labels).toContain(page?.blocks[0]?.speaker);
    expect(page?.blocks[0]?.state).toBe('doubtful');
  });

  it('reads the lines themselves where nothing is translated', () => {
    const digest: Digest = { ...sampleDigest(), fullText: 'none', passages: [] };
    const pages = readThrough(digest, { words: 'digest', characters: 500 });
    expect(pages.every(({ words }) => words === 'source')).toBe(true);
    expect(wordsOn(pages, 'source')).toBe(
      digest.lines
        .map(({ text }) => text)
        .join('')
        .replaceAll(/\s/g, ''),
    );
  });

  it('does not show a transcript beside itself', () => {
    const digest: Digest = { ...sampleDigest(), fullText: 'original' };
    expect(readerPage(digest, { chapter: 0, page: 0 }, { words: 'both', characters: 500 })?.words).toBe('digest');
  });

  it.each([
    [{ chapter: 99, page: 0 }, 2],
    [{ chapter: -1, page: -5 }, 0],
    [{ chapter: 1, page: 999 }, 1],
  ])('takes %j for the nearest page', (place, chapter) => {
    const page = readerPage(sampleDigest(), place, { words: 'digest', characters: 300 });
    expect(page?.chapter).toBe(chapter);
    expect(page?.page).toBe(place.page > 0 ? (page?.pages ?? 0) - 1 : 0);
  });

  it('has nothing to read without chapters', () => {
    const digest: Digest = { ...sampleDigest(), chapters: [], passages: [] };
    expect(readerPage(digest, { chapter: 0, page: 0 }, { words: 'digest', characters: 300 })).toBeNull();
    expect(readerPlaceAt(digest, 0, { words: 'digest', characters: 300 })).toBeNull();
  });

  it('finds the page of a moment', () => {
    const digest = longDigest(30);
    const how = { words: 'digest', characters: 300 } as const;
    for (const passage of digest.passages) {
      const place = readerPlaceAt(digest, passage.startMs, how);
      expect(place?.chapter).toBe(passage.chapter);
      const page = place === null ? null : readerPage(digest, place, how);
      expect(page?.blocks.map(({ startMs }) => startMs)).toContain(passage.startMs);
    }
  });

  it('never cuts a character in two', () => {
    const digest = sampleDigest();
    const [first, ...others] = digest.passages;
    if (first === undefined) throw new Error('the sample has passages');
    const text = 'x'.concat('😀'.repeat(400));
    const passages = [{ ...first, turns: [{ speaker: null, text }] }, ...others];
    const pages = readThrough({ ...digest, passages }, { words: 'digest', characters: 100 });
    for (const { blocks } of pages) for (const block of blocks) expect(block.text.isWellFormed()).toBe(true);
  });
});
