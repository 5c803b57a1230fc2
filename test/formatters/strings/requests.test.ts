import { describe, expect, it } from 'vitest';
import { requestsFor, requestWords } from '../../../src/formatters/strings/requests/requests-for.ts';
import { catalogues } from '../../../src/formatters/strings/strings-for.ts';

/** Every text with its path; functions are called with plausible arguments. */
function texts(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const call = value as (...args: unknown[]) => string;
    return [[path, /digestAll|manyLinks|usage/.test(path) ? call(3, '$1', 'May 1') : call('AAA', 'BBB')]];
  }
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

describe('what people hear who ask', () => {
  it('is there in the languages of the catalogues', () => {
    expect(Object.keys(requestWords).toSorted()).toEqual(Object.keys(catalogues).toSorted());
    expect(requestsFor('zh-TW').page.close).toBe('關閉');
    expect(requestsFor('zh').page.close).toBe('关闭');
    expect(requestsFor('not a language').page.close).toBe('Close');
    expect(requestsFor('it').page.close).toBe('Close');
  });

  it.each(Object.keys(requestWords))('%s is plain, trimmed and short enough for buttons', (language) => {
    const words = requestsFor(language);
    for (const [path, text] of texts(words, language)) {
      expect(text, path).toBe(text.trim());
      expect(text, path).not.toMatch(/^$|[<>*_`|\n]|undefined|\$\{/u);
    }
    for (const label of [words.page.close, words.page.save, words.page.digest])
      expect(label.length).toBeLessThanOrEqual(24);
    expect(words.digestAll(100, '$1,000.00').length).toBeLessThanOrEqual(75);
    expect(words.digestAll(100, '$1.00')).toContain('$1.00');
  });

  it.each(Object.keys(requestWords).filter((key) => key !== 'en'))('%s is not English', (language) => {
    const english = new Map(texts(requestsFor('en'), '').map(([path, text]) => [path, text]));
    for (const [path, text] of texts(requestsFor(language), '')) {
      if (text.length > 20) expect(text, path).not.toBe(english.get(path));
    }
  });

  it.each([
    ['en', '0 digests', '1 digest', '1,234 digests'],
    ['fr', '0 résumé', '1 résumé', '1\u202f234 résumés'],
    ['de', '0 Zusammenfassungen', '1 Zusammenfassung', '1.234 Zusammenfassungen'],
    ['ja', 'まとめ 0 件', 'まとめ 1 件', 'まとめ 1,234 件'],
  ])('%s counts digests by its own rules', (language, ...sums) => {
    const { usage } = requestsFor(language);
    for (const [index, count] of [0, 1, 1234].entries()) expect(usage.sum(count, '$1')).toContain(sums[index]);
  });

  it('has unbreakable gaps before French punctuation', () => {
    for (const [path, text] of texts(requestsFor('fr'), 'fr')) expect(text, path).not.toMatch(/ [:;?!»]|« /u);
  });

  it.each(['zh-Hans', 'zh-Hant', 'ja'])('%s has full-width punctuation between its characters', (language) => {
    for (const [path, text] of texts(requestsFor(language), language)) {
      expect(text, path).not.toMatch(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][,;:!?()]/u);
    }
  });
});
