import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCaptions } from '../../../src/core/domain/captions/parse-captions.ts';
import type { Digest, Passage } from '../../../src/core/domain/digest.ts';
import { formatSrt } from '../../../src/formatters/subtitles/srt.ts';
import { type SubtitleCue, subtitleCues } from '../../../src/formatters/subtitles/subtitle-cues.ts';
import { formatVtt } from '../../../src/formatters/subtitles/vtt.ts';
import { hostileDigest } from '../../support/hostile.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';

function expectInOrder(cues: readonly SubtitleCue[]): void {
  for (const [index, { startMs, endMs }] of cues.entries()) {
    expect(Number.isInteger(startMs) && Number.isInteger(endMs)).toBe(true);
    expect(startMs).toBeLessThan(endMs);
    expect(startMs).toBeGreaterThanOrEqual(cues[index - 1]?.endMs ?? 0);
  }
}

/** What somebody reads, without white space. */
function words(texts: readonly string[]): string {
  return texts.join('').replace(/[\p{Cc}\s]+/gu, '');
}

function said({ passages }: Digest): string {
  return words(passages.flatMap(({ turns }) => turns.map(({ text }) => text)));
}

describe('subtitleCues', () => {
  test.each([
    ['the sample', sampleDigest()],
    ['42 minutes of Chinese', longDigest(42)],
    ['42 minutes of English', longDigest(42, 'en')],
  ])('%s: in order, covering the speech, each long enough to read', (_, digest) => {
    const cues = subtitleCues(digest, { named: false });
    expectInOrder(cues);
    expect(words(cues.flatMap(({ lines }) => lines))).toBe(said(digest));
    expect(cues[0]?.startMs).toBe(digest.lines[0]?.startMs);
    expect(cues.at(-1)?.endMs).toBe(digest.lines.at(-1)?.endMs);
    for (const [index, cue] of cues.entries()) {
      // Half a second between lines is bridged, and nobody reads in less than a second.
      if (index > 0) expect(cue.startMs).toBe(cues[index - 1]?.endMs);
      expect(cue.endMs - cue.startMs).toBeGreaterThan(1000);
    }
  });

  test('a passage’s subtitles stay within its lines', () => {
    const digest = sampleDigest();
    const starts = new Map(subtitleCues(digest, { named: false }).map((cue) => [cue.lines.join(''), cue.startMs]));
    for (const passage of digest.passages) {
      const first = [...starts].find(([text]) => passage.turns[0]?.text.startsWith(text.slice(0, 6)));
      expect(first?.[1]).toBe(digest.lines[passage.lines.first - 1]?.startMs);
    }
  });

  test('a long pause shows nothing', () => {
    const digest = sampleDigest();
    const lines = digest.lines.map((line) =>
      line.number <= 6 ? line : { ...line, startMs: line.startMs + 60_000, endMs: line.endMs + 60_000 },
    );
    const cues = subtitleCues({ ...digest, lines }, { named: false });
    const before = cues.findLast(({ startMs }) => startMs < 63_000);
    expect(before?.endMs).toBe(digest.lines[5]?.endMs);
    expect(cues.find(({ startMs }) => startMs >= 63_000)?.startMs).toBe(123_000);
  });

  test('follows the pace of the speech within a passage', () => {
    const [passage] = sampleDigest().passages;
    if (passage === undefined) throw new Error('the sample has passages');
    const line = (number: number, startMs: number, endMs: number) => ({
      number,
      startMs,
      endMs,
      text: 'ten chars.',
      speakerChange: false,
    });
    const digest = sampleDigest({
      lines: [line(1, 0, 2000), line(2, 30_000, 40_000)],
      passages: [
        {
          ...passage,
          lines: { first: 1, last: 2 },
          turns: ['先说的话。', '后说的话。'].map((text) => ({ speaker: null, text })),
        },
      ],
    });
    const times = subtitleCues(digest, { named: false }).map(({ startMs, endMs }) => [startMs, endMs]);
    expect(times).toEqual([
      [0, 2000],
      [30_000, 40_000],
    ]);
  });

  test('whatever the texts and times: in order, and every character there', () => {
    const times = fc.array(fc.nat(2000), { minLength: 80, maxLength: 80 });
    fc.assert(
      fc.property(hostileDigest, times, (digest, steps) => {
        let cursor = 0;
        const step = () => (cursor += steps.pop() ?? 0);
        const lines = digest.lines.map((line) => ({ ...line, startMs: step(), endMs: step() }));
        const cues = subtitleCues({ ...digest, lines }, { named: false });
        expectInOrder(cues);
        expect(words(cues.flatMap((cue) => cue.lines))).toBe(said(digest));
      }),
    );
  });

  test('captions without a length are put one after another', () => {
    const digest = sampleDigest();
    const lines = digest.lines.map((line) => ({ ...line, startMs: 0, endMs: 0 }));
    expectInOrder(subtitleCues({ ...digest, lines }, { named: false }));
    expectInOrder(subtitleCues({ ...digest, lines: [] }, { named: false }));
  });
});

describe('formatSrt', () => {
  test('begins like this, speakers named where they change', () => {
    expect(formatSrt(sampleDigest()).split('\n').slice(0, 9)).toEqual([
      '1',
      expect.stringMatching(/^00:00:00,000 --> 00:00:1\d,\d{3}$/u),
      '玛雅：欢迎回到 Harbor Notes，',
      '我是玛雅·林奎斯特。',
      '',
      '2',
      expect.stringMatching(/^00:00:1\d,\d{3} --> 00:00:2\d,\d{3}$/u),
      '今天我们要问：为什么有些极小的库，',
      '反而比曾经吞掉它们的框架活得更久？',
    ]);
    expect(formatSrt(sampleDigest()).match(/托马斯：/gu)).toHaveLength(7);
  });

  test('is read back as the cues it was made of', () => {
    const digest = longDigest(42);
    const read = parseCaptions(formatSrt(digest)).map(({ startMs, endMs }) => [startMs, endMs]);
    expect(read).toEqual(subtitleCues(digest, { named: true }).map(({ startMs, endMs }) => [startMs, endMs]));
  });

  test('no text becomes a tag, a time or a new cue', () => {
    fc.assert(
      fc.property(hostileDigest, (digest) => {
        const srt = formatSrt(digest);
        const blocks = srt === '' ? [] : srt.trimEnd().split('\n\n');
        expect(blocks).toHaveLength(subtitleCues(digest, { named: true }).length);
        for (const [index, block] of blocks.entries()) {
          const [number, time, ...lines] = block.split('\n');
          expect(number).toBe(String(index + 1));
          expect(time).toMatch(/^\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}$/u);
          expect(lines.length).toBeGreaterThan(0);
          expect(lines.join('\n')).not.toMatch(/<[^\u2060]|\{[^\u2060]|-->/u);
        }
      }),
    );
  });
});

describe('formatVtt', () => {
  test('begins like this, every cue with its voice', () => {
    expect(formatVtt(sampleDigest()).split('\n').slice(0, 6)).toEqual([
      'WEBVTT',
      'Kind: captions',
      'Language: zh-CN',
      '',
      expect.stringMatching(/^00:00:00\.000 --> 00:00:\d\d\.\d{3}$/u),
      '<v 玛雅>欢迎回到 Harbor Notes，我是玛雅·林奎斯特。',
    ]);
  });

  test('a cue nobody is named for has no voice', () => {
    const vtt = formatVtt(sampleDigest());
    expect(vtt).toMatch(/\d\n这会改变你写代码的方式。/u);
  });

  test('no text becomes markup, a time or a new cue', () => {
    fc.assert(
      fc.property(hostileDigest, (digest) => {
        const [header, ...blocks] = formatVtt(digest).trimEnd().split('\n\n');
        expect(header).toBe(`WEBVTT\nKind: captions\nLanguage: ${digest.language}`);
        expect(blocks).toHaveLength(subtitleCues(digest, { named: false }).length);
        for (const block of blocks) {
          const [time, ...lines] = block.split('\n');
          expect(time).toMatch(/^\d\d:\d\d:\d\d\.\d{3} --> \d\d:\d\d:\d\d\.\d{3}$/u);
          expect(lines.join('\n')).toMatch(/^(?:<v [^<>]+>)?[^<>]*$/u);
        }
      }),
    );
  });

  test('is a header alone where there is no full text', () => {
    const none: Passage[] = [];
    expect(formatVtt(sampleDigest({ passages: none, language: 'not a tag' }))).toBe('WEBVTT\nKind: captions\n');
    expect(formatSrt(sampleDigest({ passages: none }))).toBe('');
  });
});
