import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, escapeParagraphs } from '../../../src/formatters/markdown/escape-markdown.ts';
import { hostileText } from '../../support/hostile.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the escaper removes
const invisible = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The words a reader is meant to see. */
function words(text: string): string {
  return text.replace(invisible, '').replace(/\s+/gu, ' ').trim();
}

/** What CommonMark makes of backslash escapes, and the word joiners taken out. */
function shown(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/gu, '$1').replaceAll('\u2060', '');
}

describe('escapeMarkdown', () => {
  test.each([
    ['# Heading', '\\# Heading'],
    ['Part #', 'Part \\#'],
    ['C# is fine', 'C# is fine'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['> said', '\\> said'],
    ['1. first', '1\\. first'],
    ['12) twelfth', '12\\) twelfth'],
    ['3.14 is pi', '3\\.14 is pi'],
    ['---', '\\---'],
    ['===', '\\==='],
    [': definition', '\\: definition'],
    ['a | b', 'a \\| b'],
    ['[x](y)', '\\[x\\](y)'],
    ['![x](y)', '!\\[x\\](y)'],
    ['[^1]: note', '\\[^1\\]: note'],
    ['<b>bold</b>', '\\<b>bold\\</b>'],
    ['`code` **b** _i_ ~~s~~', '\\`code\\` \\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~'],
    ['AT&T &lt; &#35;', 'AT&T \\&lt; \\&#35;'],
    ['back\\slash', 'back\\\\slash'],
    ['$5', '$5'],
    ['$a$', '\\$a\\$'],
    ['two\nlines\u2028more', 'two lines more'],
    ['  edges  ', 'edges'],
    ['turned\u202e', 'turned'],
    ['https://a.example', 'https:\u2060//a.example'],
    ['www.a.example', 'www\u2060.a.example'],
    ['@channel, me@a.example', '\\@\u2060channel, me\\@\u2060a.example'],
    ['“中文，标点”：全角（不变）—— 3-5 句！', '“中文，标点”：全角（不变）—— 3-5 句！'],
    ['2025 年 12 月', '2025 年 12 月'],
  ])('%j', (text, escaped) => expect(escapeMarkdown(text)).toBe(escaped));

  test('shows exactly the words of any text, on one line', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped).not.toMatch(/[\n\r\u2028\u2029]/u);
        expect(shown(escaped)).toBe(words(text).replaceAll('\u2060', ''));
      }),
    );
  });

  test('leaves no active character, and nothing active at the start', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const rest = escapeMarkdown(text).replace(/\\[!-/:-@[-`{-~]/gu, '·');
        expect(rest).not.toMatch(/[`*_[\]<|~\\]/u);
        expect(rest).not.toMatch(/:\/\/|www\.|&#?[A-Za-z0-9]+;/iu);
        expect(escapeMarkdown(text)).not.toMatch(/^(?:[#>+=:-]|\d{1,9}[.)]|\s)/u);
      }),
    );
  });

  test('takes time in proportion to hostile text', () => {
    for (const part of ['#', '\\', '[', '&', '@', 'www', '1', ' ', '$', '>']) {
      expect(escapeMarkdown(part.repeat(200_000)).length).toBeGreaterThan(part === ' ' ? -1 : 199_999);
    }
  });
});

describe('escapeParagraphs', () => {
  test('every line break starts a paragraph, empty ones are dropped', () =>
    expect(escapeParagraphs('one\n\n# two\r\n  \nthree')).toEqual(['one', '\\# two', 'three']));
  test('nothing gives nothing', () => expect(escapeParagraphs(' \n ')).toEqual([]));
});
