import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCreatorChapters } from '../../../src/core/domain/creator-chapters.ts';
import { formatTimecode } from '../../../src/core/domain/timecode.ts';

const hour = 3_600_000;

function titles(description: string, durationMs = hour): string[] {
  return parseCreatorChapters(description, durationMs).map(
    ({ startMs, title }) => `${formatTimecode(startMs)} ${title}`,
  );
}

describe('creator chapters: forms', () => {
  const expected = ['00:00 Intro', '01:30 The kiln', '10:05 Glazes'];
  it.each([
    ['time first', '0:00 Intro\n1:30 The kiln\n10:05 Glazes'],
    ['padded', '00:00 Intro\n01:30 The kiln\n10:05 Glazes'],
    ['with hours', '0:00:00 Intro\n0:01:30 The kiln\n0:10:05 Glazes'],
    ['separators', '0:00 - Intro\n1:30 — The kiln\n10:05 | Glazes'],
    ['brackets', '[0:00] Intro\n(1:30) The kiln\n【10:05】Glazes'],
    ['bullets', '• 0:00 Intro\n- 1:30 The kiln\n▶ 10:05 Glazes'],
    ['list numbers', '1. 0:00 Intro\n2. 1:30 The kiln\n3) 10:05 Glazes'],
    ['title first', 'Intro - 0:00\nThe kiln - 1:30\nGlazes - 10:05'],
    ['title first in brackets', 'Intro (0:00)\nThe kiln (1:30)\nGlazes [10:05]'],
    ['title first, numbered', '1. Intro 0:00\n2. The kiln 1:30\n3. Glazes 10:05'],
    ['spans', '0:00 - 1:30 Intro\n1:30 – 10:05 The kiln\n10:05-20:00 Glazes'],
    ['spans after the title', 'Intro 0:00 - 1:30\nThe kiln 1:30 - 10:05\nGlazes 10:05 to 20:00'],
    ['full-width colon', '0：00 Intro\n1：30 The kiln\n10：05 Glazes'],
    ['windows line ends', '0:00 Intro\r\n1:30 The kiln\r\n10:05 Glazes\r\n'],
    [
      'amid prose',
      'Clay! Filmed at 9:30 pm.\n\nChapters:\n0:00 Intro\n1:30 The kiln\n10:05 Glazes\n\nThanks to Ana 3:20',
    ],
  ])('%s', (_, description) => {
    expect(titles(description)).toEqual(expected);
  });

  it('keeps digits, brackets and emoji of a title', () => {
    expect(titles('0:00 2024 (again)\n2:00 1. First part\n4:00 🔥 Fire at 3:20 pm')).toEqual([
      '00:00 2024 (again)',
      '02:00 1. First part',
      '04:00 🔥 Fire at 3:20 pm',
    ]);
  });

  it('reads a list past the hour', () => {
    expect(titles('0:00 a\n59:59 b\n1:00:09 c\n1:02:03 d', 2 * hour)).toEqual([
      '00:00 a',
      '59:59 b',
      '1:00:09 c',
      '1:02:03 d',
    ]);
  });
});

describe('creator chapters: what YouTube asks of a list', () => {
  it('needs a first entry at 0:00', () => {
    expect(titles('0:05 Intro\n1:30 The kiln\n10:05 Glazes')).toEqual([]);
  });

  it('needs three entries', () => {
    expect(titles('0:00 Intro\n1:30 The kiln')).toEqual([]);
    expect(titles('')).toEqual([]);
  });

  it('passes over entries less than ten seconds apart', () => {
    expect(titles('0:00 a\n0:09 b\n0:10 c\n0:30 d')).toEqual(['00:00 a', '00:10 c', '00:30 d']);
  });

  it('passes over times that go back or lie past the end', () => {
    expect(titles('0:00 a\n5:00 b\n3:20 stray\n10:00 c\n20:00 past', 15 * 60_000)).toEqual([
      '00:00 a',
      '05:00 b',
      '10:00 c',
    ]);
  });

  it('believes a list whole when the length is unknown', () => {
    expect(titles('0:00 a\n5:00 b\n10:00 c', 0)).toHaveLength(3);
  });

  it('takes the first of two lists that holds', () => {
    expect(titles('0:00 alone\n\n0:00 a\n5:00 b\n10:00 c\n\n0:00 甲\n5:00 乙\n10:00 丙')).toEqual([
      '00:00 a',
      '05:00 b',
      '10:00 c',
    ]);
  });

  it('keeps to the form of its first entry', () => {
    expect(titles('0:00 a\n5:00 b\nA song 7:00\n10:00 c')).toEqual(['00:00 a', '05:00 b', '10:00 c']);
  });

  it('is not fooled by dates, ratios, clock times and versions', () => {
    expect(titles('Live 12:30pm\n16:9 video\nv1.2:30\n2024:01:02\n1:2:3:4 x\n10:75 y')).toEqual([]);
  });
});

describe('creator chapters: always', () => {
  const line = fc.oneof(
    fc.string(),
    fc.tuple(fc.nat({ max: 4000 }), fc.string()).map(([s, t]) => `${formatTimecode(s * 1000)} ${t}`),
    fc.tuple(fc.nat({ max: 4000 }), fc.string()).map(([s, t]) => `${t} - ${formatTimecode(s * 1000)}`),
    fc.constant('0:00 start'),
  );

  it('gives nothing or a list that ascends from 0 within the video', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.nat({ max: hour }), (lines, durationMs) => {
        const chapters = parseCreatorChapters(lines.join('\n'), durationMs);
        if (chapters.length === 0) return;
        expect(chapters.length).toBeGreaterThanOrEqual(3);
        expect(chapters[0]?.startMs).toBe(0);
        for (const [index, chapter] of chapters.entries()) {
          expect(chapter.title.trim()).not.toBe('');
          if (durationMs > 0) expect(chapter.startMs).toBeLessThan(durationMs);
          const next = chapters[index + 1];
          if (next !== undefined) expect(next.startMs - chapter.startMs).toBeGreaterThanOrEqual(10_000);
        }
      }),
    );
  });

  it.each([
    ['one endless line', '('.repeat(400_000)],
    ['many lines of brackets', `${'- '.repeat(140)}\n`.repeat(2_000)],
    ['many lists', '0:00 a\n'.repeat(60_000)],
    ['many times in a line', `${'1:00 '.repeat(55)}\n`.repeat(2_000)],
    ['blanks', `${' '.repeat(290)}x\n`.repeat(2_000)],
  ])('ends on hostile input: %s', (_, description) => {
    expect(parseCreatorChapters(description, hour)).toEqual([]);
  });
});
