import { describe, expect, it } from 'vitest';
import type { Captions } from '../../../src/core/domain/transcript.ts';
import { isMusic } from '../../../src/core/pipeline/music.ts';
import { talk } from '../../support/talk.ts';

/** Cues of `words` words, one every `everyMs`, over ten minutes or so. */
function captions(words: number, everyMs: number, text = (cue: string) => cue): Captions {
  const cues = Array.from({ length: Math.floor(600_000 / everyMs) }, (_, at) => {
    const said = Array.from({ length: words }, (__, word) => `word${(at * 7 + word) % 90}`).join(' ');
    return { startMs: at * everyMs, endMs: (at + 1) * everyMs, text: text(said) };
  });
  return { language: 'en', kind: 'manual', cues };
}

const sung = (cue: string) => `♪ ${cue} ♪`;
const video = { durationMs: 600_000, feed: { id: 'UC1', name: 'The Feed' } };
const filed = { ...video, category: 'Music' };
const album = { ...video, feed: { id: 'UC1', name: 'The Band - Topic' } };
/** 45, 80 and 150 words a minute. */
const slow = captions(3, 4_000);
const singing = captions(8, 6_000);
const talking = captions(10, 4_000);

describe('isMusic', () => {
  it('is what is marked as sung, wherever YouTube files it', () => {
    expect(isMusic(video, captions(10, 4_000, sung))).toBe(true);
    expect(isMusic({ ...video, category: 'Education' }, captions(10, 4_000, sung))).toBe(true);
  });

  it('is no talk in which songs are played, whatever it is about', () => {
    const half = captions(10, 4_000);
    const cues = half.cues.map((cue, at) => (at % 2 === 0 ? cue : { ...cue, text: sung(cue.text) }));
    expect(isMusic(video, { ...half, cues })).toBe(false);
    expect(isMusic(filed, { ...half, cues })).toBe(false);
  });

  it('is what YouTube takes for music and hardly anybody speaks in', () => {
    expect([slow, singing, talking].map((each) => isMusic(filed, each))).toEqual([true, false, false]);
    expect([slow, singing, talking].map((each) => isMusic(album, each))).toEqual([true, true, false]);
    expect([slow, singing, talking].map((each) => isMusic(video, each))).toEqual([false, false, false]);
  });

  it('counts nothing but what is spoken', () => {
    const noted = captions(10, 4_000, (cue) => (cue.endsWith('0') ? cue : '[Music]'));
    expect(isMusic(filed, noted)).toBe(true);
    expect(isMusic(filed, { ...noted, cues: [] })).toBe(true);
  });

  it('is no talk about music', () => {
    const { video: about, captions: said } = talk(12);
    expect(isMusic({ ...about, category: 'Music' }, said)).toBe(false);
  });

  it('is not told of what is live: nobody knows how fast it is', () => {
    expect(isMusic({ ...filed, durationMs: 0 }, slow)).toBe(false);
  });
});
