import { describe, expect, it } from 'vitest';
import { type ChatAnswer, chatNotes } from '../../../src/core/domain/chat-answer.ts';
import { defaultSettings } from '../../../src/core/domain/settings.ts';
import { chosenSettings } from '../../../src/formatters/discord/custom-id.ts';
import { formatAnswer } from '../../../src/formatters/discord/format-answer.ts';
import { messageProblems } from '../../fakes/discord/message-rules.ts';
import { renderDiscord } from '../../support/discord-markdown.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { sampleUsage } from '../../support/sample-usage.ts';
import { overviewOf } from '../slack/replies.ts';
import { buttonsOf, optionsOf, textsOf } from './reading.ts';

const nowMs = Date.UTC(2026, 0, 15);
const digest = sampleDigest();
const ref = { videoId: 'vdgSample01', language: 'zh-CN' };
const usage = sampleUsage();
const settings = { ...defaultSettings, language: 'ja', longestMs: 5_400_000, budgetUsd: 2 };
const hostile = '**x** <@1> @everyone [a](https://evil.example) `b`';

/** One answer of every kind, in a language. */
const everyAnswer = (language: string): ChatAnswer[] => [
  { kind: 'reply', language, reply: overviewOf(digest) },
  ...chatNotes.map((note) => ({ kind: 'note', language, note }) as const),
  { kind: 'section', language, digest: longDigest(42, 'en'), chapter: 1, page: 0, original: true },
  { kind: 'language-choice', language, digest: ref },
  { kind: 'download-choice', language, digest: ref },
  { kind: 'file', language, format: 'srt', name: 'a.srt', title: hostile, content: 'x' },
  { kind: 'settings', language, settings, mayChange: true, note: 'settings-saved' },
  { kind: 'settings', language, settings, mayChange: false, note: 'not-allowed' },
  { kind: 'usage', language, usage },
  { kind: 'help', language, typed: hostile, nearest: hostile },
  { kind: 'welcome', language, channelLanguage: 'pt-BR' },
  { kind: 'digest-all', language, videoIds: Array(60).fill('vdgSample01'), costUsd: null },
  {
    kind: 'home',
    language,
    settings,
    mayChange: true,
    usage,
    recent: [{ title: hostile, link: 'https://discord.com/channels/1/2', postedAtMs: 0 }],
  },
];
const textOf = (answer: ChatAnswer) => formatAnswer(answer, nowMs).messages.flatMap(textsOf).join('\n');

describe('formatAnswer', () => {
  it.each(['en', 'zh-CN', 'zh-TW', 'ja', 'ko', 'es', 'fr', 'de', 'pt-BR'])(
    'is valid and harmless in %s',
    (language) => {
      for (const answer of everyAnswer(language)) {
        const { messages, files } = formatAnswer(answer, nowMs);
        expect(messages.length).toBeGreaterThan(0);
        expect(files).toHaveLength(answer.kind === 'file' ? 1 : 0);
        for (const message of messages) {
          expect(messageProblems('createMessage', message)).toEqual([]);
          const found = textsOf(message).flatMap((text) => renderDiscord(text).markup);
          expect(found.filter(({ kind }) => ['mention', 'code', 'spoiler', 'emoji'].includes(kind))).toEqual([]);
          expect(found.filter(({ target }) => target.includes('evil'))).toEqual([]);
        }
      }
    },
  );

  it('says that there is nothing to show behind a button for parts that are hidden since', () => {
    const hidden = { ...digest, arguments: [], companies: [], quotes: [], people: [] };
    for (const name of ['arguments', 'people'] as const) {
      const answer = { kind: 'part', language: 'en', digest: hidden, part: { name } } as const;
      expect(formatAnswer(answer, nowMs).messages.flatMap(textsOf)).toEqual(['There is nothing to show here.']);
    }
  });

  it('helps with what was typed, the nearest command, and all there are', () => {
    const lines = textOf({ kind: 'help', language: 'en', typed: 'moed', nearest: 'mode' }).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      '“moed” is not a command of mine.',
      'Did you mean /digest mode?',
      '**/digest video url: \\[language:\\] \\[private:\\]** – Digest a YouTube video',
    ]);
    expect(lines).toHaveLength(9);
    expect(textOf({ kind: 'help', language: 'de', typed: '', nearest: null })).toContain('**/digest modus modus:**');
  });

  it('shows settings to whoever asks, as menus and a form to those who may change them', () => {
    const answer = { kind: 'settings', language: 'en', settings } as const;
    const limits = [
      '**Shortest video, minutes**: –',
      '**Longest video, minutes**: 90',
      '**Budget per month, US dollars**: $2.00',
    ];
    const words = textOf({ ...answer, mayChange: false }).split('\n');
    expect(words).toHaveLength(chosenSettings.length + limits.length);
    expect(words.slice(0, 2)).toEqual(['**Answer**: Every link', '**Language**: 日本語 · Japanese']);
    expect(words.slice(-3)).toEqual(limits);
    const [panel] = formatAnswer({ ...answer, mayChange: true }, nowMs).messages;
    if (panel === undefined) throw new Error('no message');
    const ids = [...JSON.stringify(panel).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...chosenSettings.map((name) => `v1|set|${name}`), 'v1|limits||90|2']);
    expect(textsOf(panel).join('\n').split('\n').slice(-3)).toEqual(limits);
    expect(optionsOf(panel).filter((option) => option.default === true)).toHaveLength(10);
  });

  it('keeps a language that is not offered in its menu', () => {
    const rare = { ...settings, language: 'mi' };
    const [panel] = formatAnswer({ kind: 'settings', language: 'en', settings: rare, mayChange: true }, nowMs).messages;
    expect(JSON.stringify(panel)).toContain('{"label":"Māori","value":"mi","default":true}');
  });

  it('tells usage, and what was made', () => {
    const inTwo = sampleUsage(['41', '42', '<@1>']);
    expect(textOf({ kind: 'usage', language: 'en', usage: inTwo }).split('\n')).toEqual([
      'Today: 1 digest for $0.30',
      'Left for today: $4.65 of $5.00',
      'Since Jan 1: 1,204 digests for $12.35',
      'Saved by digests that were there already: $2.50',
      'By channel:',
      '- This channel: 3 digests for $1.50',
      '- Budget: $10.00 a month.',
      '- <#41>: 2 digests for $1.00',
      '- <#42>: 2 digests for $0.50',
    ]);
    const settings = { ...defaultSettings, language: 'en' };
    const none = { settings, mayChange: false, usage: null, recent: [] } as const;
    const home = { kind: 'home', language: 'en', ...none } as const;
    expect(textOf(home)).toBe('No digests yet.');
  });

  it('asks before many digests, naming the videos', () => {
    const videoIds = ['vdgSample01', 'vdgSample02', 'vdgSample03', 'vdgSample04'];
    const answer: ChatAnswer = { kind: 'digest-all', language: 'en', videoIds, costUsd: 0.5 };
    const [message] = formatAnswer(answer, nowMs).messages;
    expect(textOf(answer)).toBe(
      `4 videos are linked here.\n${videoIds.map((id) => `https://youtu.be/${id}`).join('\n')}`,
    );
    expect(buttonsOf(message).map(({ label, custom_id }) => [label, custom_id])).toEqual([
      ['Digest all 4 (about $0.50)', 'v1|all'],
    ]);
  });

  it('offers other languages than the digest has', () => {
    const values = formatAnswer({ kind: 'language-choice', language: 'en', digest: ref }, nowMs).messages.flatMap(
      optionsOf,
    );
    expect(values).toHaveLength(25);
    expect(values.map(({ value }) => value)).not.toContain('zh-CN');
  });

  it('names a file so that Discord takes the name as it is', () => {
    const file = (name: string) =>
      formatAnswer({ kind: 'file', language: 'en', format: 'md', name, title: '', content: 'x' }, 0);
    const { files, messages } = file('为什么.vdgSample01.zh-CN.md');
    expect(files).toEqual([{ name: 'vdgSample01.zh-CN.md', data: 'x', contentType: 'text/markdown; charset=utf-8' }]);
    expect(messages[0]?.components).toEqual([{ type: 13, file: { url: 'attachment://vdgSample01.zh-CN.md' } }]);
    expect(file(`../../${'a'.repeat(300)}.md`).files[0]?.name).toMatch(/^a{97}\.md$/);
  });
});
