import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/core/domain/transcript.ts';
import { assessCaptions, hardlyAnySpeechWpm } from '../../../src/core/pipeline/assess-captions.ts';

const minute = 60_000;

/** Lines of ten words, `perMinute` of them, from one minute to another. */
function talk(
  fromMinute: number,
  toMinute: number,
  perMinute: number,
  text = 'one two three four five six seven eight nine ten',
): Line[] {
  const count = (toMinute - fromMinute) * perMinute;
  return Array.from({ length: count }, (_, index) => {
    const startMs = Math.round(fromMinute * minute + (index * minute) / perMinute);
    return { number: index + 1, startMs, endMs: Math.round(startMs + minute / perMinute), text, speakerChange: false };
  });
}

const assess = (lines: readonly Line[], durationMinutes: number, language = 'en') =>
  assessCaptions(lines, { language, kind: 'auto', cues: [] }, durationMinutes * minute);

describe('assessCaptions', () => {
  it('finds nothing wrong with a whole talk', () => {
    expect(assess(talk(0, 20, 15), 20)).toEqual({ truncated: false, wordsPerMinute: 150, lastCaptionMs: 20 * minute });
  });

  it('notices captions that end long before the video', () => {
    expect(assess(talk(0, 20, 15), 40).truncated).toBe(true);
    expect(assess(talk(0, 5, 15), 60).truncated).toBe(true);
  });

  it('lets a short end without speech pass', () => {
    expect(assess(talk(0, 9, 15), 10.4).truncated).toBe(false);
    expect(assess(talk(0, 56, 15), 60).truncated).toBe(false);
  });

  it('notices a long hole in too few words, not a pause in a dense talk', () => {
    expect(assess([...talk(0, 10, 15), ...talk(50, 60, 15)], 60).truncated).toBe(true);
    expect(assess([...talk(0, 10, 15), ...talk(17, 60, 15)], 60).truncated).toBe(false);
  });

  it('takes sparse captions for hardly any speech', () => {
    const song = assess(talk(0, 20, 1), 40);
    expect(song.truncated).toBe(false);
    expect(song.wordsPerMinute).toBeLessThan(hardlyAnySpeechWpm);
    expect(assess(talk(0, 1, 2), 60).truncated).toBe(false);
    expect(assess([], 60)).toEqual({ truncated: false, wordsPerMinute: 0, lastCaptionMs: 0 });
  });

  it('knows no length of a live stream', () => {
    expect(assess(talk(0, 5, 15), 0)).toEqual({ truncated: false, wordsPerMinute: 0, lastCaptionMs: 5 * minute });
  });

  it('counts words of any script as English ones', () => {
    const chinese = assess(talk(0, 10, 15, '今天我们来看一看大海的潮汐真是太好'), 10, 'zh-TW').wordsPerMinute;
    const japanese = assess(talk(0, 10, 15, '今日は海の潮の満ち引きをみんなで見にいきます'), 10, 'ja').wordsPerMinute;
    for (const perMinute of [chinese, japanese]) {
      expect(perMinute).toBeGreaterThan(130);
      expect(perMinute).toBeLessThan(180);
    }
  });
});
