import fc from 'fast-check';
import type { Digest } from '../../src/core/domain/digest.ts';
import { sampleDigest } from './sample-digest.ts';

const fragments = [
  ...[
    '# ',
    '## h',
    ' #',
    '\n',
    '\n\n',
    '\r\n',
    '\u2028',
    '---',
    '===',
    '***',
    '___',
    '| a | b |',
    '|---|---|',
    '|',
    '\\',
  ],
  ...[
    '[x](http://evil.example)',
    '![i](u)',
    '[a]: http://evil.example',
    '[^1]',
    '[^1]: note',
    '](',
    '[',
    ']',
    '(',
    ')',
  ],
  ...[
    '<script>',
    '<!--',
    '-->',
    '<b>',
    '<http://evil.example>',
    '&lt;',
    '&#35;',
    '&',
    '```',
    '~~~',
    '`',
    '~~',
    '*',
    '_',
  ],
  ...['**', '1. ', '1) ', '- ', '+ ', '> ', ': ', ':--', ':::', '$', '$$', '    ', '\t', '\u202e', '\u0000', '\u00a0'],
  ...[
    'https://evil.example/a',
    'www.evil.example',
    'mailto:a@evil.example',
    '@channel',
    '#12',
    '(0:00 - 1:15)',
    '- [ ] ',
  ],
  ...['-->', '00:00:01,000 --> 00:00:02,000', 'WEBVTT', 'NOTE x', '<v Bob>', '</v>', '{b}', '\\N', '1\n'],
  ...['中文', '，', '。', '“”', '日本語', '한국어', 'word', ' ', '3.14', '🎉', '👩‍👩‍👧', 'é'],
];

/** Text made to break a document: Markdown, HTML and subtitle syntax, addresses, line breaks, and plain words. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);

/** The made-up digest with every text replaced by hostile ones, its ids, ranges and times kept. */
export const hostileDigest: fc.Arbitrary<Digest> = fc
  .tuple(fc.infiniteStream(hostileText), fc.boolean(), fc.constantFrom('zh-CN', 'en', 'fr', 'ja'), fc.boolean())
  .map(([texts, linkable, language, truncated]) => {
    const text = () => texts.next().value ?? '';
    const digest = sampleDigest();
    return {
      ...digest,
      language,
      title: text(),
      introduction: text(),
      tldr: text(),
      captions: { ...digest.captions, truncated },
      video: { ...digest.video, linkable, title: text(), publishedOn: text(), feed: { id: 'x', name: text() } },
      cast: digest.cast.map((member) => ({ ...member, name: text(), fullName: text(), label: text(), role: text() })),
      chapters: digest.chapters.map((chapter) => ({ ...chapter, title: text(), gist: text() })),
      arguments: digest.arguments.map((point) => ({
        ...point,
        title: text(),
        content: text(),
        concepts: [text(), text()],
        implication: text(),
      })),
      companies: digest.companies.map((company) => ({ ...company, name: text(), context: text() })),
      quotes: digest.quotes.map((quote) => ({ ...quote, text: text(), source: text() })),
      people: digest.people.map((person) => ({
        ...person,
        name: text(),
        identity: text(),
        background: text(),
        views: text(),
        elsewhere: text(),
      })),
      videoType: { type: 'other', description: text() },
      passages: digest.passages.map((passage) => ({
        ...passage,
        turns: passage.turns.map((turn) => ({ ...turn, text: text() })),
      })),
      lines: digest.lines.map((line) => ({ ...line, text: text() })),
      usage: digest.usage.map((stage) => ({ ...stage, model: text() })),
      createdAt: text(),
    };
  });
