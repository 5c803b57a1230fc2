import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../../src/core/domain/errors.ts';
import { formatClock, formatDate, formatDay, formatInstant } from '../../../src/formatters/strings/dates.ts';
import { describeFailure } from '../../../src/formatters/strings/describe-failure.ts';
import { catalogues, stringsFor } from '../../../src/formatters/strings/strings-for.ts';

const languages = ['en', 'zh-Hans', 'zh-Hant', 'ja', 'ko', 'es', 'fr', 'de', 'pt'];

/** Every text of a catalogue with its path; functions are called with plausible arguments. */
function texts(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const numeric = /lines|chapters|postHere|moreChapters|translating|quotesCounted/iu.test(path);
    const call = value as (...args: unknown[]) => string;
    const withArguments = /fullTextPart/u.test(path) ? call('1/2', 3, 5) : numeric ? call(3, 7) : call('AAA', 'BBB');
    return [[path, withArguments]];
  }
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

describe('the catalogues', () => {
  test('are these languages', () => expect(Object.keys(catalogues).sort()).toEqual([...languages].sort()));

  test.each(languages)('%s has every text, plain and trimmed', (language) => {
    const { punctuation, ...rest } = stringsFor(language);
    for (const [path, text] of texts(rest, language)) {
      expect(text, path).not.toBe('');
      expect(text, path).toBe(text.trim());
      expect(text, path).not.toMatch(/[<>*_`|[\]#\n]|undefined|\$\{/u);
    }
    expect(punctuation.quotes.join('')).not.toBe('');
  });

  test.each(languages.filter((language) => language !== 'en'))('%s is not English', (language) => {
    const english = new Map(texts(stringsFor('en'), '').map(([path, text]) => [path, text]));
    const long = texts(stringsFor(language), '').filter(([, text]) => text.length > 20);
    expect(long.length).toBeGreaterThan(20);
    for (const [path, text] of long) expect(text, path).not.toBe(english.get(path));
  });

  test.each(['zh-Hans', 'zh-Hant', 'ja'])('%s has full-width punctuation between its characters', (language) => {
    for (const [path, text] of texts(stringsFor(language), language)) {
      expect(text, path).not.toMatch(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][,;:!?()]/u);
    }
  });

  test('French has unbreakable gaps before its punctuation', () => {
    for (const [path, text] of texts(stringsFor('fr'), 'fr')) expect(text, path).not.toMatch(/[^ ] [:;?!»]|« /u);
  });

  test('simplified and traditional characters are not mixed', () => {
    const all = (language: string) =>
      texts(stringsFor(language), '')
        .map(([, text]) => text)
        .join('');
    expect(all('zh-Hans')).not.toMatch(/[這個視頻訊檔響應說請語說]/u);
    expect(all('zh-Hant')).not.toMatch(/[这个视频讯档响应说请语]/u);
  });
});

describe('stringsFor', () => {
  test.each([
    ['zh-CN', '视频信息'],
    ['zh', '视频信息'],
    ['zh-SG', '视频信息'],
    ['zh-TW', '影片資訊'],
    ['zh-HK', '影片資訊'],
    ['zh_Hant', '影片資訊'],
    ['pt-BR', 'Dados do vídeo'],
    ['en-GB', 'Video'],
    ['it', 'Video'],
    ['not a language', 'Video'],
    ['', 'Video'],
  ])('%s', (tag, heading) => expect(stringsFor(tag).document.videoFacts).toBe(heading));

  test('keeps the region for dates, and the catalogue’s own where it fell back', () => {
    expect(formatDate(stringsFor('en-GB'), '2025-12-22')).toBe('22 Dec 2025');
    expect(formatDate(stringsFor('en'), '2025-12-22')).toBe('Dec 22, 2025');
    expect(formatDate(stringsFor('it'), '2025-12-22')).toBe('Dec 22, 2025');
  });
});

describe('counts', () => {
  test.each([
    ['en', '1 chapter', '10 chapters', '1,204 of 1,204 lines'],
    ['zh-CN', '1 章', '10 章', '1,204 / 1,204 行'],
    ['de', '1 Kapitel', '10 Kapitel', '1.204 von 1.204 Zeilen'],
    ['pt', '1 capítulo', '10 capítulos', '1.204 de 1.204 linhas'],
  ])('%s', (language, one, ten, lines) => {
    const { counts } = stringsFor(language);
    expect([counts.chapters(1), counts.chapters(10), counts.lines(1204, 1204)]).toEqual([one, ten, lines]);
  });

  test('the words of the chat messages', () => {
    const { chat, counts } = stringsFor('en');
    expect(chat.translating(6, 10)).toBe('translating: 6 of 10 chapters');
    expect(chat.postHere(1)).toBe('Post here (1 message)');
    expect(chat.fullTextPart('1/2', 1, 5)).toBe('Full text 1/2: chapters 1-5');
    expect(chat.fullTextPart('', 4, 4)).toBe('Full text: chapter 4');
    expect(counts.covered('41:39', '41:39')).toBe('41:39 of 41:39 covered');
  });
});

describe('dates', () => {
  const at = Date.UTC(2025, 11, 22, 14, 20);
  const english = stringsFor('en-GB');

  test('Chinese documents keep the sortable form', () =>
    expect(formatDate(stringsFor('zh-CN'), '2025-12-22')).toBe('2025-12-22'));
  test('what is no date is left alone', () => expect(formatDate(english, 'soon')).toBe('soon'));
  test('a day names its year only when that is another', () => {
    expect(formatDay(english, at, at)).toBe('22 Dec');
    expect(formatDay(english, at, at + 30 * 86_400_000)).toBe('22 Dec 2025');
  });
  test('a clock names its day only when that is another', () => {
    expect(formatClock(english, at, at)).toBe('14:20');
    expect(formatClock(english, at, at - 86_400_000)).toBe('22 Dec, 14:20');
    expect(formatClock(english, at, at, 'Asia/Shanghai')).toBe('22:20');
    expect(formatClock(stringsFor('ja'), at, at - 86_400_000)).toBe('12月22日 14:20');
    expect(formatClock(stringsFor('de'), at, at - 86_400_000)).toBe('22. Dez., 14:20');
  });
  test('an instant says its zone', () => {
    expect(formatInstant('2026-03-15T08:30:00.000Z')).toBe('2026-03-15 08:30:00 UTC');
    expect(formatInstant('once')).toBe('once');
  });
});

describe('describeFailure', () => {
  const english = stringsFor('en');
  const facts = { reason: null, retryAt: null };

  test.each(languages)('says cause and next step for every code in %s', (language) => {
    for (const code of errorCodes) {
      for (const retryAt of [null, '14:20']) {
        const { cause, next } = describeFailure(stringsFor(language), { code, reason: null, retryAt });
        expect(cause.length, code).toBeLessThan(140);
        expect(next.length, code).toBeLessThan(180);
        expect(next, code).toMatch(/[.。]$/u);
      }
    }
  });

  test('says the next try, or what the bot waits for', () => {
    expect(describeFailure(english, { code: 'youtube-blocked', reason: null, retryAt: '14:20' })).toEqual({
      cause: 'YouTube is refusing this server, not your video.',
      next: 'Next try 14:20; I’ll post here.',
    });
    expect(describeFailure(english, { code: 'live-now', reason: null, retryAt: '14:20' }).next).toBe(
      'I’ll digest it when captions appear, usually within hours.',
    );
  });

  test('a reason is quoted, on one line, cut, and only where it tells something', () => {
    const reason = `Video\nunavailable ${'x'.repeat(500)}`;
    const { cause } = describeFailure(english, { ...facts, code: 'video-unavailable', reason });
    expect(cause).toMatch(/not available\. YouTube: “Video unavailable x+…”$/u);
    expect(cause.length).toBeLessThan(280);
    expect(describeFailure(english, { ...facts, code: 'model-auth', reason: 'sk-key' }).cause).not.toContain('sk-key');
  });
});
