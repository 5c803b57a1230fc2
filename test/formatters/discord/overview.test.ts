import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/core/domain/digest.ts';
import { formatReply } from '../../../src/formatters/discord/format-reply.ts';
import { discordLimits } from '../../../src/formatters/discord/limits.ts';
import { measureMessage } from '../../../src/formatters/discord/measure.ts';
import { threadName } from '../../../src/formatters/discord/thread-name.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { draftOf, draftOverview, onRequest, overviewOf } from '../slack/replies.ts';
import { buttonsOf, optionsOf, textsOf } from './reading.ts';

const overview = (digest: Digest, language = 'en') =>
  formatReply(overviewOf(digest, { kind: 'offered', messages: 4 }, language))[0];

describe('the overview', () => {
  it('is one frame with a picture, the linked title, facts, TL;DR, chapters, menu, buttons and coverage', () => {
    const digest = sampleDigest();
    const message = overview(digest);
    expect(message?.components.map(({ type }) => type)).toEqual([17]);
    const frame = message?.components[0];
    expect(frame?.type === 17 && frame.components.map(({ type }) => type)).toEqual([9, 10, 1, 1, 10]);
    expect(frame?.type === 17 && frame.components[0]).toMatchObject({
      accessory: { media: { url: 'https://i.ytimg.com/vi/vdgSample01/hqdefault.jpg' }, description: digest.title },
    });
    const [title, facts, tldr, chapters, coverage] = textsOf(message);
    expect(title).toBe('### [为什么小型库比大型框架活得更久](https://youtu.be/vdgSample01)');
    expect(facts).toBe('-# Harbor Notes · Mar 14, 2026 · 06:10 · Why Small Libraries Outlive Big Frameworks');
    expect(tldr).toBe(digest.tldr);
    expect(chapters?.split('\n').slice(0, 3)).toEqual([
      '[00:00 小项目为什么活得更久](https://youtu.be/vdgSample01)',
      '-# 开场介绍嘉宾，并提出本期的核心问题：为什么小型库往往比大型框架更长寿。',
      '[02:06 钱从哪里来](https://youtu.be/vdgSample01?t=126)',
    ]);
    expect(coverage).toBe('-# 06:10 of 06:10 covered · 3 chapters · translated by AI');
    expect(message?.flags).toBe(32_768);
  });

  it('has a menu of chapters by index and a row of buttons', () => {
    const message = overview(sampleDigest());
    expect(optionsOf(message)).toEqual([
      { label: '00:00 小项目为什么活得更久', value: '0' },
      { label: '02:06 钱从哪里来', value: '1' },
      { label: '04:12 如何体面地停下来', value: '2' },
    ]);
    expect(buttonsOf(message).map(({ label, custom_id }) => `${label} ${custom_id}`)).toEqual([
      'Key arguments v1|arguments|vdgSample01|zh-CN',
      'People, Companies and products, Quotes v1|people|vdgSample01|zh-CN',
      'Another language v1|languages|vdgSample01|zh-CN',
      'Download v1|download|vdgSample01|zh-CN',
      '⋯ v1|more|vdgSample01|zh-CN',
    ]);
  });

  it('offers no section that the digest does not have', () => {
    const bare = sampleDigest({ arguments: [], people: [], companies: [], quotes: [], chapters: [], passages: [] });
    expect(buttonsOf(overview(bare)).map(({ label }) => label)).toEqual(['Another language', 'Download', '⋯']);
    expect(optionsOf(overview(bare))).toEqual([]);
    const some = sampleDigest({ people: [], companies: [] });
    expect(buttonsOf(overview(some))[1]?.label).toBe('Quotes');
  });

  it('says how far it is while the digest is made, without anything to press', () => {
    const [message] = formatReply(draftOverview(draftOf(sampleDigest(), 'translation')));
    expect(textsOf(message).at(-1)).toBe('-# 正在翻译：3 章中已完成 2 章');
    expect(buttonsOf(message)).toEqual([]);
    const outlining = { ...draftOf(sampleDigest(), 'outline'), title: null, chapters: [] };
    const [first] = formatReply(draftOverview(outlining));
    expect(textsOf(first)[0]).toBe('### [Why Small Libraries Outlive Big Frameworks](https://youtu.be/vdgSample01)');
  });

  it('says what is missing', () => {
    const incomplete = sampleDigest({ missing: ['analysis'], fullText: 'none', passages: [] });
    expect(textsOf(overview(incomplete)).at(-1)).toBe(
      '-# Arguments, companies, quotes and people could not be made this time; the rest is complete.\n-# 3 chapters',
    );
  });

  it('has neither picture nor links for a file', () => {
    const digest = sampleDigest();
    const message = overview({ ...digest, video: { ...digest.video, linkable: false } });
    expect(JSON.stringify(message)).not.toMatch(/https?:/);
    expect(textsOf(message)[0]).toBe('### 为什么小型库比大型框架活得更久');
  });

  it('leads to further menus where there are more chapters than one takes', () => {
    const digest = longDigest(200, 'en');
    const [chapter] = digest.chapters;
    if (chapter === undefined) throw new Error('no chapter');
    const many = (count: number) => ({ ...digest, chapters: Array(count).fill(chapter) });
    expect(optionsOf(overview(many(25)))).toHaveLength(25);
    const options = optionsOf(overview(many(26)));
    expect(options).toHaveLength(25);
    expect(options.at(-1)).toEqual({ label: '2 more chapters', value: '+1' });
    expect(options.at(-2)?.value).toBe('23');
  });

  it('offers the text that was left for whoever asks, and says where the link leads', () => {
    const [message] = formatReply(onRequest(sampleDigest(), 'en'));
    const translate = buttonsOf(message).find(({ label }) => label === 'Translate it all (about $0.42)');
    expect(translate?.custom_id).toBe('v1|translate|vdgSample01|zh-CN');
    const texts = textsOf(message).join('\n');
    expect(texts).toContain('-# Shared at 04:');
    expect(texts).toContain('translated when someone asks');
  });

  it('shortens what does not fit, sentences of chapters first', () => {
    const digest = longDigest(200, 'en');
    const long = digest.chapters.map((chapter) => ({ ...chapter, gist: 'This goes on and on. '.repeat(30) }));
    const message = overview({ ...digest, chapters: long });
    expect(measureMessage(message ?? { components: [] }).characters).toBeLessThanOrEqual(discordLimits.textCharacters);
    expect(textsOf(message)[3]?.split('\n')).toHaveLength(25);
  });
});

describe('threadName', () => {
  it('is the title, within 100 characters', () => {
    const digest = sampleDigest({ title: `A *very* [long] title ${'x'.repeat(200)}` });
    const name = threadName(overviewOf(digest)) ?? '';
    expect(name).toHaveLength(100);
    expect(name).toMatch(/^A \*very\* \[long\] title x+…$/);
    const draft = draftOverview({ ...draftOf(digest, 'outline'), title: null });
    expect(threadName(draft)).toBe(digest.video.title);
  });

  it('is null where nothing is known or left', () => {
    expect(threadName({ kind: 'again', language: 'en', postedAtMs: 0, link: 'x' })).toBeNull();
    expect(threadName(overviewOf(sampleDigest({ title: ' \n ' })))).toBeNull();
  });
});
