import type { Digest } from '../../src/core/domain/digest.ts';

type Parts = Omit<Digest, 'lines' | 'passages' | 'chapters' | 'coverage'>;

/** Everything of the made-up digest that does not depend on its lines; texts in Chinese, or in English for `en`. */
export function sampleParts(texts: 'zh' | 'en' = 'zh'): Parts {
  return {
    schemaVersion: 1,
    method: 'model',
    language: 'zh-CN',
    video: {
      id: 'vdgSample01',
      title: 'Why Small Libraries Outlive Big Frameworks',
      feed: { id: 'UCharbornotes0000000000', name: 'Harbor Notes' },
      publishedOn: '2026-03-14',
      durationMs: 370_000,
      description: 'A conversation about maintenance.',
      creatorChapters: [],
      unlisted: false,
      linkable: true,
    },
    captions: { language: 'en', kind: 'manual', truncated: false },
    glossary: [
      { sources: ['Fernlight', 'fern light'], target: 'Fernlight', accepted: [] },
      { sources: ['Tomas Okafor', 'Thomas Okafor'], target: '托马斯·奥卡福', accepted: ['Okafor'] },
    ],
    fullText: 'translated',
    usage: [
      {
        stage: 'outline',
        model: 'claude-sonnet-5-5',
        calls: 1,
        inputTokens: 1800,
        outputTokens: 620,
        cacheWriteTokens: 0,
        cacheReadTokens: 0,
        costUsd: 0.0147,
      },
      {
        stage: 'translation',
        model: 'claude-haiku-5-5',
        calls: 3,
        inputTokens: 900,
        outputTokens: 2100,
        cacheWriteTokens: 1500,
        cacheReadTokens: 3000,
        costUsd: null,
      },
    ],
    missing: [],
    promptVersion: 'test-1',
    createdAt: '2026-03-15T08:30:00.000Z',
    ...(texts === 'zh' ? chinese() : english()),
  };
}

type Texts = Pick<
  Digest,
  'title' | 'introduction' | 'tldr' | 'cast' | 'arguments' | 'companies' | 'quotes' | 'people' | 'videoType'
>;

function chinese(): Texts {
  return {
    title: '为什么小型库比大型框架活得更久',
    introduction:
      '本文内容整理自 Harbor Notes 播客，主持人玛雅·林奎斯特（Maya Lindqvist）与 Fernlight 的维护者托马斯·奥卡福（Tomas Okafor）讨论小型开源项目的长寿之道。',
    tldr: '托马斯·奥卡福维护 Fernlight 11 年：小型库之所以长寿，是因为它可以“做完”；养活它的不是赞助，而是为确定性付费的支持合同；每个项目都该提前写好结局。',
    cast: [
      {
        id: 's1',
        name: 'Maya Lindqvist',
        fullName: '玛雅·林奎斯特（Maya Lindqvist）',
        label: '玛雅',
        role: '主持人',
        speaks: true,
      },
      {
        id: 's2',
        name: 'Tomas Okafor',
        fullName: '托马斯·奥卡福（Tomas Okafor）',
        label: '托马斯',
        role: '嘉宾',
        speaks: true,
      },
    ],
    arguments: [
      {
        title: '可以做完的东西不会腐烂',
        content: '托马斯认为小型库的优势在于范围有限，能够真正完成；他每年删除的代码都比新增的多。',
        concepts: ['完成度', '间接依赖', '删减'],
        implication: '评估依赖时，应把“是否已经完成”看作优点而不是停滞的信号。',
        lines: { first: 7, last: 12 },
        startMs: 63_000,
      },
      {
        title: '公司为确定性付费',
        content: '一份每年 50,000 美元的支持合同买的不是功能，而是两天之内的回复。',
        concepts: ['支持合同', '赞助'],
        implication: null,
        lines: { first: 13, last: 24 },
        startMs: 126_000,
      },
    ],
    companies: [
      {
        name: 'Fernlight',
        context: '托马斯维护了 11 年的库，本期访谈的主角',
        importance: 3,
        lines: { first: 3, last: 12 },
        startMs: 21_000,
      },
      {
        name: 'Northwind',
        context: '以支持合同资助维护工作',
        importance: 2,
        lines: { first: 15, last: 17 },
        startMs: 147_000,
      },
      {
        name: 'GitHub Sponsors',
        context: '每月约 300 美元的赞助来源',
        importance: 1,
        lines: { first: 20, last: 21 },
        startMs: 199_500,
      },
    ],
    quotes: [
      {
        text: '小东西是可以做完的，而做完的东西不会腐烂。',
        source: 'A small thing can be finished, and finished things do not rot.',
        speaker: 's2',
        lines: { first: 12, last: 12 },
        startMs: 115_500,
      },
      {
        text: '人们赞助的是面孔，不是函数。',
        source: 'People sponsor faces, not functions.',
        speaker: 's2',
        lines: { first: 21, last: 21 },
        startMs: 210_000,
      },
      {
        text: '这里是 Harbor Notes，两周后再见。',
        source: 'This was Harbor Notes, see you in two weeks.',
        speaker: null,
        lines: { first: 35, last: 35 },
        startMs: 357_000,
      },
    ],
    people: [
      {
        name: '托马斯·奥卡福（Tomas Okafor）',
        identity: 'Fernlight 的维护者',
        background: '维护 Fernlight 已有 11 年，前六年没有任何收入。',
        views: '小型库可以做完；应当出售确定性，而不是代码。',
        elsewhere: '曾在多个开源会议上发表演讲。',
        lines: { first: 3, last: 34 },
        startMs: 21_000,
      },
      {
        name: '玛雅·林奎斯特（Maya Lindqvist）',
        identity: 'Harbor Notes 主持人',
        background: null,
        views: null,
        elsewhere: null,
        lines: { first: 1, last: 35 },
        startMs: 0,
      },
    ],
    videoType: { type: 'interview', description: '主持人与开源维护者就项目寿命展开的播客访谈' },
  };
}

function english(): Texts {
  const { arguments: points, companies, quotes, people, cast } = chinese();
  return {
    title: 'Why Small Libraries Outlive Big Frameworks',
    introduction:
      'On Harbor Notes, host Maya Lindqvist talks with Tomas Okafor, maintainer of Fernlight, about how small open-source projects last.',
    tldr: 'Small libraries last because they can be finished. What pays for them is not sponsorship but a support contract that buys certainty, and every project should write its ending early.',
    cast: cast.map((member) => ({
      ...member,
      fullName: member.name,
      label: member.name.split(' ')[0] ?? member.name,
      role: member.id === 's1' ? 'host' : 'guest',
    })),
    arguments: points.map((point) => ({
      ...point,
      title: 'Finished things do not rot',
      content:
        'A small library has a scope that ends, so it can be completed; its maintainer deletes more than he adds every year.',
      concepts: ['completion', 'indirect dependencies', 'deletion'],
      implication: 'When judging a dependency, read “finished” as a strength and not as neglect.',
    })),
    companies: companies.map((company) => ({
      ...company,
      context: 'Discussed as an example of how maintenance is paid for',
    })),
    quotes: quotes.map((quote) => ({ ...quote, text: quote.source })),
    people: people.map((person) => ({
      ...person,
      name: person.name.replace(/^.*（|）$/gu, ''),
      identity: 'Guest of this episode',
      background: 'Has maintained Fernlight for eleven years.',
      views: 'Sell certainty, not code.',
      elsewhere: null,
    })),
    videoType: { type: 'interview', description: 'A podcast conversation between a host and a maintainer' },
  };
}
