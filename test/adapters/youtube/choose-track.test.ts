import { describe, expect, it } from 'vitest';
import { chooseTrack, trackListOf } from '../../../src/adapters/youtube/choose-track.ts';
import { parsePlayerAnswer } from '../../../src/adapters/youtube/player-answer.ts';

interface Given {
  /** `en`, `a.en` automatic, `en/Commentary` named. */
  readonly tracks: readonly string[];
  readonly byDefault?: number;
  /** `[audioTrackId, defaultCaptionTrackIndex]`, the first being the default. */
  readonly voices?: readonly (readonly [string, number | undefined])[];
  readonly wanted?: string;
  readonly guess?: string;
}

async function choose({ tracks, byDefault, voices, wanted, guess }: Given): Promise<string | null> {
  const captionTracks = tracks.map((track) => {
    const [code = '', trackName = ''] = track.replace(/^a\./, '').split('/');
    return { baseUrl: track, languageCode: code, trackName, ...(track.startsWith('a.') ? { kind: 'asr' } : {}) };
  });
  const audioTracks =
    voices === undefined
      ? [{ captionTrackIndices: tracks.map((_, index) => index), defaultCaptionTrackIndex: byDefault }]
      : voices.map(([audioTrackId, index]) => ({ audioTrackId, defaultCaptionTrackIndex: index }));
  const renderer = { captionTracks, audioTracks, defaultAudioTrackIndex: 0 };
  const json = { playabilityStatus: { status: 'OK' }, captions: { playerCaptionsTracklistRenderer: renderer } };
  const list = trackListOf(parsePlayerAnswer(JSON.stringify(json)));
  return (await chooseTrack(list, async () => guess ?? null, wanted))?.baseUrl ?? null;
}

describe('the track to read', () => {
  it.each<[string, Given, string | null]>([
    ['none', { tracks: [] }, null],
    ['the only one, automatic', { tracks: ['a.en'] }, 'a.en'],
    ['the only one, by people', { tracks: ['fr'] }, 'fr'],
    ['the default, not the first of the alphabet', { tracks: ['ar', 'zh', 'en', 'a.en'], byDefault: 2 }, 'en'],
    ['the default as a direct index', { tracks: ['fil', 'a.en', 'en-US'], byDefault: 2 }, 'en-US'],
    ['by people over automatic', { tracks: ['de', 'a.en', 'en'] }, 'en'],
    ['by people where the default is automatic', { tracks: ['de', 'a.en', 'en'], byDefault: 1 }, 'en'],
    ['a regional variant by people over automatic', { tracks: ['de', 'a.en', 'en-GB'] }, 'en-GB'],
    ['the same script over another', { tracks: ['zh-TW', 'zh-CN', 'a.zh'] }, 'zh-CN'],
    ['another script by people over automatic', { tracks: ['en', 'zh-TW', 'a.zh'] }, 'zh-TW'],
    ['automatic over a foreign one by people', { tracks: ['de', 'a.en'] }, 'a.en'],
    ['the plain one over a named one', { tracks: ['en/Commentary', 'en', 'a.en'] }, 'en'],
    ['a named one where there is no other', { tracks: ['a.en', 'en/SDH'] }, 'en/SDH'],
    ['the default against automatic captions in the wrong language', { tracks: ['a.ja', 'en'], byDefault: 1 }, 'en'],
    ['the wrong automatic captions where nothing shows it', { tracks: ['a.ja', 'en'] }, 'a.ja'],
    ['a default out of range counts as none', { tracks: ['ar', 'a.en', 'en'], byDefault: 9 }, 'en'],
    ['old language codes', { tracks: ['de', 'iw', 'a.he'] }, 'iw'],
    ['an unknown language code', { tracks: ['??'] }, '??'],
    ['no evidence: the language of the title', { tracks: ['ar', 'en', 'pl'], guess: 'pl' }, 'pl'],
    ['no evidence, a title in no track: English', { tracks: ['ar', 'en', 'pl'], guess: 'fi' }, 'en'],
    ['no evidence, no English: the first', { tracks: ['ar', 'pl'], guess: 'fi' }, 'ar'],
  ])('%s', async (_, given, expected) => {
    expect(await choose(given)).toBe(expected);
  });

  it.each<[string, Given, string]>([
    ['exactly', { tracks: ['de', 'a.en', 'en'], wanted: 'de' }, 'de'],
    ['in any case of letters', { tracks: ['a.en', 'zh-Hans'], wanted: 'zh-hans' }, 'zh-Hans'],
    ['in a regional variant', { tracks: ['pt-BR', 'a.en'], wanted: 'pt-PT' }, 'pt-BR'],
    ['exactly rather than in a variant', { tracks: ['pt-BR', 'pt', 'a.en'], wanted: 'pt' }, 'pt'],
    ['not in another script', { tracks: ['zh-TW', 'a.en'], wanted: 'zh-CN' }, 'a.en'],
    ['by its region where the script is not named', { tracks: ['zh-HK', 'zh-CN', 'a.en'], wanted: 'zh-Hant' }, 'zh-HK'],
    ['not automatic in place of the spoken', { tracks: ['a.ja', 'en'], byDefault: 1, wanted: 'ja' }, 'en'],
    ['not where there is none', { tracks: ['a.en', 'en'], wanted: 'ko' }, 'en'],
  ])('in the language asked for: %s', async (_, given, expected) => {
    expect(await choose(given)).toBe(expected);
  });

  it.each<[string, Given, string]>([
    [
      'the original’s automatic captions over the dub’s',
      {
        tracks: ['a.en', 'a.pt'],
        voices: [
          ['en-US.10', 0],
          ['pt-BR.4', undefined],
        ],
      },
      'a.pt',
    ],
    [
      'the original’s default',
      {
        tracks: ['en', 'pt', 'a.pt'],
        voices: [
          ['en-US.10', 0],
          ['pt-BR.4', 1],
        ],
      },
      'pt',
    ],
    ['the original’s language over its foreign default', { tracks: ['en', 'a.es'], voices: [['es-ES.4', 0]] }, 'a.es'],
    ['the foreign default where the language has none', { tracks: ['de', 'en'], voices: [['es-ES.4', 1]] }, 'en'],
    [
      'the default voice where none is the original',
      {
        tracks: ['de', 'en'],
        voices: [
          ['x', 1],
          ['y', 0],
        ],
      },
      'en',
    ],
  ])('with several voices: %s', async (_, given, expected) => {
    expect(await choose(given)).toBe(expected);
  });
});

it.each<[string, readonly string[]]>([
  ['one voice is heard', ['en', 'pl', 'a.en']],
  ['there is no choice', ['pl']],
  ['there is nothing', []],
])('nobody guesses where %s', async (_, tracks) => {
  const guess = async () => expect.fail('guessed');
  const captionTracks = tracks.map((track) => ({
    baseUrl: track,
    languageCode: track.replace('a.', ''),
    ...(track.startsWith('a.') ? { kind: 'asr' } : {}),
  }));
  const captions = { playerCaptionsTracklistRenderer: { captionTracks } };
  const answer = parsePlayerAnswer(JSON.stringify({ playabilityStatus: { status: 'OK' }, captions }));
  expect((await chooseTrack(trackListOf(answer), guess))?.baseUrl).toBe(tracks[0]);
});
