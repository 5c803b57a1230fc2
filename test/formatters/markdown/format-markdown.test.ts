import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { escapeMarkdown } from '../../../src/formatters/markdown/escape-markdown.ts';
import { formatMarkdown } from '../../../src/formatters/markdown/format-markdown.ts';
import { catalogues } from '../../../src/formatters/strings/strings-for.ts';
import { hostileDigest } from '../../support/hostile.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';

const url = 'https://www.youtube.com/watch?v=vdgSample01';

function headings(markdown: string): string[] {
  return markdown.split('\n').filter((line) => /^#{1,6} /u.test(line));
}

describe('a Chinese document', () => {
  const markdown = formatMarkdown(sampleDigest());

  test('has the headings readers know, in their order', () => {
    expect(headings(markdown).filter((line) => !line.startsWith('###'))).toEqual([
      '# 为什么小型库比大型框架活得更久',
      '## 📹 视频信息',
      '## TL;DR',
      '## 📑 章节导航表',
      '## 📊 核心论点',
      '## 🏢 提及的公司/产品',
      '## 💬 经典金句（3-5 句）',
      '## 👤 主要人物',
      '## 📺 视频类型判断',
      '## 📝 完整翻译',
    ]);
  });

  test.each([
    [
      'facts',
      `- **频道**: Harbor Notes\n- **发布日期**: 2026-03-14\n- **时长**: 06:10\n- **原始链接**: [${url}](${url})\n`,
    ],
    [
      'the title it had, and the captions',
      '- **原标题**: Why Small Libraries Outlive Big Frameworks\n- **字幕**: 英语（人工字幕）',
    ],
    ['the chapter table', '| 时间戳 | 章节标题 | 一句话概括 |\n| --- | --- | --- |\n| [00:00-02:06]('],
    ['a chapter row', `| [02:06-04:12](${url}&t=126s) | 钱从哪里来 | 讨论维护者的收入：`],
    ['an argument', '#### 可以做完的东西不会腐烂\n\n- **核心内容**：托马斯认为'],
    ['its concepts', '\n- **关键概念**：完成度、间接依赖、删减\n- **实际意义**：评估依赖时'],
    ['the company table', '| 公司名 | 讨论语境 | 重要性 |\n| --- | --- | --- |\n| Fernlight |'],
    ['importance as stars and words', '| ⭐⭐⭐ 核心 |'],
    [
      'a quote with its original words and time',
      `> “人们赞助的是面孔，不是函数。”  \n> “People sponsor faces, not functions.”  \n> — 托马斯·奥卡福 · [03:30](${url}&t=210s)`,
    ],
    ['a quote nobody is named for', `> — [05:57](${url}&t=357s)`],
    ['a person', '#### 托马斯·奥卡福（Tomas Okafor）\n\n**身份**：Fernlight 的维护者  \n**背景**：维护 Fernlight'],
    ['what is not from the video', '\n**非视频内容**：曾在多个开源会议上发表演讲。'],
    ['the kind of video', '**访谈对话**：主持人与开源维护者就项目寿命展开的播客访谈'],
    ['coverage', '## 📝 完整翻译\n\n06:10 / 06:10 · 35 / 35 行 · 3 章 · 由 AI 翻译\n'],
    ['a chapter of the translation', `### [(2:06 - 4:12)](${url}&t=126s) 钱从哪里来\n> 讨论维护者的收入：`],
    ['a passage', `[**(3:09 - 4:12)**](${url}&t=189s)\n\n玛雅：赞助对你一直不管用吗？\n\n托马斯：`],
    [
      'the footer',
      '---\n\n*生成时间: 2026-03-15 08:30:00 UTC*  \n*由 Vidigest (claude-sonnet-5-5, claude-haiku-5-5) 生成*\n',
    ],
  ])('shows %s', (_, part) => expect(markdown).toContain(part));

  test('a speaker is named where it changes, not again in the next passage', () => {
    const one = { ...first(sampleDigest().passages), turns: [{ speaker: 's1', text: '甲' }] };
    const digest = sampleDigest({
      passages: [one, { ...one, turns: [...one.turns, { speaker: null, text: '乙' }, { speaker: 's1', text: '丙' }] }],
    });
    const text = formatMarkdown(digest).split('## 📝')[1] ?? '';
    expect(text.match(/玛雅：/gu)).toHaveLength(2);
    expect(text).toContain('\n\n甲\n\n乙\n\n玛雅：丙\n');
  });
});

describe('other digests', () => {
  test.each(Object.keys(catalogues))('%s has the same structure', (language) => {
    const count = (markdown: string) => headings(markdown).map((line) => line.split(' ')[0]);
    const markdown = formatMarkdown(sampleDigest({ language }));
    expect(count(markdown)).toEqual(count(formatMarkdown(sampleDigest())));
    expect(markdown).not.toMatch(/undefined|\[object/u);
  });

  test('English ones have English words', () => {
    const markdown = formatMarkdown(longDigest(42, 'en'));
    expect(headings(markdown).slice(0, 4)).toEqual([
      '# Why Small Libraries Outlive Big Frameworks',
      '## 📹 Video',
      '## TL;DR',
      '## 📑 Chapters',
    ]);
    expect(markdown).toMatch(/\n42:00 of 42:00 · (\d+) of \1 lines · 11 chapters · translated by AI\n/u);
    expect(markdown).not.toContain('Original title');
  });

  test('without a page to link to, times stand bare', () => {
    const { video } = sampleDigest();
    const markdown = formatMarkdown(sampleDigest({ video: { ...video, linkable: false } }));
    expect(markdown).not.toContain('](');
    expect(markdown).toContain('\n**(3:09 - 4:12)**\n');
    expect(markdown).toContain('### (2:06 - 4:12) 钱从哪里来\n');
  });

  test('what is empty is left out', () => {
    const none = { arguments: [], companies: [], quotes: [], people: [], videoType: null, introduction: null };
    const bare = sampleDigest({ ...none, tldr: '', chapters: [], passages: [], fullText: 'none', usage: [] });
    const markdown = formatMarkdown(bare);
    expect(headings(markdown)).toEqual(['# 为什么小型库比大型框架活得更久', '## 📹 视频信息']);
    expect(markdown).toContain('由 Vidigest 生成');
  });

  test('a transcript in the language of the talk is called that, and no translation', () => {
    const markdown = formatMarkdown(sampleDigest({ fullText: 'original' }));
    expect(markdown).toContain('## 📝 完整文稿\n\n06:10 / 06:10 · 35 / 35 行 · 3 章\n');
  });

  test('passages that do not count are marked', () => {
    const [one, two, ...rest] = sampleDigest().passages;
    if (one === undefined || two === undefined) throw new Error('the sample has passages');
    const passages = [{ ...one, state: 'doubtful' as const }, { ...two, state: 'source' as const }, ...rest];
    const markdown = formatMarkdown(sampleDigest({ passages }));
    expect(markdown).toContain(`[**(0:00 - 1:03)**](${url}) ⚠️ 译文存疑\n`);
    expect(markdown).toContain(`[**(1:03 - 2:06)**](${url}&t=63s) ⚠️ 未翻译\n`);
  });

  test('extractive, truncated and missing parts are said on top', () => {
    const captions = { ...sampleDigest().captions, truncated: true };
    const lines = sampleDigest().lines.slice(0, 20);
    const digest = sampleDigest({ method: 'extractive', captions, lines, missing: ['analysis'] });
    const top = formatMarkdown(digest).split('## ')[0] ?? '';
    expect(top).toContain('\n> ⚠️ 摘录版：');
    expect(top).toContain('\n> ⚠️ 字幕到 03:29 为止（视频全长 06:10）');
    expect(top).toContain('\n> ⚠️ 这次未能生成核心论点');
    const gaps = formatMarkdown(sampleDigest({ captions }));
    expect(gaps).toContain('> ⚠️ 该视频的字幕有缺漏');
  });
});

test('no text of captions or model changes the structure of a document', () => {
  fc.assert(
    fc.property(hostileDigest, (digest) => {
      const markdown = formatMarkdown(digest);
      const lines = markdown.split('\n');
      expect(headings(markdown)).toHaveLength(expectedHeadings(digest));
      expect(markdown.match(/(?<!\\)\]\(/gu) ?? []).toHaveLength(expectedLinks(digest));
      expect(lines.filter((line) => line === '---')).toHaveLength(3);
      const rows = lines.filter((line) => line.startsWith('|'));
      expect(rows).toHaveLength(4 + digest.chapters.length + digest.companies.length);
      for (const row of rows) expect(row.match(/(?<!\\)(?:\\\\)*\|/gu)).toHaveLength(4);
      // With our own marks taken out, nothing but escaped characters is left.
      expect(markdown.replace(/\\[!-/:-@[-`{-~]/gu, '·').replace(/^\|.*$/gmu, '')).not.toMatch(/[`<~|]|!\[|\[\^/u);
      for (const [, target] of markdown.matchAll(/(?<!\\)\]\(([^)]*)\)/gu)) {
        expect(target).toMatch(/^https:\/\/www\.youtube\.com\/watch\?v=vdgSample01(&t=\d+s)?$/u);
      }
    }),
  );
});

/** Every section is there, except a TL;DR without a visible word. */
function expectedHeadings(digest: Digest): number {
  const tldr = escapeMarkdown(digest.tldr) === '' ? 0 : 1;
  return 9 + tldr + digest.arguments.length + digest.people.length + digest.chapters.length;
}

function expectedLinks(digest: Digest): number {
  if (!digest.video.linkable) return 0;
  const said = digest.arguments.filter((point) => escapeMarkdown(point.content) !== '').length;
  return (
    1 + digest.chapters.length * 2 + said + digest.companies.length + digest.quotes.length + digest.passages.length
  );
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('empty');
  return item;
}
