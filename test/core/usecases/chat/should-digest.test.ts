import { describe, expect, it } from 'vitest';
import type { RequestOrigin, WantedVideo } from '../../../../src/core/domain/chat-request.ts';
import type { Settings } from '../../../../src/core/domain/settings.ts';
import { type NoticedLinks, shouldDigest, whyLeftAlone } from '../../../../src/core/usecases/chat/should-digest.ts';
import { testSettings } from '../../../support/memory-answers.ts';

const video = (videoId: string, isShort = false): WantedVideo => ({ videoId, startMs: null, isShort });
const one = [video('aaaaaaaaaaa')];

function decide(noticed: Partial<NoticedLinks>, settings: Partial<Settings> = {}, answerApps = false): string {
  const complete = {
    origin: 'link',
    videos: one,
    byApp: false,
    inThread: false,
    isPrivate: false,
    ...noticed,
  } as const;
  const decision = shouldDigest({ ...testSettings, ...settings }, complete, answerApps);
  if (decision.kind === 'ignore') return `ignore: ${decision.why}`;
  const ids = decision.videos.map(({ videoId }) => videoId[0]).join('');
  return decision.kind === 'digest' ? `${decision.scope}: ${ids}` : `ask first: ${ids}`;
}

describe('whether links are answered', () => {
  it.each<[RequestOrigin, Settings['mode'], string]>([
    ['link', 'auto', 'all: a'],
    ['edit', 'auto', 'all: a'],
    ['link', 'react', 'ignore: mode'],
    ['link', 'off', 'ignore: mode'],
    ['reaction', 'react', 'all: a'],
    ['reaction', 'auto', 'all: a'],
    ['reaction', 'off', 'ignore: mode'],
    ['mention', 'off', 'all: a'],
    ['command', 'off', 'all: a'],
    ['shortcut', 'react', 'all: a'],
  ])('%s in mode %s: %s', (origin, mode, expected) => {
    expect(decide({ origin }, { mode })).toBe(expected);
  });

  it('more than three wait for a second word, also when asked', () => {
    const four = ['a', 'b', 'c', 'd'].map((letter) => video(letter.repeat(11)));
    expect(decide({ videos: four.slice(0, 3) })).toBe('all: abc');
    expect(decide({ videos: four })).toBe('ask first: abcd');
    expect(decide({ videos: four, origin: 'mention' })).toBe('ask first: abcd');
  });

  it('Shorts only where they are wanted or asked for', () => {
    const videos = [video('sssssssssss', true), ...one];
    expect(decide({ videos })).toBe('all: sa');
    expect(decide({ videos }, { shorts: false })).toBe('all: a');
    expect(decide({ videos: videos.slice(0, 1) }, { shorts: false })).toBe('ignore: shorts');
    expect(decide({ videos, origin: 'shortcut' }, { shorts: false })).toBe('all: sa');
  });

  it('in a thread where people talk, the overview alone, unless asked', () => {
    expect(decide({ inThread: true })).toBe('overview: a');
    expect(decide({ inThread: true, origin: 'mention' })).toBe('all: a');
  });

  it('a message without a video is left alone', () => {
    expect(decide({ videos: [] })).toBe('ignore: no-video');
  });

  it('other apps only where they are allowed or a person asks', () => {
    expect(decide({ byApp: true })).toBe('ignore: app');
    expect(decide({ byApp: true }, {}, true)).toBe('all: a');
    expect(decide({ byApp: true, origin: 'shortcut' })).toBe('all: a');
    expect(decide({ byApp: true, origin: 'reaction' }, { mode: 'react' })).toBe('all: a');
  });

  it.each([
    [0, null],
    [59_999, 'length'],
    [60_000, null],
    [120_000, null],
    [120_001, 'length'],
  ])('a video of %d ms is left alone for its %s', (durationMs, why) => {
    expect(whyLeftAlone({ ...testSettings, shortestMs: 60_000, longestMs: 120_000 }, { durationMs })).toBe(why);
    expect(whyLeftAlone(testSettings, { durationMs })).toBeNull();
  });

  it.each([
    [true, 'shorts'],
    [false, null],
    [undefined, null],
  ])('where Shorts are off, one known to be a Short or not (%s) is left alone as one of the %s', (isShort, why) => {
    const video = { durationMs: 50_000, isShort };
    expect(whyLeftAlone({ ...testSettings, shorts: false }, video)).toBe(why);
    expect(whyLeftAlone(testSettings, video)).toBeNull();
  });

  it('music is left alone, live music too', () => {
    expect(whyLeftAlone(testSettings, { durationMs: 0, music: true })).toBe('music');
  });
});
