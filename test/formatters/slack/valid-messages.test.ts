import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { timecodeIn } from '../../../src/formatters/moments.ts';
import { parsePageValue } from '../../../src/formatters/slack/action-value.ts';
import type { SlackBlock, SlackMessage } from '../../../src/formatters/slack/blocks.ts';
import { formatReply } from '../../../src/formatters/slack/format-reply.ts';
import { splitMessage } from '../../../src/formatters/slack/split-message.ts';
import { checkMessage } from '../../fakes/slack/check-message.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { boundaryFormatting, hostileText } from './hostile-text.ts';
import { allReplies, labelsOf, textsOf } from './replies.ts';

const languages = ['en', 'zh-CN', 'zh-TW', 'ja', 'ko', 'es', 'fr', 'de', 'pt-BR'];

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
/** Compiles only while every block is one that Slack's own types know. */
const known = (blocks: Mutable<SlackBlock[]>): KnownBlock[] => blocks;

/** Throws what the fake, which has its own rules, has against a message. */
function check({ text, blocks }: SlackMessage, characterLimit: number, containers: boolean): void {
  checkMessage({ text, blocks: JSON.stringify(blocks) }, { characterLimit, containers });
}

function checkAll(digest: Digest, language: string, maxCharacters: number, containers: boolean): SlackMessage[] {
  return allReplies(digest, language).flatMap((reply) => {
    const messages = formatReply(reply, { containers, maxCharacters });
    for (const message of messages) {
      expect(message.text).not.toBe('');
      check(message, maxCharacters, containers);
      const blocks = JSON.stringify(message.blocks);
      expect(blocks.match(/"verbatim":true/g)?.length).toBe(blocks.match(/"type":"mrkdwn"/g)?.length);
      if (reply.kind === 'full-text') expectReadFrom(message, digest);
    }
    return messages;
  });
}

/** Its last block opens the reader at the chapter that it begins with. */
function expectReadFrom({ blocks }: SlackMessage, { chapters, video }: Digest): void {
  const foot = blocks.at(-1);
  const [button] = foot?.type === 'actions' ? foot.elements : [];
  if (button?.type !== 'button') throw new Error('a message of the full text without a button');
  expect(button.action_id).toBe('read');
  const chapter = chapters[parsePageValue(button.value)?.chapter ?? -1];
  expect(chapter).toBeDefined();
  const [first] = blocks;
  if (first?.type === 'container') expect(first.title.text).toContain(timecodeIn(video, chapter?.startMs ?? 0));
}

describe('every message', () => {
  it.each(languages)('is valid in %s, from a minute to ten hours', (language) => {
    for (const minutes of [1, 3, 12, 42, 60, 200, 600]) {
      const digest = longDigest(minutes, language);
      for (const containers of [true, false]) {
        const messages = checkAll(digest, language, 10_000, containers);
        const halves = messages.flatMap((message) => splitMessage(message) ?? []);
        for (const half of halves) check(half, 10_000, containers);
        expect(known(structuredClone(messages.flatMap(({ blocks }) => blocks)) as Mutable<SlackBlock[]>)).not.toEqual(
          [],
        );
      }
    }
  });

  it('is in the language of the digest, as its long texts are', () => {
    const scripts = {
      ja: /\p{Script=Hiragana}{2}/u,
      ko: /\p{Script=Hangul}{2}/u,
      'zh-TW': /專案/,
      de: /Entwickler/,
      fr: /ingénieurs/,
    };
    for (const [language, script] of Object.entries(scripts)) {
      const texts = checkAll(longDigest(12, language), language, 10_000, true).flatMap(textsOf).join('\n');
      expect(texts).toMatch(script);
      expect(texts).not.toContain('engineers');
    }
  });

  it('is valid at any length from a minute to ten hours, in every language', () => {
    const lengths = fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 600 }));
    fc.assert(
      fc.property(lengths, fc.constantFrom(...languages), fc.boolean(), (minutes, language, containers) => {
        expect(checkAll(longDigest(minutes, language), language, 10_000, containers)).not.toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('is valid under lower limits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_500, max: 10_000 }), fc.boolean(), (maxCharacters, containers) => {
        checkAll(longDigest(42, 'en'), 'en', maxCharacters, containers);
        checkAll(sampleDigest(), 'zh-CN', maxCharacters, containers);
      }),
      { numRuns: 30 },
    );
  });

  it('is valid and harmless whatever the digest says', () => {
    const words = fc.array(hostileText(40), { minLength: 5, maxLength: 15 });
    fc.assert(
      fc.property(words, fc.constantFrom(1_500, 4_000, 10_000), fc.boolean(), (texts, maxCharacters, containers) => {
        for (const message of checkAll(hostileDigest(texts), 'en', maxCharacters, containers)) {
          for (const text of mrkdwnOf(message)) expectHarmless(text);
          expectHarmless(message.text);
        }
      }),
    );
  });
});

/** Every text of the digest replaced by one of these. */
function hostileDigest(texts: readonly string[]): Digest {
  let at = 0;
  const next = () => texts[at++ % texts.length] ?? '';
  const ownKeys = new Set([
    'id',
    'language',
    'type',
    'importance',
    'state',
    'method',
    'fullText',
    'kind',
    'speaker',
    'publishedOn',
    'missing',
    'captions',
  ]);
  const replace = (value: unknown, key: string): unknown => {
    if (ownKeys.has(key)) return value;
    if (typeof value === 'string') return next().repeat(1 + (at % 30));
    if (Array.isArray(value)) return value.map((item) => replace(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replace(item, name)]));
  };
  const { lines, ...rest } = longDigest(30, 'en');
  return { ...(replace(rest, '') as Omit<Digest, 'lines'>), lines };
}

function mrkdwnOf(message: SlackMessage): string[] {
  const plain = new Set(
    message.blocks.flatMap((block) => {
      if (block.type === 'actions') return block.elements.flatMap(labelsOf);
      if (block.type !== 'container') return [];
      const cells = block.child_blocks.flatMap((child) => (child.type === 'table' ? child.rows.flat() : []));
      return [block.title.text, ...cells.map(({ text }) => text)];
    }),
  );
  return textsOf(message).filter((text) => !plain.has(text));
}

/** Nothing in it pings, links elsewhere or formats, apart from the formatter's own links, bold labels and marks. */
function expectHarmless(text: string): void {
  const withoutLinks = text.replace(/<https:\/\/youtu\.be\/vdgSample01(?:\?t=\d+)?\|([^<>|\n]*)>/g, '$1');
  expect(withoutLinks).not.toMatch(/[<>]/);
  const withoutBold = withoutLinks.replace(/(^|\d\d |\n)\*([^*\n]*)\*(?=: | — |\n|$)/g, '$1$2');
  expect(withoutBold.replace(/ _\((?:doubtful translation|not translated)\)_$/, '')).not.toMatch(boundaryFormatting);
  expect(withoutLinks).not.toMatch(/@\w|:\/\/|:[a-z]+:/);
  expect(withoutLinks).not.toMatch(/^&gt;/m);
}
