import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import type { Reply } from '../../../src/core/domain/reply.ts';
import type { SlackMessage } from '../../../src/formatters/slack/blocks.ts';
import { formatReply } from '../../../src/formatters/slack/format-reply.ts';
import { countCharacters } from '../../../src/formatters/slack/measure.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { draftOf, draftOverview, labelsOf, onRequest, overviewOf, textsOf } from './replies.ts';

function only(reply: Reply, containers = true): SlackMessage {
  const messages = formatReply(reply, { containers });
  expect(messages).toHaveLength(1);
  return messages[0] ?? { text: '', blocks: [] };
}

const english = (overrides: Partial<Digest> = {}) => ({ ...longDigest(10, 'en'), ...overrides });

describe('the overview', () => {
  it('carries title and TL;DR in its text and first block', () => {
    const digest = sampleDigest();
    const message = only(overviewOf(digest));
    expect(message.text).toBe(`${digest.title}：${digest.tldr}`);
    expect(textsOf(message)[0]).toBe(`*<https://youtu.be/vdgSample01|${digest.title}>*\n${digest.tldr}`);
  });

  it('says who, when, how long, and the original title where it is another', () => {
    const facts = (overrides: Partial<Digest> = {}) => textsOf(only(overviewOf(sampleDigest(overrides))))[1];
    expect(facts()).toBe('Harbor Notes · 2026-03-14 · 06:10 · Why Small Libraries Outlive Big Frameworks');
    const { video } = sampleDigest();
    expect(facts({ title: video.title })).toBe('Harbor Notes · 2026-03-14 · 06:10');
    const bare = { ...video, feed: null, publishedOn: null, linkable: false };
    expect(facts({ video: bare })).toBe('06:10 · Why Small Libraries Outlive Big Frameworks');
    expect(textsOf(only(overviewOf(sampleDigest({ video: bare })))).join()).not.toContain('<');
  });

  it('lists chapters with a link that carries the title', () => {
    const lines = textsOf(only(overviewOf(sampleDigest())))[2]?.split('\n');
    expect(lines).toHaveLength(3);
    expect(lines?.[1]).toBe(
      '<https://youtu.be/vdgSample01?t=126|02:06 钱从哪里来> — 讨论维护者的收入：赞助、支持合同，以及 Northwind 的做法。',
    );
  });

  it('folds chapters beyond the twelfth, or leaves them open under a heading', () => {
    const digest = longDigest(60, 'en');
    const fold = only(overviewOf(digest)).blocks.find((block) => block.type === 'container');
    expect(fold?.title.text).toBe('3 more chapters');
    const plain = textsOf(only(overviewOf(digest), false));
    expect(plain).toContain('*3 more chapters*');
    for (const { title } of digest.chapters) expect(plain.join('\n')).toContain(title);
  });

  it('shows hours throughout a video that has them', () => {
    expect(textsOf(only(overviewOf(longDigest(90, 'en'))))[2]).toMatch(/\|0:00:00 We/);
  });

  it('ends with coverage, chapters and the mark of the machine', () => {
    expect(textsOf(only(overviewOf(english()))).at(-1)).toBe('10:00 of 10:00 covered · 3 chapters · translated by AI');
    const original = english({ fullText: 'original' });
    expect(textsOf(only(overviewOf(original))).at(-1)).toBe('10:00 of 10:00 covered · 3 chapters');
    const none = english({ fullText: 'none', passages: [] });
    expect(textsOf(only(overviewOf(none))).at(-1)).toBe('3 chapters');
  });

  it('says what is missing and how it was made', () => {
    const { captions, video } = english();
    const digest = english({
      method: 'extractive',
      missing: ['analysis'],
      captions: { ...captions, truncated: true },
      video: { ...video, durationMs: 1_200_000 },
    });
    const said = textsOf(only(overviewOf(digest)));
    expect(said.join('\n')).toContain('Extractive: made without a language model');
    expect(said.join('\n')).toContain('The captions end at 10:00 of 20:00');
    expect(said.join('\n')).toContain('Arguments, companies, quotes and people could not be made');
  });

  it('tells progress in words while it is made', () => {
    const last = (digest: Digest, stage: 'outline' | 'translation') =>
      textsOf(only(draftOverview(draftOf(digest, stage)))).at(-1);
    expect(last(english(), 'outline')).toBe('reading the talk');
    expect(last(english(), 'translation')).toBe('translating: 2 of 3 chapters');
  });

  it('shows what is known so far', () => {
    const { video } = sampleDigest();
    const progress = { stage: 'outline', chaptersDone: 0, chapters: 0 } as const;
    const draft = { video, language: 'en', title: null, tldr: null, chapters: [], progress };
    const message = only(draftOverview(draft));
    expect(message.text).toBe(video.title);
    expect(textsOf(message)).toEqual([
      `*<https://youtu.be/vdgSample01|${video.title}>*`,
      'Harbor Notes · Mar 14, 2026 · 06:10',
      'reading the talk',
    ]);
  });

  it('offers the full text with what the button needs to find it', () => {
    const actions = only(overviewOf(english(), { kind: 'offered', messages: 7 })).blocks.find(
      (block) => block.type === 'actions',
    );
    expect(actions?.elements.map((element) => [element.action_id, labelsOf(element)])).toEqual([
      ['read', ['Read in full']],
      ['full_text_post', ['Post here (7 messages)']],
      ['language', ['Another language']],
      ['more', ['Download', 'Digest again', 'Remove']],
    ]);
    expect(JSON.stringify(actions).match(/vdgSample01\|en/g)).toHaveLength(6);
    const transcript = only(overviewOf(english({ fullText: 'original' }), { kind: 'offered', messages: 7 }));
    expect(textsOf(transcript)).toContain('Transcript');
    expect(textsOf(transcript)).not.toContain('Post here (7 messages)');
    for (const kind of ['posted', 'none'] as const) {
      expect(JSON.stringify(only(overviewOf(english(), { kind })))).not.toContain('full_text_post');
    }
    const making = draftOverview(draftOf(english(), 'translation'));
    expect(only(making).blocks.map(({ type }) => type)).not.toContain('actions');
  });

  it('offers what was left for whoever asks, at its price, and says where the link leads', () => {
    const message = only(onRequest(english()));
    const row = message.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    expect(row.map((element) => element.action_id)).toEqual(['read', 'details', 'translate', 'language', 'more']);
    const texts = textsOf(message);
    expect(texts).toContain('Translate it all (about $0.42)');
    expect(texts.some((text) => /^Shared at \d\d:\d\d, in /.test(text))).toBe(true);
    expect(texts.some((text) => text.includes('translated when someone asks'))).toBe(true);
    const unpriced = only({ ...onRequest(english()), fullText: { kind: 'on-request', costUsd: null } });
    expect(textsOf(unpriced)).toContain('Translate it all');
    const bare = english({ arguments: [], companies: [], quotes: [], people: [] });
    expect(JSON.stringify(only(onRequest(bare)))).not.toContain('"details"');
  });

  it('shortens what is too long, and stays one message', () => {
    const digest = longDigest(600, 'en');
    const chapters = digest.chapters.map((chapter) => ({ ...chapter, gist: 'A long sentence. '.repeat(60) }));
    const reply = overviewOf({ ...digest, chapters, tldr: 'Word & word. '.repeat(1000) });
    for (const maxCharacters of [10_000, 6_000, 3_000, 1_500, 100]) {
      for (const containers of [true, false]) {
        const messages = formatReply(reply, { containers, maxCharacters });
        expect(messages).toHaveLength(1);
        expect(countCharacters(messages)).toBeLessThanOrEqual(Math.max(maxCharacters, 1_500));
        expect(messages[0]?.text).toMatch(/^Why Small Libraries Outlive Big Frameworks: Word &amp; word\./);
      }
    }
  });
});
