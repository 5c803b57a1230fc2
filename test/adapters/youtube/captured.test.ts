import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeClient } from '../../fakes/youtube/fake-video.ts';
import { type Harness, startHarness } from './harness.ts';

const folder = process.env['VIDIGEST_FIXTURES'];

const timedtext = JSON.stringify({
  wireMagic: 'pb3',
  events: [{ tStartMs: 1_000, dDurationMs: 2_000, segs: [{ utf8: 'Made-up words.' }] }],
});

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness[Symbol.asyncDispose]());

function captured(path: string): string {
  return readFileSync(join(folder ?? '', path), 'utf8');
}

/** Serves a captured player answer to every app, and as what the page holds. */
function servePlayer(id: string, path: string, ...clients: FakeClient[]): void {
  const json = captured(path);
  const player = Object.fromEntries((clients.length > 0 ? clients : apps).map((client) => [client, json]));
  harness.fake.setRaw(id, { player, watch: `<script>var ytInitialPlayerResponse = ${json};</script>`, timedtext });
}

const apps = ['ANDROID', 'VISIONOS', 'IOS'] as const;

/** Which track the caption request was for. */
function askedTrack() {
  const query = harness.fake.requests.find(({ path }) => path === '/api/timedtext')?.query;
  return (
    query && { lang: query.get('lang'), kind: query.get('kind'), fmt: query.get('fmt'), tlang: query.get('tlang') }
  );
}

describe.skipIf(folder === undefined)('captured answers', () => {
  it('jdepoix_youtube.innertube.json: nine tracks, Chinese first → English by people, and the facts', async () => {
    servePlayer('GJLlxj_dtq8', 'player/jdepoix_youtube.innertube.json');
    const { video, captions } = await harness.fetch('GJLlxj_dtq8');
    expect(captions).toMatchObject({ language: 'en', kind: 'manual' });
    expect(askedTrack()).toEqual({ lang: 'en', kind: null, fmt: 'json3', tlang: null });
    expect(video).toMatchObject({
      id: 'GJLlxj_dtq8',
      title: 'Surface Go Review - It’s Awesome',
      feed: { id: 'UCVYamHliCI9rw1tHR1xbkfw', name: 'Dave2D' },
      durationMs: 316_000,
      creatorChapters: [],
      unlisted: false,
    });
    expect(video.description).toMatch(/^Dave2D review of the Microsoft Surface Go/);
  });

  it('jdepoix_youtube.innertube.json: asked for Spanish → Spanish; for Portuguese → English', async () => {
    servePlayer('GJLlxj_dtq8', 'player/jdepoix_youtube.innertube.json');
    expect((await harness.fetch('GJLlxj_dtq8', { language: 'es-419' })).captions.language).toBe('es');
    expect((await harness.fetch('GJLlxj_dtq8', { language: 'pt' })).captions.language).toBe('en');
  });

  it.each([
    ['age_restricted', 'Njp5uhTorCo', 'age-restricted', 'This video may be inappropriate for some users.', 1],
    ['request_blocked', 'aaaaaaaaaa1', 'youtube-blocked', 'Sign in to confirm you’re not a bot', 2],
    ['transcripts_disabled', 'dsMFmonKDD4', 'captions-none', undefined, 4],
    ['video_unavailable', 'aaaaaaaaaa2', 'video-unavailable', 'This video is unavailable', 1],
    ['po_token_required', 'GJLlxj_dtq8', 'captions-gated', undefined, 4],
  ] as const)('jdepoix_youtube_%s → %s', async (name, id, code, reason, asked) => {
    servePlayer(id, `player/jdepoix_youtube_${name}.innertube.json`);
    expect(await harness.failure(id)).toMatchObject({ code, reason });
    expect(harness.asked()).toHaveLength(asked);
  });

  it('newpipe_cclicensed.web-microformat.player.json: the publish date, and that it is no Short', async () => {
    const id = 'M4gD1WSo5mA';
    const made = { language: 'en', kind: 'manual', cues: [{ startMs: 0, endMs: 900, text: 'Made up.' }] } as const;
    harness.fake.addVideo({ id, title: 'A lecture', feed: 'A school', durationSeconds: 721, tracks: [made] });
    harness.fake.setRaw(id, { player: { WEB: captured('player/newpipe_cclicensed.web-microformat.player.json') } });
    expect((await harness.fetch(id)).video).toMatchObject({
      publishedOn: '2015-01-27',
      unlisted: false,
      isShort: false,
    });
  });

  it('ytdlcore_chapters_watch.html: facts, date, 13 chapters and the English track, from the page', async () => {
    const id = 'W6NZfCO5SIk';
    harness.fake.addVideo({ id, title: '', feed: '', durationSeconds: 1, tracks: [] });
    harness.fake.setRaw(id, { watch: captured('watch/ytdlcore_chapters_watch.html'), timedtext });
    const { video, captions } = await harness.fetch(id);
    expect(captions).toMatchObject({ language: 'en', kind: 'manual' });
    expect(askedTrack()).toEqual({ lang: 'en', kind: null, fmt: 'json3', tlang: null });
    expect(video).toMatchObject({
      title: 'JavaScript Tutorial for Beginners: Learn JavaScript in 1 Hour',
      feed: { id: 'UCWv7vMbMWH4-V0ZXdmDpPBA', name: 'Programming with Mosh' },
      durationMs: 2_897_000,
      publishedOn: '2018-04-23',
      unlisted: false,
    });
    expect(video.creatorChapters).toHaveLength(13);
    expect(video.creatorChapters[0]).toEqual({ startMs: 0, title: 'What is JavaScript' });
    expect(video.creatorChapters[12]).toEqual({ startMs: 2_662_000, title: 'Types of Functions' });
  });

  it('ytdlcore_private_watch.json: private, by the messages of an old answer', async () => {
    const parts: { playerResponse?: unknown }[] = JSON.parse(captured('watch/ytdlcore_private_watch.json'));
    const player = parts.find(({ playerResponse }) => playerResponse !== undefined)?.playerResponse;
    harness.fake.setRaw('z2jeHsa0UG0', { player: JSON.stringify(player) });
    expect(await harness.failure('z2jeHsa0UG0')).toMatchObject({ code: 'video-private', reason: 'Private video' });
  });

  it.each([
    ['consent_page', 'youtube-consent'],
    ['too_many_requests', 'youtube-blocked'],
  ] as const)('jdepoix_youtube_%s.html → %s', async (name, code) => {
    const id = 'Fx_N4GlwdEM';
    harness.fake.setSituation(id, 'not-json', ...apps);
    harness.fake.setRaw(id, { watch: captured(`watch/jdepoix_youtube_${name}.html`) });
    harness.fake.addVideo({ id, title: '', feed: '', durationSeconds: 1, tracks: [] });
    expect((await harness.failure(id)).code).toBe(code);
  });

  it.each([
    ['captions/en-auto_srv3_srt-howto.xml', 'srv3'],
    ['captions/en-auto_json3_dashboards-8min.json3', 'json3'],
  ])('%s comes whole through a caption request', async (path) => {
    servePlayer('GJLlxj_dtq8', 'player/jdepoix_youtube.innertube.json');
    harness.fake.setRaw('GJLlxj_dtq8', {
      player: captured('player/jdepoix_youtube.innertube.json'),
      timedtext: captured(path),
    });
    const { cues } = (await harness.fetch('GJLlxj_dtq8')).captions;
    expect(cues.length).toBeGreaterThan(100);
    expect(cues.at(-1)?.startMs).toBeGreaterThan(390_000);
  });
});
