import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Line, LineRange } from '../../../src/core/domain/transcript.ts';
import type { Video } from '../../../src/core/domain/video.ts';
import { partitionChapters } from '../../../src/core/pipeline/chapters.ts';
import { createOutlineCollector, type OutlineHandlers } from '../../../src/core/pipeline/outline-collector.ts';
import type { OutlineAnswer } from '../../../src/core/pipeline/prompts/answers.ts';

const lines: Line[] = Array.from({ length: 60 }, (_, index) => ({
  number: index + 1,
  startMs: index * 10_000,
  endMs: (index + 1) * 10_000,
  text: `Line ${index + 1} with Nora in it.`,
  speakerChange: false,
}));
const video: Video = {
  id: 'abcdefghijk',
  title: 'A talk',
  feed: null,
  publishedOn: null,
  durationMs: 600_000,
  description: '',
  creatorChapters: [],
  unlisted: false,
  linkable: true,
};
const answer: OutlineAnswer = {
  title: 'Ein Vortrag',
  tldr: 'Es geht um viel.',
  cast: [{ id: 's1', name: 'Nora', fullName: 'Nora', label: 'Nora', role: '', speaks: true }],
  glossary: [],
  chapters: [
    { first: 1, title: 'Eins', gist: 'a' },
    { first: 20, title: 'Zwei', gist: 'b' },
    { first: 40, title: 'Drei', gist: 'c' },
  ],
};

function collect(planned: Parameters<typeof createOutlineCollector>[0]['planned'] = null) {
  const told: string[] = [];
  const ranges: LineRange[] = [];
  const handlers: OutlineHandlers = {
    onLead: () => told.push('lead'),
    onNames: () => told.push('names'),
    onChapter: (range) => {
      told.push(`chapter ${range.first}-${range.last}`);
      ranges.push(range);
    },
  };
  const input = { evidence: { video, lines }, lines, language: 'de', planned, minChapterMs: 20_000 };
  return { told, ranges, collector: createOutlineCollector(input, handlers) };
}

function stream(collector: ReturnType<typeof collect>['collector'], text: string, sizes: readonly number[]): void {
  let at = 0;
  for (let index = 0; at < text.length; index += 1) {
    const next = Math.min(text.length, at + (sizes[index % sizes.length] ?? 1));
    collector.onText(text.slice(at, next), text.slice(0, next));
    at = next;
  }
}

describe('createOutlineCollector', () => {
  it('tells each part as soon as it closes, a chapter when the next one begins', () => {
    const { told, collector } = collect();
    const text = JSON.stringify(answer);
    const tldrEnd = text.indexOf('"cast"');
    stream(collector, text.slice(0, tldrEnd), [7]);
    expect(told).toEqual(['lead']);
    const { told: all, collector: whole } = collect();
    stream(whole, text, [7]);
    expect(all).toEqual(['lead', 'names', 'chapter 1-19', 'chapter 20-39']);
    whole.finish(answer);
    expect(all.at(-1)).toBe('chapter 40-60');
  });

  it('tells everything at the end when nothing was streamed', () => {
    const { told, collector } = collect();
    const outline = collector.finish(answer);
    expect(told).toEqual(['lead', 'names', 'chapter 1-19', 'chapter 20-39', 'chapter 40-60']);
    expect(outline).toMatchObject({ title: 'Ein Vortrag', names: { cast: [{ id: 's1' }] } });
  });

  it('keeps what a first attempt settled when a second one says otherwise', () => {
    const { ranges, collector } = collect();
    stream(collector, JSON.stringify(answer).slice(0, -2), [11]);
    const second = {
      ...answer,
      title: 'Anders',
      chapters: [
        { first: 1, title: 'X', gist: '' },
        { first: 15, title: 'Y', gist: '' },
      ],
    };
    stream(collector, JSON.stringify(second), [13]);
    const outline = collector.finish(second);
    expect(outline.title).toBe('Ein Vortrag');
    expect(outline.starts.map(({ first }) => first)).toEqual([1, 20, 40]);
    expect(ranges).toEqual([
      { first: 1, last: 19 },
      { first: 20, last: 39 },
      { first: 40, last: 60 },
    ]);
  });

  it('lays fixed chapters out at once and takes their titles by line', () => {
    const planned = [
      { firstLine: 1, title: 'Intro', part: null },
      { firstLine: 30, title: 'Main', part: null },
    ];
    const { told, collector } = collect(planned);
    const outline = collector.finish({
      ...answer,
      chapters: [
        { first: 30, title: 'Haupt', gist: 'g' },
        { first: 7, title: '?', gist: '' },
      ],
    });
    expect(told.slice(2)).toEqual(['chapter 1-29', 'chapter 30-60']);
    expect(outline.starts.map(({ first, title }) => [first, title])).toEqual([
      [1, 'Intro'],
      [30, 'Haupt'],
    ]);
  });

  it('never cuts a chapter it has told, whatever two attempts say', () => {
    const starts = fc.array(
      fc.record({ first: fc.integer({ min: -3, max: 70 }), title: fc.constant('T'), gist: fc.constant('') }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(starts, starts, fc.integer({ min: 1, max: 40 }), fc.nat(), (one, two, size, cut) => {
        const { ranges, collector } = collect();
        const first = JSON.stringify({ ...answer, chapters: one });
        stream(collector, first.slice(0, cut % first.length), [size]);
        stream(collector, JSON.stringify({ ...answer, chapters: two }), [size]);
        const outline = collector.finish({ ...answer, chapters: two });
        const chapters = partitionChapters(outline.starts, lines, video.durationMs);
        // Told ranges partition the lines, and each lies within one final chapter.
        expect(
          ranges.flatMap(({ first: from, last }) => lines.slice(from - 1, last)).map((line) => line.number),
        ).toEqual(lines.map((line) => line.number));
        for (const range of ranges) {
          expect(
            chapters.filter(({ lines: { first: from, last } }) => range.first >= from && range.last <= last),
          ).toHaveLength(1);
        }
      }),
    );
  });
});
