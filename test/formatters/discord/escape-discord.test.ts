import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipDiscord, clipLabel, escapeDiscord, escapeLabel } from '../../../src/formatters/discord/escape-discord.ts';
import { maskedLink } from '../../../src/formatters/discord/masked-link.ts';
import { clipPlain, onOneLine } from '../../../src/formatters/plain-text.ts';
import { renderDiscord } from '../../support/discord-markdown.ts';
import { hostileText } from './hostile-text.ts';

const read = (text: string) => text.replaceAll('\u2060', '');

describe('renderDiscord, the measure of these tests', () => {
  it.each([
    ['[a](https://x.example)', 'a', [{ kind: 'link', target: 'https://x.example' }]],
    ['[a](u) b ](v)', 'a](u) b ', [{ kind: 'link', target: 'v' }]],
    ['\\*a\\* \\<@1>', '*a* <@1>', []],
    [
      '**a** ||b||',
      'a b',
      [
        { kind: 'bold', target: '**a**' },
        { kind: 'spoiler', target: '||b||' },
      ],
    ],
    [
      '# a\n-# b',
      'a\nb',
      [
        { kind: 'heading', target: '# ' },
        { kind: 'subtext', target: '-# ' },
      ],
    ],
    ['x <@1> @here :tada:', 'x <@1> @here :tada:', expect.arrayContaining([{ kind: 'mention', target: '@here' }])],
  ])('reads %s', (source, text, markup) => {
    expect(renderDiscord(source)).toEqual({ text, markup });
  });
});

describe('escapeDiscord', () => {
  it.each([
    ['# no heading', '\\# no heading'],
    ['-# small', '\\-# small'],
    ['12. not a list', '12\\. not a list'],
    ['> no quote', '\\> no quote'],
    ['snake_case *bold*', 'snake\\_case \\*bold\\*'],
    ['<@1> and ||x||', '\\<@1> and \\|\\|x\\|\\|'],
    [':tada: at 1:30:00', '\\:tada: at 1:30:00'],
    ['what a colon behind it would make one :tada', 'what a colon behind it would make one \\:tada'],
    ['until 1:30', 'until 1:30'],
    ['@everyone @person', '@\u2060everyone @person'],
    ['see https://x.example', 'see https:\u2060//x.example'],
    ['[a](b)', '\\[a\\]\u2060(b)'],
    ['C:\\dir', 'C:\\\\dir'],
    ['plain, “words” (1.5 %) – é 中文', 'plain, “words” (1.5 %) – é 中文'],
  ])('writes %s as %s', (text, expected) => {
    expect(escapeDiscord(text)).toBe(expected);
  });

  it('lets any text be read as it is, and nothing else', () => {
    fc.assert(
      fc.property(hostileText(30), (text) => {
        const rendered = renderDiscord(escapeDiscord(text));
        expect(rendered.markup).toEqual([]);
        expect(read(rendered.text)).toBe(read(onOneLine(text)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves links around it alone', () => {
    fc.assert(
      fc.property(hostileText(20), hostileText(20), (label, text) => {
        const link = maskedLink('https://youtu.be/abc?t=1', label);
        const source = `${link} ${escapeDiscord(text)} ${link}\n-# ${escapeDiscord(text)}\n${link}`;
        const { markup } = renderDiscord(source);
        const links = markup.filter(({ kind }) => kind === 'link');
        expect(links.map(({ target }) => target)).toEqual(Array(3).fill('https://youtu.be/abc?t=1'));
        expect(markup.filter(({ kind }) => kind !== 'link').map(({ kind }) => kind)).toEqual(['subtext']);
      }),
      { numRuns: 500 },
    );
  });
});

describe('escapeLabel', () => {
  it('makes square brackets round', () => {
    expect(escapeLabel('Talk [Official] (2026)')).toBe('Talk (Official) (2026)');
  });
});

describe('maskedLink', () => {
  it('does not let an address end the link', () => {
    expect(maskedLink('https://a.example/(b) c', 'x')).toBe('[x](https://a.example/%28b%29%20c)');
  });

  it('reads as something', () => {
    expect(maskedLink('https://a.example', ' \n ')).toBe('[→](https://a.example)');
  });
});

describe('clipping', () => {
  it('keeps to the length with its escapes, and says that something is missing', () => {
    fc.assert(
      fc.property(hostileText(40), fc.integer({ min: 1, max: 80 }), (text, max) => {
        for (const [clip, whole] of [
          [clipDiscord, escapeDiscord(text)],
          [clipLabel, escapeLabel(text)],
          [clipPlain, onOneLine(text)],
        ] as const) {
          const clipped = clip(text, max);
          expect(clipped.length).toBeLessThanOrEqual(max);
          if (whole.length <= max) expect(clipped).toBe(whole);
          else expect(clipped.endsWith('…')).toBe(true);
        }
        expect(renderDiscord(clipDiscord(text, max)).markup).toEqual([]);
      }),
    );
  });
});
