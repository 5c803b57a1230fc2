import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReply } from '../../../src/formatters/discord/format-reply.ts';
import { type PackedChapter, packChapters } from '../../../src/formatters/discord/pack-chapters.ts';
import { renderDiscord } from '../../support/discord-markdown.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { textsOf } from './reading.ts';

const fullText = (digest = sampleDigest()) => formatReply({ kind: 'full-text', language: 'en', digest });

describe('the full text', () => {
  it('is a frame per chapter: heading, then passages under their times, speakers named where they change', () => {
    const [message, ...more] = fullText();
    expect(more).toEqual([]);
    expect(message?.components.map(({ type }) => type)).toEqual([17, 17, 17]);
    expect(textsOf(message)[1]?.split('\n').slice(0, 3)).toEqual([
      '### [02:06 钱从哪里来](https://youtu.be/vdgSample01?t=126)',
      '[02:06](https://youtu.be/vdgSample01?t=126) **玛雅**：我们来谈谈钱吧，因为大家都想知道。',
      expect.stringMatching(/^\*\*托马斯\*\*：前六年一分钱都没有。/),
    ]);
    expect(textsOf(message)[0]).toContain('\n— 这会改变');
  });

  it('arrives silently', () => {
    for (const { flags } of fullText(longDigest(42, 'zh-CN'))) expect(flags).toBe(32_768 | 4_096);
  });

  it('takes as many messages as a talk of 42 minutes should', () => {
    expect(fullText(longDigest(42, 'zh-CN'))).toHaveLength(4);
    expect(fullText(longDigest(42, 'en')).length).toBeLessThanOrEqual(12);
  });

  it('holds every passage once and in order, and says who speaks where a message begins', () => {
    const digest = longDigest(90, 'en');
    const messages = fullText(digest);
    const said = messages.flatMap(textsOf).map((text) => renderDiscord(text).text.replace(/^.*\n/, ''));
    const expected = digest.passages.flatMap(({ turns }) => turns.map(({ text }) => text));
    const plain = said.join('').replace(/\b\d+:\d\d(?::\d\d)?\b|Maya: |Tomas: |\s/g, '');
    expect(plain).toBe(expected.join('').replace(/\s/g, ''));
    for (const text of messages.flatMap(textsOf)) expect(text.split('\n')[1]).toMatch(/\*\*(?:Maya|Tomas)\*\*: /);
  });

  it('marks what was not translated and what is doubtful', () => {
    const digest = sampleDigest();
    const [first, second, ...rest] = digest.passages;
    if (first === undefined || second === undefined) throw new Error('no passages');
    const marked = [{ ...first, state: 'doubtful' as const }, { ...second, state: 'source' as const }, ...rest];
    const text = fullText({ ...digest, passages: marked })
      .flatMap(textsOf)
      .join('\n');
    expect(text).toContain('\n*(译文存疑)*');
    expect(text).toContain('\n*(未翻译)*');
  });

  it('is none where there are no passages', () => {
    expect(fullText(sampleDigest({ passages: [] }))).toEqual([]);
  });
});

describe('packChapters', () => {
  const room = { weight: 100, chapters: 5 };
  const chapterOf = (chapter: number, weights: readonly number[]): PackedChapter => ({
    chapter,
    headWeight: 9,
    paragraphs: weights.map((weight, at) => ({
      text: `${chapter}.${at}`,
      opening: `${chapter}.${at}`,
      weight,
      startMs: 0,
    })),
  });
  const packed = (...chapters: number[][]) =>
    packChapters(
      chapters.map((weights, at) => chapterOf(at, weights)),
      room,
    ).map((parts) => parts.map(({ paragraphs }) => paragraphs.map(({ text }) => text).join(' ')).join(' | '));

  it.each([
    ['one message for what fits', [[20], [20], [20]], ['0.0 | 1.0 | 2.0']],
    ['no cut through a chapter that fits', [[40], [30, 30], [30]], ['0.0', '1.0 1.1', '2.0']],
    ['a cut through one that does not', [[50, 50, 50]], ['0.0', '0.1', '0.2']],
    ['the rest of a long one with the next', [[80, 20], [30]], ['0.0', '0.1 | 1.0']],
    ['evenly filled messages', [[20, 20, 20, 20, 20, 20]], ['0.0 0.1 0.2', '0.3 0.4 0.5']],
    ['five chapters at most', [[1], [1], [1], [1], [1], [1]], ['0.0 | 1.0 | 2.0', '3.0 | 4.0 | 5.0']],
    ['nothing for nothing', [[], []], []],
  ])('gives %s', (_, chapters, expected) => {
    expect(packed(...chapters)).toEqual(expected);
  });

  it('keeps all paragraphs in order, within the room, chapters that fit whole', () => {
    const weights = fc.array(fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 8 }), { maxLength: 12 });
    fc.assert(
      fc.property(weights, (given) => {
        const chapters = given.map((each, at) => chapterOf(at, each));
        const messages = packChapters(chapters, room);
        expect(messages.flat().flatMap(({ paragraphs }) => paragraphs)).toEqual(
          chapters.flatMap(({ paragraphs }) => paragraphs),
        );
        for (const parts of messages) {
          const weight = parts.flatMap(({ paragraphs }) => paragraphs).reduce((sum, each) => sum + each.weight + 1, 0);
          expect(weight + parts.length * 9).toBeLessThanOrEqual(room.weight);
        }
        for (const part of messages.flat()) {
          const whole = (given[part.chapter] ?? []).reduce((sum, each) => sum + each + 1, 9);
          if (whole <= room.weight) expect(part.parts).toBe(1);
        }
      }),
    );
  });
});
