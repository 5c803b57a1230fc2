import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatNotes } from '../../../src/core/domain/chat-answer.ts';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { readerPage } from '../../../src/core/domain/reader-page.ts';
import { defaultSettings } from '../../../src/core/domain/settings.ts';
import { parsePageValue } from '../../../src/formatters/slack/action-value.ts';
import { answerMessage, type MessageAnswer } from '../../../src/formatters/slack/answer-message.ts';
import { digestVideoView, downloadView, languageView, metadataOf } from '../../../src/formatters/slack/digest-pages.ts';
import { homeView } from '../../../src/formatters/slack/home-view.ts';
import { messageView } from '../../../src/formatters/slack/message-view.ts';
import { readerView } from '../../../src/formatters/slack/reader-view.ts';
import { settingsView } from '../../../src/formatters/slack/settings-view.ts';
import type { HomeView, ModalView } from '../../../src/formatters/slack/views.ts';
import { checkMessage } from '../../fakes/slack/check-message.ts';
import { checkView } from '../../fakes/slack/check-view.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { sampleUsage } from '../../support/sample-usage.ts';
import { hostileText } from './hostile-text.ts';

const languages = ['en', 'zh-CN', 'zh-TW', 'ja', 'ko', 'es', 'fr', 'de', 'pt-BR'];
const ref = { videoId: 'vdgSample01', language: 'zh-CN' };
const metadata = metadataOf({ channel: 'C0GENERAL', message: '1.2', thread: null }, ref);

/** Throws what the fake, which has its own rules, has against a page; all of its text is harmless and fits. */
function check(view: ModalView | HomeView | null): string {
  const text = JSON.stringify(view);
  checkView(text);
  expect(text.length).toBeLessThan(15_000);
  // Plain text is shown as it is.
  const marked = text.replace(/"type":"plain_text","text":"(?:[^"\\]|\\.)*"/g, '');
  expect(marked.replaceAll(namedChannels, '')).not.toMatch(/<[!@#]|undefined|NaN/);
  expect(text.match(/"verbatim":true/g)?.length).toBe(text.match(/"type":"mrkdwn"/g)?.length);
  return text;
}

/** Every page of the reader, by pressing next until there is no next. */
function readAll(digest: Digest, language: string, original: boolean): string[] {
  const pages: string[] = [];
  let place: { chapter: number; page: number } | null = { chapter: 0, page: 0 };
  while (place !== null) {
    const view = readerView({ digest, language, original, ...place });
    pages.push(check(view));
    const buttons = view?.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : [])) ?? [];
    const next = buttons.find(({ action_id }) => action_id === 'reader_next');
    const target = next?.type === 'button' ? parsePageValue(next.value) : null;
    place = target === null ? null : { chapter: target.chapter, page: target.page };
  }
  return pages;
}

describe('the reader', () => {
  it.each(languages)('is valid on every page in %s, from a minute to ten hours', (language) => {
    for (const minutes of [1, 42, 600]) {
      const digest = longDigest(minutes, language);
      const pages = readAll(digest, language, false);
      const wanted = digest.chapters.map(
        (_, chapter) => readerPage(digest, { chapter, page: 0 }, { words: 'digest', characters: 4_000 })?.pages ?? 0,
      );
      expect(pages).toHaveLength(wanted.reduce((sum, count) => sum + count, 0));
      if (minutes === 42) readAll(digest, language, true);
    }
  });

  it('shows every word of the talk, and its own words beside them', () => {
    const digest = sampleDigest();
    const translated = readAll(digest, 'en', false).join('');
    const both = readAll(digest, 'en', true).join('');
    const opening = (text: string) => text.slice(0, 12).replace(/["*_`~<>&]/g, '');
    for (const { turns } of digest.passages) for (const { text } of turns) expect(translated).toContain(opening(text));
    expect(translated).not.toContain(digest.lines[0]?.text.slice(0, 20));
    expect(both).toContain(digest.lines[0]?.text.slice(0, 20));
    expect(translated).toContain('Show original');
    expect(both).toContain('Hide original');
  });

  it('stands for the nearest page where there is none, and for nothing without chapters', () => {
    const digest = sampleDigest();
    const last = readerView({ digest, language: 'en', original: false, chapter: 99, page: 99 });
    expect(check(last)).not.toContain('reader_next');
    expect(
      readerView({
        digest: { ...digest, chapters: [], passages: [] },
        language: 'en',
        original: false,
        chapter: 0,
        page: 0,
      }),
    ).toBeNull();
  });

  it('is valid and harmless whatever the digest says', () => {
    fc.assert(
      fc.property(fc.array(hostileText(40), { minLength: 3, maxLength: 8 }), fc.boolean(), (texts, original) => {
        const digest = hostileDigest(texts);
        for (const chapter of [0, 1, 2]) check(readerView({ digest, language: 'en', original, chapter, page: 0 }));
      }),
      { numRuns: 60 },
    );
  });
});

/** Those whose costs are told. */
const namedChannels = /<#(?:C0GENERAL|G0CLOSED|C[123])>/g;

function hostileDigest(texts: readonly string[]): Digest {
  const digest = longDigest(12, 'en');
  let at = 0;
  const next = (times = 1 + (at % 40)) => (texts[at++ % texts.length] ?? '').repeat(times);
  return {
    ...digest,
    chapters: digest.chapters.map((chapter) => ({ ...chapter, title: next(), gist: next() })),
    passages: digest.passages.map((passage) => ({
      ...passage,
      turns: passage.turns.map((turn) => ({ ...turn, text: next() })),
    })),
    cast: digest.cast.map((member) => ({ ...member, label: next() })),
    lines: digest.lines.map((line) => ({ ...line, text: next(2) })),
  };
}

const nowMs = Date.UTC(2026, 0, 15);
const usage = sampleUsage(['C0GENERAL', 'G0CLOSED', 'C1', 'C2', 'C3']);

describe('other pages and answers', () => {
  it.each(languages)('are valid in %s', (language) => {
    check(digestVideoView(language, metadata));
    check(languageView(language, metadata));
    check(downloadView(language, ref, metadata));
    for (const mayChange of [true, false]) {
      const settings = { ...defaultSettings, language, longestMs: 7_200_000, budgetUsd: 5 };
      check(settingsView({ language, settings, mayChange, metadata }));
      check(settingsView({ language, settings: { ...settings, shown: [], longestMs: null }, mayChange, metadata }));
    }
    const recent = Array.from({ length: 60 }, () => ({
      title: 'A | <talk>'.repeat(90),
      link: 'https://a.test/',
      postedAtMs: 1,
    }));
    const settings = { ...defaultSettings, language: 'fr' };
    check(homeView({ kind: 'home', language, settings, mayChange: true, usage, recent }, 2));
    check(homeView({ kind: 'home', language, settings, mayChange: false, usage: null, recent: [] }, 2));
    for (const answer of answersIn(language)) {
      const message = answerMessage(answer, 2);
      expect(message.text).not.toBe('');
      checkMessage(
        { text: message.text, blocks: JSON.stringify(message.blocks) },
        { characterLimit: 10_000, containers: false },
      );
      check(messageView(language, message, metadata));
    }
  });

  it.each(languages)('say in %s what can be copied, and end sentences once', (language) => {
    const invite = answerMessage({ kind: 'note', language, note: 'not-in-channel' }, 0);
    expect(JSON.stringify(invite.blocks)).toContain('/invite @Vidigest');
    const sinceNovember = { ...usage, sinceMs: Date.UTC(2026, 10, 1) };
    expect(answerMessage({ kind: 'usage', language, usage: sinceNovember }, Date.UTC(2026, 10, 9)).text).not.toMatch(
      /\.\.|\. \.|undefined/,
    );
  });

  it('tell what digests have cost, and name no channel that has no name', () => {
    const { text } = answerMessage({ kind: 'usage', language: 'en', usage: sampleUsage(['C1', 'D1', 'G1']) }, nowMs);
    expect(text.split('\n')).toEqual([
      'Today: 1 digest for $0.30',
      'Left for today: $4.65 of $5.00',
      'Since Jan 1: 1,204 digests for $12.35',
      'Saved by digests that were there already: $2.50',
      'By channel:',
      '• This channel: 3 digests for $1.50',
      '• Budget: $10.00 a month.',
      '• <#C1>: 2 digests for $1.00',
      '• <#G1>: 2 digests for $0.33',
    ]);
    const bare = { ...sampleUsage(), day: null, here: null };
    expect(answerMessage({ kind: 'usage', language: 'fr', usage: bare }, nowMs).text.split('\n')).toHaveLength(3);
  });

  it('say what all links would cost', () => {
    const all = answersIn('en').filter(({ kind }) => kind === 'digest-all');
    expect(all.map((answer) => JSON.stringify(answerMessage(answer, 0)))).toEqual([
      expect.stringContaining('Digest all 150 (about $0.42)'),
      expect.stringContaining('"Digest all 4"'),
    ]);
  });
});

function answersIn(language: string): MessageAnswer[] {
  const many = Array.from({ length: 150 }, () => 'vdgSample01');
  return [
    ...chatNotes.map((note) => ({ kind: 'note', language, note }) as const),
    { kind: 'help', language, typed: '', nearest: null },
    { kind: 'help', language, typed: '<!channel> *x* '.repeat(50), nearest: 'settings' },
    { kind: 'welcome', language, channelLanguage: 'fr' },
    { kind: 'usage', language, usage },
    { kind: 'settings', language, settings: { ...defaultSettings, language }, mayChange: true },
    { kind: 'digest-all', language, videoIds: many, costUsd: 0.42 },
    { kind: 'digest-all', language, videoIds: many.slice(0, 4), costUsd: null },
  ];
}
