import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { downloadFormats } from '../../../src/core/domain/chat-request.ts';
import { answerModeSchema } from '../../../src/core/domain/settings.ts';
import {
  type CustomId,
  chosenSettings,
  digestActions,
  formatChapterChoice,
  formatCustomId,
  pageButtons,
  parseChapterChoice,
  parseCustomId,
} from '../../../src/formatters/discord/custom-id.ts';

const videoId = fc.stringMatching(/^[\w-]{11}$/);
const language = fc.constantFrom('en', 'zh-Hans-CN', 'pt-BR', 'sr-Latn-RS', 'en-x-twain-and-other-subtags-here-');
const number = fc.integer({ min: 0, max: 9_999 });
const ids: fc.Arbitrary<CustomId> = fc.oneof(
  fc.record({ action: fc.constantFrom(...digestActions), videoId, language }),
  fc.record({ action: fc.constant('file' as const), videoId, language, format: fc.constantFrom(...downloadFormats) }),
  fc.record({ action: fc.constant('chapters' as const), videoId, language, page: number }),
  fc.record({
    action: fc.constant('page' as const),
    videoId,
    language,
    chapter: number,
    page: number,
    original: fc.boolean(),
    button: fc.constantFrom(...pageButtons),
  }),
  fc.record({
    action: fc.constant('details' as const),
    videoId,
    language,
    part: fc.constantFrom('arguments' as const, 'people' as const),
    page: number,
    button: fc.constantFrom('previous' as const, 'next' as const),
  }),
  fc.record({ action: fc.constant('set' as const), setting: fc.constantFrom(...chosenSettings) }),
  fc.record({ action: fc.constantFrom('all' as const, 'settings' as const, 'limits_form' as const) }),
  fc.record({
    action: fc.constant('mode' as const),
    mode: fc.constantFrom(...answerModeSchema.options),
    everywhere: fc.boolean(),
  }),
);

describe('custom ids', () => {
  it('come back as they went, within 100 characters', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const text = formatCustomId(id);
        expect(text?.length).toBeLessThanOrEqual(100);
        expect(parseCustomId(text ?? '')).toEqual(id);
      }),
    );
  });

  it('are told apart by what they mean', () => {
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        expect(formatCustomId(a) === formatCustomId(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it.each([
    '',
    'v1',
    'v1|arguments',
    'v2|arguments|abcdefghijk|en',
    'v1|arguments|abcdefghijk|en|1',
    'v1|nothing|abcdefghijk|en',
    'v1|page|abcdefghijk|en|1|2|x|next',
    'v1|page|abcdefghijk|en|01|2|t|next',
    'v1|page|abcdefghijk|en|-1|2|t|next',
    'v1|page|abcdefghijk|en|10000|2|t|next',
    'v1|page|abcdefghijk|en|1|2|t|next|more',
    'v1|file|abcdefghijk|en|exe',
    'v1|arguments|../../etc|en',
    'v1|arguments|abcdefghijk|e n',
    'v1|mode|always',
    'v1|all|x',
    'v1|mode|auto|x',
    'v1|__proto__|abcdefghijk|en',
    'v1|constructor|abcdefghijk|en',
    `v1|arguments|abcdefghijk|${'a'.repeat(90)}`,
  ])('do not take %s', (text) => {
    expect(parseCustomId(text)).toBeNull();
  });

  it('mean nothing made up', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `v1|${text}`),
        ),
        (text) => {
          const id = parseCustomId(text);
          if (id !== null) expect(formatCustomId(id)).toBe(text);
        },
      ),
    );
  });

  it('are not made for keys that do not fit', () => {
    expect(formatCustomId({ action: 'more', videoId: 'a|b', language: 'en' })).toBeNull();
    expect(formatCustomId({ action: 'more', videoId: 'abc', language: 'en-x-'.repeat(20) })).toBeNull();
    expect(formatCustomId({ action: 'chapters', videoId: 'abc', language: 'en', page: 10_000 })).toBeNull();
  });
});

describe('choices of chapters', () => {
  it.each([{ chapter: 0 }, { chapter: 31 }, { menuPage: 2 }])('come back: %o', (choice) => {
    expect(parseChapterChoice(formatChapterChoice(choice))).toEqual(choice);
  });

  it.each(['', '+', '-1', '1.5', 'x', '++1', '99999', '1 '])('are not made of %s', (value) => {
    expect(parseChapterChoice(value)).toBeNull();
  });
});
