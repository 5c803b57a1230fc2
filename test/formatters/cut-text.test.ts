import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText, longestBeginning } from '../../src/formatters/cut-text.ts';
import { onOneLine } from '../../src/formatters/plain-text.ts';
import { escapeMrkdwn } from '../../src/formatters/slack/escape-mrkdwn.ts';
import { hostileText } from './slack/hostile-text.ts';

const length = (text: string) => text.length;

describe('longestBeginning', () => {
  it.each([
    ['sentences', 'One two. Three four. Five', 22, 'One two. Three four.'],
    ['closing quotes', '“One two.” Three four', 14, '“One two.”'],
    ['CJK sentences', '第一句。第二句。第三句', 9, '第一句。第二句。'],
    ['words', 'alpha beta gamma', 12, 'alpha beta'],
    ['decimals, which are no sentence', 'The price is 1.25 of it', 17, 'The price is'],
    ['characters', 'abcdefghij', 4, 'abcd'],
    ['emoji', '👩‍👩‍👧👩‍👩‍👧', 10, '👩‍👩‍👧'],
    ['at least a character', '👩‍👩‍👧b', 3, '👩‍👩‍👧'],
  ])('cuts at %s', (_, text, max, expected) => {
    expect(longestBeginning(text, max, length)).toBe(expected);
  });
});

describe('cutText', () => {
  it('loses nothing but blanks, and keeps to the length as sent', () => {
    fc.assert(
      fc.property(hostileText(40), fc.integer({ min: 20, max: 120 }), (hostile, max) => {
        const text = onOneLine(hostile);
        const measure = (part: string) => escapeMrkdwn(part).length;
        const pieces = cutText(text, max, measure);
        expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const piece of pieces) {
          expect(piece).not.toBe('');
          expect(measure(piece)).toBeLessThanOrEqual(max);
        }
      }),
    );
  });

  it('is quick on long text without a place to cut', () => {
    expect(cutText('x'.repeat(300_000), 3000, length)).toHaveLength(100);
  });
});
