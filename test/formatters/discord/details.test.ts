import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { parseCustomId } from '../../../src/formatters/discord/custom-id.ts';
import { formatDetails, formatDetailsPage } from '../../../src/formatters/discord/details.ts';
import { formatReply } from '../../../src/formatters/discord/format-reply.ts';
import type { DiscordMessage } from '../../../src/formatters/discord/message.ts';
import { isOversized, messageProblems } from '../../fakes/discord/message-rules.ts';
import { sampleDigest } from '../../support/sample-digest.ts';
import { buttonsOf, textsOf } from './reading.ts';

const linesOf = (part: 'arguments' | 'people', digest = sampleDigest(), language = 'en') =>
  formatDetails(digest, part, language).flatMap(textsOf).join('\n').split('\n');

/** Every page, by turning on from the first. */
function pagesOf(digest: Digest, part: 'arguments' | 'people', language: string): DiscordMessage[] {
  const pages: DiscordMessage[] = [];
  for (let at: number | null = 0; at !== null && pages.length < 500; ) {
    const page = formatDetailsPage(digest, part, at, language);
    if (page === null) return pages;
    pages.push(page);
    const next = buttonsOf(page).find(({ label, disabled }) => label === '›' && disabled !== true);
    const id = parseCustomId(next?.custom_id ?? '');
    at = id?.action === 'details' ? id.page : null;
  }
  return pages;
}

describe('formatDetails', () => {
  it('gives each argument with its time, concepts and meaning, as far as there are any', () => {
    expect(linesOf('arguments')).toEqual([
      '## Key arguments',
      '**[01:03 可以做完的东西不会腐烂](https://youtu.be/vdgSample01?t=63)**',
      '托马斯认为小型库的优势在于范围有限，能够真正完成；他每年删除的代码都比新增的多。',
      '**Key concepts**: 完成度, 间接依赖, 删减',
      '**What it means in practice**: 评估依赖时，应把“是否已经完成”看作优点而不是停滞的信号。',
      '',
      '**[02:06 公司为确定性付费](https://youtu.be/vdgSample01?t=126)**',
      '一份每年 50,000 美元的支持合同买的不是功能，而是两天之内的回复。',
      '**Key concepts**: 支持合同, 赞助',
    ]);
  });

  it('gives people after the introduction, companies with importance in words, and quotes with the original', () => {
    const lines = linesOf('people');
    expect(lines.slice(0, 2)).toEqual(['## People', sampleDigest().introduction]);
    expect(lines).toContain('**Not from the video**: 曾在多个开源会议上发表演讲。');
    expect(lines).toContain(
      '- [00:21 Fernlight](https://youtu.be/vdgSample01?t=21) (central): 托马斯维护了 11 年的库，本期访谈的主角',
    );
    const quote = lines.indexOf('> “小东西是可以做完的，而做完的东西不会腐烂。”');
    expect(lines.slice(quote + 1, quote + 3)).toEqual([
      '> -# “A small thing can be finished, and finished things do not rot.”',
      '[01:55 托马斯](https://youtu.be/vdgSample01?t=115)',
    ]);
  });

  it('says a quote once where nothing was translated', () => {
    const { quotes } = sampleDigest();
    const same = sampleDigest({ quotes: quotes.map((quote) => ({ ...quote, text: quote.source })) });
    expect(linesOf('people', same).filter((line) => line.includes('People sponsor'))).toHaveLength(1);
  });

  it('goes on in further messages, each under its heading, nothing lost', () => {
    const [point] = sampleDigest().arguments;
    if (point === undefined) throw new Error('no argument');
    const points = Array.from({ length: 40 }, (_, at) => ({ ...point, title: `Point ${at}.` }));
    const messages = formatDetails(sampleDigest({ arguments: points }), 'arguments', 'zh-CN');
    expect(messages.length).toBeGreaterThan(1);
    const texts = messages.flatMap(textsOf);
    for (const text of texts) expect(text).toMatch(/^## 核心论点\n\*\*\[/);
    expect(texts.join().match(/Point \d+\./g)).toEqual(points.map(({ title }) => title));
  });

  it('is read page by page by one person: every entry once, in order, each page valid', () => {
    const languages = ['en', 'zh-CN', 'ja', 'de'];
    const text = fc.string({ unit: 'grapheme', maxLength: 900 });
    const sizes = fc.record({ count: fc.integer({ min: 1, max: 80 }), content: text });
    fc.assert(
      fc.property(sizes, fc.constantFrom(...languages), fc.boolean(), ({ count, content }, language, isPeople) => {
        const digest = sampleDigest();
        const [[point], [person]] = [digest.arguments, digest.people];
        if (point === undefined || person === undefined) throw new Error('nothing to repeat');
        const numbered = Array.from({ length: count }, (_, at) => `№${at}№`);
        const large = sampleDigest({
          arguments: numbered.map((title) => ({ ...point, title, content })),
          people: numbered.map((name) => ({ ...person, name, background: content })),
        });
        const part = isPeople ? 'people' : 'arguments';
        const pages = pagesOf(large, part, language);
        for (const page of pages) {
          expect(messageProblems('createMessage', page)).toEqual([]);
          expect(isOversized(page)).toBe(false);
        }
        const shown = [...pages.flatMap(textsOf).join().matchAll(/№\d+№/g)].map(String);
        expect(shown).toEqual(numbered);
      }),
      { numRuns: 60 },
    );
  });

  it('has no ways to turn where there is one page, and none beyond its ends', () => {
    expect(JSON.stringify(formatDetailsPage(sampleDigest(), 'people', 7, 'en'))).not.toContain('custom_id');
    const [point] = sampleDigest().arguments;
    const large = sampleDigest({ arguments: Array(60).fill(point) });
    const pages = pagesOf(large, 'arguments', 'en');
    expect(pages.length).toBeGreaterThan(2);
    const disabled = pages.map((page) => buttonsOf(page).map((each) => each.disabled === true));
    expect(disabled.at(0)).toEqual([true, false]);
    expect(disabled.at(1)).toEqual([false, false]);
    expect(disabled.at(-1)).toEqual([false, true]);
    expect(formatDetailsPage(large, 'arguments', 999, 'en')).toEqual(pages.at(-1));
  });

  it('is none for nothing', () => {
    const none = sampleDigest({ arguments: [], companies: [], quotes: [], people: [] });
    expect(formatReply({ kind: 'details', language: 'en', digest: none })).toEqual([]);
  });

  it('answers one person', () => {
    for (const { flags } of formatReply({ kind: 'details', language: 'en', digest: sampleDigest() })) {
      expect(flags).toBe(32_768 | 64);
    }
  });
});
