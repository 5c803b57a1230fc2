import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  fetchTranscript,
  YoutubeTranscriptDisabledError,
  YoutubeTranscriptNotAvailableError,
  YoutubeTranscriptVideoUnavailableError,
} from 'youtube-transcript';
import type { Situation } from '../../fakes/youtube/fake-video.ts';
import { type Harness, kiln, kilnCues, kilnId, startHarness } from './harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness[Symbol.asyncDispose]());

/** The library by itself against the same fake: what it does when nothing is worked around. */
function bare(id = kilnId, lang?: string) {
  const toFake: typeof fetch = (input, init) => {
    const url = new URL(String(input));
    const headers = { ...init?.headers, cookie: 'SOCS=CAI' };
    return fetch(harness.fake.origin + url.pathname + url.search, { ...init, headers });
  };
  return fetchTranscript(id, { fetch: toFake, ...(lang === undefined ? {} : { lang }) });
}

const onlyPage: Situation = 'no-captions';

describe('traps of youtube-transcript, each beside what this adapter makes of it', () => {
  it('takes whichever track comes first', async () => {
    expect((await bare())[0]?.lang).toBe('ar');
    expect((await harness.fetch()).captions.language).toBe('en');
  });

  it('counts milliseconds from one client and seconds from another', async () => {
    harness.fake.addVideo({ ...kiln, title: 'Firing', tracks: kiln.tracks.slice(2) });
    expect((await bare()).at(-1)?.offset).toBe(61_500);
    harness.fake.setSituation(kilnId, onlyPage, 'ANDROID', 'VISIONOS', 'IOS');
    expect((await bare()).at(-1)?.offset).toBe(61.5);
    expect((await harness.fetch()).captions.cues.at(-1)?.startMs).toBe(61_500);
    harness.fake.setSituation(kilnId, 'captions-ignore-format', 'watch');
    expect((await harness.fetch()).captions.cues.at(-1)?.startMs).toBe(61_500);
  });

  it('takes automatic captions for the manual ones of the same language', async () => {
    expect((await bare(kilnId, 'en'))[0]?.text).toBe('good morning and welcome to the kill');
    expect((await harness.fetch(kilnId, { language: 'en' })).captions.kind).toBe('manual');
  });

  it('knows a language by its exact code alone', async () => {
    await expect(bare(kilnId, 'en-US')).rejects.toThrow('No transcripts are available in en-US');
    expect((await harness.fetch(kilnId, { language: 'en-US' })).captions.language).toBe('en');
  });

  it.each<Situation>(['captions-empty', 'captions-page'])(
    'gives no error for %s but an empty transcript',
    async (situation) => {
      harness.fake.setSituation(kilnId, situation);
      expect(await bare()).toEqual([]);
      expect((await harness.failure()).code).toBe(
        situation === 'captions-empty' ? 'captions-gated' : 'youtube-unreadable',
      );
    },
  );

  it.each([
    ['bot-check', 'youtube-blocked'],
    ['age-restricted', 'age-restricted'],
    ['private', 'video-private'],
    ['members-only', 'members-only'],
    ['live-now', 'live-now'],
    ['country-blocked', 'country-blocked'],
  ] as const)('calls %s a disabled transcript', async (situation, code) => {
    harness.fake.setSituation(kilnId, situation);
    await expect(bare()).rejects.toThrow(YoutubeTranscriptDisabledError);
    expect((await harness.failure()).code).toBe(code);
  });

  it.each([
    ['consent', 'youtube-consent'],
    ['not-json', 'youtube-unreadable'],
  ] as const)('calls %s a video that is no longer available', async (situation, code) => {
    harness.fake.setSituation(kilnId, situation);
    await expect(bare()).rejects.toThrow(YoutubeTranscriptVideoUnavailableError);
    expect((await harness.failure()).code).toBe(code);
  });

  it('calls a 429 at the captions a missing transcript', async () => {
    harness.fake.setSituation(kilnId, 'captions-too-many-requests');
    await expect(bare()).rejects.toThrow(YoutubeTranscriptNotAvailableError);
    expect((await harness.failure()).code).toBe('youtube-blocked');
  });

  it('counts the braces of a title on the watch page', async () => {
    harness.fake.setSituation(kilnId, onlyPage, 'ANDROID', 'VISIONOS', 'IOS');
    await expect(bare()).rejects.toThrow(YoutubeTranscriptDisabledError);
    const { video } = await harness.fetch();
    expect(video.title).toBe('Firing a {wood kiln');
  });

  it('takes any eleven characters for an id', async () => {
    await expect(bare('hello world')).rejects.toThrow();
    expect(harness.fake.requests.length).toBeGreaterThan(0);
    const before = harness.fake.requests.length;
    expect((await harness.failure('hello world')).code).toBe('link-invalid');
    expect(harness.fake.requests).toHaveLength(before);
  });

  it('decodes the twice-escaped text of the page’s captions in part', async () => {
    harness.fake.addVideo({ ...kiln, title: 'Firing', tracks: kiln.tracks.slice(2) });
    harness.fake.setSituation(kilnId, onlyPage, 'ANDROID', 'VISIONOS', 'IOS');
    harness.fake.setSituation(kilnId, 'captions-ignore-format', 'watch');
    expect((await bare())[0]?.text).toBe('Good morning &amp; welcome to the kiln.');
    expect((await harness.fetch()).captions.cues[0]?.text).toBe('Good morning & welcome to the kiln.');
  });

  it('goes on to the watch page whatever the player says; here that page is not asked', async () => {
    harness.fake.setSituation(kilnId, 'private');
    await expect(bare()).rejects.toThrow();
    expect(harness.asked()).toEqual(['ANDROID player', 'watch page']);
    await harness.failure();
    expect(harness.asked().slice(2)).toEqual(['ANDROID player']);
  });

  it('refuses captions elsewhere, which costs no request here either', async () => {
    harness.fake.setSituation(kilnId, 'foreign-host');
    await expect(bare()).rejects.toThrow(YoutubeTranscriptNotAvailableError);
    expect((await harness.failure()).message).toContain('unexpected address');
    expect(harness.asked().filter((asked) => asked.endsWith('captions'))).toEqual([]);
  });

  it('drops a caption without length', async () => {
    const body = '<transcript><text start="0" dur="1">One</text><text start="61.5">Two</text></transcript>';
    harness.fake.setRaw(kilnId, { timedtext: body });
    expect(await bare()).toHaveLength(1);
    expect((await harness.fetch()).captions.cues.map(({ startMs, text }) => [startMs, text])).toEqual([
      [0, 'One'],
      [61_500, 'Two'],
    ]);
  });

  it('is asked for the captions once, by itself', async () => {
    const { captions } = await harness.fetch();
    expect(captions.cues.map(({ text }) => text)).toEqual(kilnCues.map(({ text }) => text));
    expect(harness.asked()).toEqual(['ANDROID player', 'ANDROID captions']);
  });
});
