import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipPlain, onOneLine } from '../../../src/formatters/plain-text.ts';
import { clipMrkdwn, escapeMrkdwn, mrkdwnLink } from '../../../src/formatters/slack/escape-mrkdwn.ts';
import { boundaryFormatting, hostileText } from './hostile-text.ts';

const joiner = '\u2060';
/** What the reader sees: the invisible joiner gone, entities read. */
const shown = (text: string) =>
  text.replaceAll(joiner, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

describe('escapeMrkdwn', () => {
  it.each([
    ['a broadcast', '<!channel> now', '&lt;!channel&gt; now'],
    ['a mention', '<@U012AB>', `&lt;@${joiner}U012AB&gt;`],
    ['a channel', '<#C012|general>', `&lt;#${joiner}C012|general&gt;`],
    ['a link', '<https://evil.example|YouTube>', `&lt;https:${joiner}//evil.example|YouTube&gt;`],
    ['an escaped entity', '&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['a typed mention', '@here and me@example.org', `@${joiner}here and me@${joiner}example.org`],
    ['a bare address', 'http://evil.example', `http:${joiner}//evil.example`],
    ['bold, italic, strike, code', '*a* _b_ ~c~ `d`', '∗a∗ ˍbˍ ∼c∼ ˋdˋ'],
    ['what would end bold text', '2*3', '2∗3'],
    ['code over words', '```rm -rf```', 'ˋˋˋrm -rfˋˋˋ'],
    ['formatting beside CJK', '中*文*字', '中∗文∗字'],
    ['a quotation', '>> so', '›› so'],
    ['a line that would quote', 'a\n> b', 'a &gt; b'],
    ['an emoji', 'yes :tada::skin-tone-2: :+1:', `yes :${joiner}tada::${joiner}skin-tone-2: :${joiner}+1:`],
    ['what a colon behind it would make an emoji', 'by :tada', `by :${joiner}tada`],
    ['a time at the end', 'until 1:30', 'until 1:30'],
    ['line breaks and controls', 'a\r\n\u0000b\u2028c\td', 'a b c d'],
    ['overridden direction', 'a\u202Eb\u2066c', 'abc'],
    ['half a character', 'a\uD83D', 'a\uFFFD'],
  ])('disarms %s', (_, text, expected) => {
    expect(escapeMrkdwn(text)).toBe(expected);
  });

  it.each(['snake_case', 'Node.js', 'C#', '5 @ 3', 'at 1:02:03', 'AT and T', '價值：10', 'a: b', 'a~b'])(
    'leaves %s as it is',
    (text) => {
      expect(escapeMrkdwn(text)).toBe(text);
    },
  );

  it('never lets anything through, and reads the same', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const escaped = escapeMrkdwn(text);
        expect(escaped).not.toMatch(/[<>\n\r`]/);
        expect(escaped).not.toMatch(boundaryFormatting);
        expect(escaped).not.toMatch(/&(?!amp;|lt;|gt;)/);
        expect(escaped).not.toMatch(/@[\w]|:\/\/|:[a-z]+:/);
        const looks = (plain: string) => plain.replace(/[*∗]/g, '*').replace(/[_ˍ]/g, '_').replace(/[~∼]/g, '~');
        const same = (plain: string) => looks(plain).replace(/[`ˋ]/g, '`').replace(/[>›]/g, '>');
        expect(same(shown(escaped))).toBe(same(onOneLine(text).replaceAll(joiner, '')));
      }),
    );
  });
});

describe('clipMrkdwn', () => {
  it('keeps to its length with all escapes, whole words and characters', () => {
    expect(clipMrkdwn('one two three', 20)).toBe('one two three');
    expect(clipMrkdwn('one two three', 11)).toBe('one two…');
    expect(clipMrkdwn('a & b', 6)).toBe('a…');
    expect(clipMrkdwn('👩‍👩‍👧👩‍👩‍👧', 12)).toBe('👩‍👩‍👧…');
    expect(clipPlain('a & b', 4)).toBe('a &…');
  });

  it('never exceeds it', () => {
    fc.assert(
      fc.property(hostileText(), fc.integer({ min: 1, max: 60 }), (text, max) => {
        expect(clipMrkdwn(text, max).length).toBeLessThanOrEqual(max);
        expect(clipPlain(text, max).length).toBeLessThanOrEqual(max);
        expect(clipMrkdwn(text, max)).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }),
    );
  });
});

describe('mrkdwnLink', () => {
  it('holds its label together', () => {
    expect(mrkdwnLink('https://x.example/?a=1&b=2', 'A | <B> *c*')).toBe(
      '<https://x.example/?a=1&amp;b=2|A │ &lt;B&gt; ∗c∗>',
    );
  });
});
