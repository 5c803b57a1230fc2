import { describe, expect, it } from 'vitest';
import { formatDetails } from '../../../src/formatters/discord/details.ts';
import { formatReply } from '../../../src/formatters/discord/format-reply.ts';
import { sampleDigest } from '../../support/sample-digest.ts';
import { textsOf } from './reading.ts';

const linesOf = (part: 'arguments' | 'people', digest = sampleDigest(), language = 'en') =>
  formatDetails(digest, part, language).flatMap(textsOf).join('\n').split('\n');

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
