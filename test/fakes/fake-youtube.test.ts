import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeYouTube, startFakeYouTube } from './fake-youtube.ts';

const id = 'kiln_-00001';
let fake: FakeYouTube;
beforeEach(async () => {
  fake = await startFakeYouTube();
  const cues = [{ startMs: 1_500, endMs: 4_000, text: "It's <hot> & dry" }];
  fake.addVideo({
    id,
    title: 'Kiln',
    feed: 'Clay',
    durationSeconds: 60,
    tracks: [{ language: 'en', kind: 'manual', cues }],
  });
});
afterEach(() => fake.close());

const android = { clientName: 'ANDROID', clientVersion: '20.10.38' };

function player(body: unknown, init: RequestInit = {}): Promise<Response> {
  return fetch(`${fake.origin}/youtubei/v1/player`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });
}

async function trackUrl(client: object = android): Promise<URL> {
  const answer = await player({ context: { client }, videoId: id });
  const { captions } = (await answer.json()) as {
    captions: { playerCaptionsTracklistRenderer: { captionTracks: [{ baseUrl: string }] } };
  };
  return new URL(captions.playerCaptionsTracklistRenderer.captionTracks[0].baseUrl);
}

function captions(url: URL): Promise<Response> {
  return fetch(fake.origin + url.pathname + url.search);
}

describe('the fake refuses a player request', () => {
  it.each<[string, unknown]>([
    ['that is no JSON', 'context'],
    ['without a client', { videoId: id }],
    ['of a client it does not know', { context: { client: { ...android, clientName: 'FRIDGE' } }, videoId: id }],
    ['without a version', { context: { client: { clientName: 'ANDROID' } }, videoId: id }],
    ['with a version that is none', { context: { client: { ...android, clientVersion: 'new' } }, videoId: id }],
    ['without a video', { context: { client: android } }],
  ])('%s', async (_, body) => {
    expect((await player(body)).status).toBe(400);
  });

  it('of another method, another type, another path', async () => {
    const body = JSON.stringify({ context: { client: android }, videoId: id });
    expect((await fetch(`${fake.origin}/youtubei/v1/player`)).status).toBe(405);
    expect((await player(body, { headers: { 'content-type': 'text/plain' } })).status).toBe(400);
    expect((await fetch(`${fake.origin}/youtubei/v1/next`, { method: 'POST', body })).status).toBe(404);
    expect((await fetch(`${fake.origin}/watch?v=${id}`, { method: 'POST', body })).status).toBe(405);
  });

  it('but answers for a video it does not know', async () => {
    const answer = await player({ context: { client: android }, videoId: 'x' });
    expect(await answer.json()).toMatchObject({ playabilityStatus: { status: 'ERROR' } });
  });
});

describe('the fake’s captions', () => {
  it('are served at signed addresses alone', async () => {
    const url = await trackUrl();
    expect(url.origin).toBe('https://www.youtube.com');
    expect((await captions(url)).status).toBe(200);
    for (const [name, value] of [
      ['lang', 'de'],
      ['kind', 'asr'],
      ['expire', '1'],
      ['signature', 'A'],
      ['v', 'other-video'],
    ]) {
      const altered = new URL(url);
      altered.searchParams.set(name ?? '', value ?? '');
      expect((await captions(altered)).status).toBe(404);
    }
  });

  it('are not translated', async () => {
    const url = await trackUrl();
    url.searchParams.set('tlang', 'fr');
    expect((await captions(url)).status).toBe(429);
  });

  it('come as srv3 to Android, as srv1 in seconds to others, as json3 to who asks', async () => {
    const url = await trackUrl();
    expect(await (await captions(url)).text()).toContain('<p t="1500" d="2500">It&#39;s &lt;hot&gt; &amp; dry</p>');
    const vision = await trackUrl({ clientName: 'VISIONOS', clientVersion: '1.02' });
    expect(await (await captions(vision)).text()).toContain('<text start="1.5" dur="2.5">It&amp;#39;s &amp;lt;hot');
    vision.searchParams.set('fmt', 'json3');
    expect(await (await captions(vision)).json()).toMatchObject({
      events: [{ tStartMs: 1500, dDurationMs: 2500, segs: [{ utf8: "It's <hot> & dry" }] }],
    });
    vision.searchParams.set('fmt', 'vtt');
    expect(await (await captions(vision)).text()).toContain('00:00:01.500 --> 00:00:04.000');
  });
});

describe('the fake’s pages', () => {
  it('are the consent page to who has not declined consent', async () => {
    const page = (headers: Record<string, string>) => fetch(`${fake.origin}/watch?v=${id}`, { headers });
    expect(await (await page({})).text()).toContain('consent.youtube.com');
    expect(await (await page({ cookie: 'SOCS=CAI' })).text()).toContain('ytInitialPlayerResponse');
  });
});

describe('the fake’s manners', () => {
  it('are a situation per client, for good or once, and a delay', async () => {
    const body = { context: { client: android }, videoId: id };
    fake.setSituation(id, 'server-error-once', 'ANDROID');
    expect((await player(body)).status).toBe(503);
    expect((await player(body)).status).toBe(200);
    fake.setSituation(id, 'too-many-requests', 'IOS');
    expect((await player(body)).status).toBe(200);
    expect(
      (await player({ ...body, context: { client: { clientName: 'IOS', clientVersion: '21.02.3' } } })).status,
    ).toBe(429);
    fake.addVideo({ id: 'slow-video1', title: '', feed: '', durationSeconds: 1, tracks: [], delayMs: 5 });
    expect((await player({ ...body, videoId: 'slow-video1' })).status).toBe(200);
    expect(fake.requests.map(({ client }) => client)).toEqual(['ANDROID', 'ANDROID', 'ANDROID', 'IOS', 'ANDROID']);
  });

  it('end with it, whatever hangs', async () => {
    fake.setSituation(id, 'hang');
    const hanging = player({ context: { client: android }, videoId: id });
    await fake.untilRequests(1);
    await fake.close();
    await expect(hanging).rejects.toThrow();
    fake = await startFakeYouTube();
  });
});
