import { describe, expect, it } from 'vitest';
import { formatReply } from '../../../src/formatters/discord/format-reply.ts';
import {
  formatChapterMenu,
  formatDownloadMenu,
  formatLanguageMenu,
  formatMoreMenu,
} from '../../../src/formatters/discord/menus.ts';
import { welcomeMessage } from '../../../src/formatters/discord/welcome.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { buttonsOf, optionsOf, textsOf } from './reading.ts';

const nowMs = Date.UTC(2026, 0, 1, 14);

describe('a digest that is there already', () => {
  it('is one line with a link', () => {
    const link = 'https://discord.com/channels/1/2';
    const [message] = formatReply(
      { kind: 'again', language: 'en', postedAtMs: Date.UTC(2025, 11, 22), link },
      { nowMs },
    );
    expect(textsOf(message)).toEqual([`Digested on Dec 22, 2025 → [thread](${link})`]);
  });
});

describe('a failure', () => {
  const failure = (retryAtMs: number | null, reason: string | null = null) =>
    textsOf(formatReply({ kind: 'failure', language: 'en', code: 'youtube-blocked', reason, retryAtMs }, { nowMs })[0]);

  it('says the next try in each reader’s own time', () => {
    expect(failure(nowMs + 1_200_000)).toEqual([
      'YouTube is refusing this server, not your video. Next try <t:1767277200:t>; I’ll post here.',
    ]);
    expect(failure(nowMs + 90_000_000).join()).toContain(':f>');
  });

  it('says what happens without one', () => {
    expect(failure(null)).toEqual(['YouTube is refusing this server, not your video. Try again in an hour or so.']);
  });

  it('lets a reason neither ping nor take the place of the time', () => {
    const reply = { kind: 'failure', language: 'en', code: 'chat-refused', retryAtMs: null } as const;
    const text = textsOf(formatReply({ ...reply, reason: '<@1> @everyone \uE000' }, { nowMs })[0]).join();
    expect(text).toContain('“\\<@1> @\u2060everyone”');
    expect(text).not.toContain('<t:');
  });
});

describe('the menus', () => {
  it('offer the full text with the number of messages, again, and remove', () => {
    expect(buttonsOf(formatMoreMenu(longDigest(42, 'zh-CN'), 'en')).map(({ label, style }) => [label, style])).toEqual([
      ['Post here (4 messages)', 1],
      ['Digest again', 2],
      ['Remove', 4],
    ]);
    expect(buttonsOf(formatMoreMenu(sampleDigest({ passages: [] }), 'en'))).toHaveLength(2);
  });

  it('offer every form of a file', () => {
    const ref = { videoId: 'vdgSample01', language: 'en' };
    expect(buttonsOf(formatDownloadMenu(ref)).map(({ label, custom_id }) => `${label} ${custom_id}`)).toEqual([
      'Markdown v1|file|vdgSample01|en|md',
      'SRT v1|file|vdgSample01|en|srt',
      'VTT v1|file|vdgSample01|en|vtt',
      'JSON v1|file|vdgSample01|en|json',
    ]);
  });

  it('offer languages by their own name and the reader’s, 25 at most, each once', () => {
    const ref = { videoId: 'vdgSample01', language: 'en' };
    expect(optionsOf(formatLanguageMenu(ref, ['ja', 'en', 'ja'], 'en'))).toEqual([
      { label: '日本語 (Japanese)', value: 'ja' },
      { label: 'English', value: 'en' },
    ]);
    const many = Array.from({ length: 40 }, (_, at) => `x${String.fromCharCode(97 + (at % 26))}${at > 25 ? 'b' : 'a'}`);
    expect(optionsOf(formatLanguageMenu(ref, many, 'en'))).toHaveLength(25);
    expect(formatLanguageMenu(ref, [], 'en')).toBeNull();
  });

  it('go on with the chapters of the next menu, and end', () => {
    const digest = longDigest(100, 'en');
    const [chapter] = digest.chapters;
    if (chapter === undefined) throw new Error('no chapter');
    const many = { ...digest, chapters: Array(60).fill(chapter) };
    expect(optionsOf(formatChapterMenu(many, 1, 'en')).map(({ value }) => value)).toEqual([
      ...Array.from({ length: 24 }, (_, at) => String(24 + at)),
      '+2',
    ]);
    expect(optionsOf(formatChapterMenu(many, 2, 'en'))).toHaveLength(12);
    expect(formatChapterMenu(many, 3, 'en')).toBeNull();
  });

  it('are none for a digest whose key no button can carry', () => {
    const strange = sampleDigest({ language: `en-x-${'a'.repeat(40)}` });
    expect(formatMoreMenu(strange, 'en')).toBeNull();
    expect(formatDownloadMenu({ videoId: 'x', language: strange.language })).toBeNull();
  });
});

describe('the welcome', () => {
  it('says what the bot does, and offers to be quieter', () => {
    const message = welcomeMessage({ language: 'en', digestLanguage: 'ja' });
    expect(textsOf(message).join()).toContain('I write in Japanese.');
    expect(buttonsOf(message).map(({ label, custom_id }) => [label, custom_id])).toEqual([
      ['Every link', 'v1|mode|auto|all'],
      ['When someone reacts', 'v1|mode|react|all'],
      ['Only on command', 'v1|mode|off|all'],
    ]);
  });
});
