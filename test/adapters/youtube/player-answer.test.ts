import { describe, expect, it } from 'vitest';
import { parsePublication } from '../../../src/adapters/youtube/player-answer.ts';

const shortOf = (facts: object): boolean | null =>
  parsePublication(JSON.stringify({ microformat: { playerMicroformatRenderer: facts } })).isShort;
const own = (path: string) => ({ canonicalUrl: `https://www.youtube.com/${path}` });

describe('whether a video is a Short', () => {
  it.each<[string, object, boolean | null]>([
    ['its own page is one of the Shorts', own('shorts/abcdefghijk'), true],
    ['its own page is another', own('watch?v=abcdefghijk'), false],
    [
      'its own page is another, though it is eligible',
      { ...own('watch?v=abcdefghijk'), isShortsEligible: true },
      false,
    ],
    ['eligible, and short enough', { isShortsEligible: true, lengthSeconds: '58' }, true],
    ['eligible, and too long', { isShortsEligible: true, lengthSeconds: '214' }, false],
    ['eligible, of unknown length', { isShortsEligible: true }, null],
    ['not eligible', { isShortsEligible: false, lengthSeconds: '58' }, false],
    ['nothing is told', {}, null],
    ['told in another shape', { canonicalUrl: 1, isShortsEligible: 'yes', lengthSeconds: [] }, null],
  ])('%s', (_, facts, expected) => {
    expect(shortOf(facts)).toBe(expected);
  });
});
