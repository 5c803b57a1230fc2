import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { errorCodes } from '../../../src/core/domain/errors.ts';
import { formatChapterPage } from '../../../src/formatters/discord/chapter-page.ts';
import { formatReply } from '../../../src/formatters/discord/format-reply.ts';
import {
  formatChapterMenu,
  formatDownloadMenu,
  formatLanguageMenu,
  formatMoreMenu,
} from '../../../src/formatters/discord/menus.ts';
import type { DiscordMessage } from '../../../src/formatters/discord/message.ts';
import { welcomeMessage } from '../../../src/formatters/discord/welcome.ts';
import { flagBits, isOversized, messageProblems } from '../../fakes/discord/message-rules.ts';
import { unknownFields } from '../../fakes/discord/schemas.ts';
import { renderDiscord } from '../../support/discord-markdown.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { allReplies } from '../slack/replies.ts';
import { hostileText } from './hostile-text.ts';
import { textsOf } from './reading.ts';

const languages = ['en', 'zh-CN', 'zh-TW', 'ja', 'ko', 'es', 'fr', 'de', 'pt-BR'];

/** Everything that can be shown of a digest. */
function allMessages(digest: Digest, language: string): DiscordMessage[] {
  const last = digest.chapters.length - 1;
  const pages = [0, 1, last >> 1, last].flatMap((chapter) =>
    [0, 1].flatMap((page) =>
      [true, false].map((original) => formatChapterPage(digest, chapter, page, { language, original })),
    ),
  );
  const ref = { videoId: digest.video.id, language: digest.language };
  const menus = [
    formatMoreMenu(digest, language),
    formatDownloadMenu(ref),
    formatLanguageMenu(ref, languages, language),
    ...[0, 1, 2].map((page) => formatChapterMenu(digest, page, language)),
  ];
  const replies = allReplies(digest, language).flatMap((reply) => formatReply(reply));
  return [...replies, ...[...pages, ...menus].filter((each) => each !== null)];
}

function expectValid(message: DiscordMessage): void {
  expect(messageProblems('createMessage', message)).toEqual([]);
  expect(unknownFields('createMessage', message)).toEqual([]);
  expect(isOversized(message)).toBe(false);
  expect(message.flags & flagBits.componentsV2).not.toBe(0);
  expect(message.allowed_mentions).toEqual({ parse: [] });
  expect(message.components.length).toBeGreaterThan(0);
}

describe('every message', () => {
  it.each(languages)('is valid in %s, from a minute to ten hours', (language) => {
    for (const minutes of [1, 3, 12, 42, 90, 600]) {
      for (const message of allMessages(longDigest(minutes, language), language)) expectValid(message);
    }
  });

  it('is in the language of the digest, as its long texts are', () => {
    const words = {
      ja: /\p{Script=Hiragana}{2}/u,
      ko: /\p{Script=Hangul}{2}/u,
      'zh-TW': /專案/,
      es: /ingenieros/,
      fr: /ingénieurs/,
      de: /Entwickler/,
      'pt-BR': /engenheiros/,
    };
    const others = /engineers|维护|工程师/;
    for (const [language, word] of Object.entries(words)) {
      for (const reply of allReplies(longDigest(12, language), language)) {
        const texts = formatReply(reply).flatMap(textsOf).join('\n');
        expect(texts).toMatch(word);
        expect(texts).not.toMatch(others);
      }
    }
  });

  it('is valid at any length from a minute to ten hours, in every language', () => {
    const lengths = fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 600 }));
    fc.assert(
      fc.property(lengths, fc.constantFrom(...languages), (minutes, language) => {
        for (const message of allMessages(longDigest(minutes, language), language)) expectValid(message);
      }),
      { numRuns: 40 },
    );
  });

  it.each(languages)('is valid in %s for every failure', (language) => {
    for (const code of errorCodes) {
      for (const retryAtMs of [null, Date.UTC(2026, 0, 1, 14, 20)]) {
        const reason = '*[x](https://evil.example)* '.repeat(50);
        for (const message of formatReply({ kind: 'failure', language, code, reason, retryAtMs })) expectValid(message);
      }
    }
    for (const message of formatReply({
      kind: 'again',
      language,
      postedAtMs: 0,
      link: 'https://discord.com/channels/1/2/3',
    }))
      expectValid(message);
    expectValid(welcomeMessage({ language, digestLanguage: 'zh-CN' }));
  });

  it('is valid with any number of chapters', () => {
    const digest = longDigest(600, 'zh-CN');
    const [chapter] = digest.chapters;
    if (chapter === undefined) throw new Error('no chapter');
    for (const count of [0, 1, 24, 25, 26, 49, 50, 120]) {
      const chapters = Array.from({ length: count }, (_, at) => ({
        ...chapter,
        title: `${chapter.title}${at}`.repeat(6),
      }));
      for (const message of allMessages({ ...digest, chapters }, 'zh-CN')) expectValid(message);
    }
  });

  it('is valid and harmless whatever the digest says', () => {
    const words = fc.array(hostileText(40), { minLength: 5, maxLength: 15 });
    fc.assert(
      fc.property(
        words,
        fc.boolean(),
        fc.constantFrom('translated', 'original', 'none'),
        (texts, linkable, fullText) => {
          const digest = hostileDigest(texts, linkable, fullText);
          for (const message of allMessages(digest, 'en')) {
            expectValid(message);
            for (const text of textsOf(message)) expectHarmless(text);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Every text of the digest replaced by one of these, up to 30 times over. */
function hostileDigest(texts: readonly string[], linkable: boolean, fullText: Digest['fullText']): Digest {
  let at = 0;
  const next = () => texts[at++ % texts.length] ?? '';
  const kept = 'id language type importance state method fullText kind speaker publishedOn missing captions'.split(' ');
  const replace = (value: unknown, key: string): unknown => {
    if (kept.includes(key)) return value;
    if (typeof value === 'string') return next().repeat(1 + (at % 30));
    if (Array.isArray(value)) return value.map((item) => replace(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replace(item, name)]));
  };
  const digest = replace(texts.length % 2 === 0 ? longDigest(14, 'en') : sampleDigest(), '') as Digest;
  const passages = fullText === 'none' ? [] : digest.passages;
  return { ...digest, fullText, passages, video: { ...digest.video, linkable } };
}

/** Markup that the formatter itself puts around text. */
const own = ['heading', 'subtext', 'quote', 'list', 'bold', 'italic', 'link'];

function expectHarmless(text: string): void {
  const { markup } = renderDiscord(text);
  expect(markup.map(({ kind }) => kind).filter((kind) => !own.includes(kind))).toEqual([]);
  for (const { kind, target } of markup) {
    if (kind === 'link') expect(target).toMatch(/^https:\/\/youtu\.be\/vdgSample01(?:\?t=\d+)?$/);
    if (kind === 'italic') expect(target).toMatch(/^\*\((?:doubtful translation|not translated)\)\*$/);
    if (kind === 'heading') expect(target).toMatch(/^#{2,3} $/);
  }
}
