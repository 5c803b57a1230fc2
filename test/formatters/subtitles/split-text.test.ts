import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/formatters/display-width.ts';
import { lineColumns, splitText } from '../../../src/formatters/subtitles/split-text.ts';
import { hostileText } from '../../support/hostile.ts';

function linesOf(text: string, language: string): string[][] {
  return splitText(text, language).map(({ lines }) => [...lines]);
}

describe('splitText', () => {
  test('a short text is one subtitle of one line', () =>
    expect(linesOf('谢谢你，玛雅。', 'zh-CN')).toEqual([['谢谢你，玛雅。']]));

  test('parts behind sentences, and lines behind clauses', () =>
    expect(
      linesOf('他们从没选过我，他们选的是一个选了我的工具。所以我的每次发布，都是对一群素未谋面的人的承诺。', 'zh-CN'),
    ).toEqual([
      ['他们从没选过我，', '他们选的是一个选了我的工具。'],
      ['所以我的每次发布，', '都是对一群素未谋面的人的承诺。'],
    ]));

  test('keeps English words and numbers whole', () =>
    expect(
      linesOf(
        'The budget was 1.2 million dollars, and most of it went into the part that no customer ever sees, said Dr. Smith.',
        'en',
      ),
    ).toEqual([
      ['The budget was 1.2 million dollars,'],
      ['and most of it went into the part that', 'no customer ever sees, said Dr. Smith.'],
    ]));

  test('no line begins with closing punctuation or ends with an opening mark', () => {
    const text =
      '他说：“我们（也就是团队）在 2026 年完成了 3.5 倍的增长！”然后（大家都笑了）继续讲“下一个”话题，很久，很久。';
    for (const line of linesOf(text.repeat(4), 'zh-CN').flat()) {
      expect(line).not.toMatch(/^[，。！？：；”）、]/u);
      expect(line).not.toMatch(/[“（]$/u);
    }
  });

  test('a word longer than a line is parted', () => {
    const pieces = linesOf('x'.repeat(100), 'en');
    expect(pieces.flat().join('')).toBe('x'.repeat(100));
    for (const line of pieces.flat()) expect(line.length).toBeLessThanOrEqual(lineColumns);
  });

  test('nothing gives nothing', () => expect(splitText(' \n', 'en')).toEqual([]));

  test('at most two lines, none too wide, none empty, and nothing but white space lost', () => {
    const texts = fc.oneof(
      hostileText,
      fc.lorem({ maxCount: 60 }),
      fc.array(hostileText, { maxLength: 20 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom('en', 'zh-CN', 'ja', 'ko', 'fr', 'th', 'no tag'), (text, language) => {
        const pieces = splitText(text, language);
        const bare = (value: string) => value.replace(/[\p{Cc}\s]+/gu, '');
        expect(bare(pieces.flatMap(({ lines }) => lines).join(''))).toBe(bare(text));
        for (const { lines } of pieces) {
          expect(lines.length).toBeLessThanOrEqual(2);
          for (const line of lines) {
            expect(line.trim()).not.toBe('');
            expect(displayWidth(line)).toBeLessThanOrEqual(lineColumns);
          }
        }
      }),
    );
  });
});
