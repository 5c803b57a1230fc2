import { describe, expect, it } from 'vitest';
import { formatReply } from '../../../src/formatters/slack/format-reply.ts';
import { sampleDigest } from '../../support/sample-digest.ts';
import { textsOf } from './replies.ts';

const details = (digest = sampleDigest(), language = 'en', containers = true) =>
  formatReply({ kind: 'details', language, digest }, { containers });

describe('the details', () => {
  it('are one message of four folds that says what it holds', () => {
    const [message, ...more] = details();
    expect(more).toEqual([]);
    expect(message?.text).toBe('Key arguments, Companies and products, Quotes, People');
    expect(message?.blocks.map((block) => block.type === 'container' && block.title.text)).toEqual([
      'Key arguments',
      'Companies and products',
      'Quotes',
      'People',
    ]);
    for (const block of message?.blocks ?? []) {
      expect(block).toMatchObject({ is_collapsible: true, default_collapsed: true });
    }
  });

  it('give each argument with its time, concepts and meaning, as far as there are any', () => {
    const texts = textsOf(details()[0] ?? { text: '', blocks: [] });
    expect(texts[1]?.split('\n')).toEqual([
      '*<https://youtu.be/vdgSample01?t=63|01:03 可以做完的东西不会腐烂>*',
      '托马斯认为小型库的优势在于范围有限，能够真正完成；他每年删除的代码都比新增的多。',
      '*Key concepts*: 完成度, 间接依赖, 删减',
      '*What it means in practice*: 评估依赖时，应把“是否已经完成”看作优点而不是停滞的信号。',
    ]);
    expect(texts[2]).not.toContain('What it means');
  });

  it('give companies as a table, importance in words', () => {
    const companies = details()[0]?.blocks[1];
    const table = companies?.type === 'container' ? companies.child_blocks[0] : undefined;
    expect(table?.type === 'table' && table.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['Name', 'Context', 'Importance'],
      ['Fernlight', '托马斯维护了 11 年的库，本期访谈的主角', 'central'],
      ['Northwind', '以支持合同资助维护工作', 'discussed'],
      ['GitHub Sponsors', '每月约 300 美元的赞助来源', 'mentioned'],
    ]);
  });

  it('give quotes with the original words, the speaker and the time', () => {
    const texts = textsOf(details()[0] ?? { text: '', blocks: [] });
    expect(texts).toContain(
      '“小东西是可以做完的，而做完的东西不会腐烂。”\n“A small thing can be finished, and finished things do not rot.”\n<https://youtu.be/vdgSample01?t=115|01:55 托马斯>',
    );
    expect(texts.find((text) => text.includes('05:57'))).toMatch(/\|05:57>$/);
    const { quotes } = sampleDigest();
    const same = sampleDigest({ quotes: quotes.map((quote) => ({ ...quote, text: quote.source })) });
    expect(
      textsOf(details(same)[0] ?? { text: '', blocks: [] })
        .join()
        .match(/People sponsor/g),
    ).toHaveLength(1);
  });

  it('give people, what is from elsewhere marked as such, after the introduction', () => {
    const texts = textsOf(details()[0] ?? { text: '', blocks: [] });
    const at = texts.indexOf('People');
    expect(texts[at + 1]).toBe(sampleDigest().introduction);
    expect(texts[at + 2]?.split('\n')).toEqual([
      '*<https://youtu.be/vdgSample01?t=21|00:21 托马斯·奥卡福（Tomas Okafor）>*',
      '*Who*: Fernlight 的维护者',
      '*Background*: 维护 Fernlight 已有 11 年，前六年没有任何收入。',
      '*Views*: 小型库可以做完；应当出售确定性，而不是代码。',
      '*Not from the video*: 曾在多个开源会议上发表演讲。',
    ]);
    expect(texts[at + 3]?.split('\n')).toHaveLength(2);
  });

  it('leave out what there is none of, and are none without any', () => {
    const some = sampleDigest({ companies: [], quotes: [] });
    expect(details(some)[0]?.text).toBe('Key arguments, People');
    const none = sampleDigest({ arguments: [], companies: [], quotes: [], people: [] });
    expect(details(none)).toEqual([]);
  });

  it('go on in a second container after ten', () => {
    const [point] = sampleDigest().arguments;
    const digest = sampleDigest({ arguments: Array(12).fill(point) });
    const titles = details(digest)[0]?.blocks.map((block) => block.type === 'container' && block.title.text);
    expect(titles?.slice(0, 2)).toEqual(['Key arguments (1/2)', 'Key arguments (2/2)']);
  });

  it('put each further table into a message of its own', () => {
    const [company] = sampleDigest().companies;
    if (company === undefined) throw new Error('no sample');
    const companies = Array.from({ length: 99 }, (_, at) => ({
      ...company,
      name: `Company ${at}`,
      context: 'x'.repeat(300),
    }));
    const digest = sampleDigest({ companies });
    const messages = details(digest);
    expect(messages.length).toBeGreaterThan(3);
    for (const { blocks } of messages) {
      const tables = blocks.flatMap((block) => (block.type === 'container' ? block.child_blocks : []));
      expect(tables.filter(({ type }) => type === 'table').length).toBeLessThanOrEqual(1);
    }
    expect(messages[1]?.text).toMatch(/^Companies and products.* \(2\/\d+\)$/);
    const names = messages.flatMap(textsOf).filter((text) => text.startsWith('Company '));
    expect(names).toEqual(companies.map(({ name }) => name));
  });

  it('stand open under headings where containers are refused', () => {
    const texts = textsOf(details(sampleDigest(), 'en', false)[0] ?? { text: '', blocks: [] });
    expect(texts).toContain('*Key arguments*');
    expect(texts).toContain(
      '*Fernlight* — 托马斯维护了 11 年的库，本期访谈的主角 (central)\n*Northwind* — 以支持合同资助维护工作 (discussed)\n*GitHub Sponsors* — 每月约 300 美元的赞助来源 (mentioned)',
    );
  });
});
