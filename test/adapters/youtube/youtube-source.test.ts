import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, kiln, kilnCues, kilnId, startHarness } from './harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness[Symbol.asyncDispose]());

const texts = kilnCues.map(({ startMs, endMs, text }) => ({ startMs, endMs, text }));

function plain(cues: readonly { startMs: number; endMs: number; text: string }[]) {
  return cues.map(({ startMs, endMs, text }) => ({ startMs, endMs, text }));
}

describe('a video that plays', () => {
  it('comes with its facts and the captions of what is spoken', async () => {
    const { video, captions } = await harness.fetch();
    expect(video).toEqual({
      id: kilnId,
      title: 'Firing a {wood kiln',
      feed: { id: 'UCmadeupmadeupmadeup0001', name: 'Clay & Co' },
      publishedOn: '2025-12-22',
      durationMs: 1_800_000,
      description: kiln.description,
      creatorChapters: [
        { startMs: 0, title: 'Welcome' },
        { startMs: 300_000, title: 'Loading' },
        { startMs: 750_000, title: 'Firing' },
      ],
      unlisted: false,
      linkable: true,
      isShort: false,
    });
    expect({ ...captions, cues: plain(captions.cues) }).toEqual({ language: 'en', kind: 'manual', cues: texts });
  });

  it('costs one player request, one caption request, and one for the date', async () => {
    await harness.fetch();
    expect(harness.asked()).toEqual(['ANDROID player', 'ANDROID captions']);
    expect(harness.fake.requests).toHaveLength(3);
    expect(harness.clock.sleepers()).toBe(0);
  });

  it('is asked for in English, with checks declared passed, and as json3 without translation', async () => {
    await harness.fetch();
    const [player, captions] = ['/youtubei/v1/player', '/api/timedtext'].map((path) =>
      harness.fake.requests.find((request) => request.path === path && request.client !== 'WEB'),
    );
    expect(JSON.parse(player?.body ?? '')).toMatchObject({
      context: { client: { clientName: 'ANDROID', hl: 'en', gl: 'US' } },
      videoId: kilnId,
      contentCheckOk: true,
      racyCheckOk: true,
    });
    expect(player?.headers['user-agent']).toContain('com.google.android.youtube');
    expect(captions?.query.get('fmt')).toBe('json3');
    expect(captions?.query.has('tlang')).toBe(false);
  });

  it('keeps the words of automatic captions with their times', async () => {
    harness.fake.addVideo({ ...kiln, tracks: kiln.tracks.slice(1, 2) });
    const { captions } = await harness.fetch();
    expect(captions.kind).toBe('auto');
    expect(captions.cues).toHaveLength(1);
    expect(captions.cues[0]?.words?.length).toBe(7);
  });

  it('takes a manual track in the language asked for, and the spoken one where there is none', async () => {
    expect((await harness.fetch(kilnId, { language: 'ar-EG' })).captions.language).toBe('ar');
    expect((await harness.fetch(kilnId, { language: 'de' })).captions.language).toBe('en');
  });

  it('is found unlisted', async () => {
    harness.fake.addVideo({ ...kiln, unlisted: true });
    expect((await harness.fetch()).video.unlisted).toBe(true);
    harness.fake.setSituation(kilnId, 'server-error', 'WEB');
    expect((await harness.fetch()).video.unlisted).toBe(true);
  });

  it('is known for a Short, whatever it was linked as, where the web client answers', async () => {
    harness.fake.addVideo({ ...kiln, isShort: true });
    expect((await harness.fetch()).video.isShort).toBe(true);
    harness.fake.setSituation(kilnId, 'server-error', 'WEB');
    expect((await harness.fetch()).video).not.toHaveProperty('isShort');
  });

  it('may have no length, description or date', async () => {
    harness.fake.addVideo({ id: kilnId, title: '', feed: 'X', durationSeconds: 0, tracks: kiln.tracks });
    const { video } = await harness.fetch();
    expect(video).toMatchObject({ title: '', durationMs: 0, description: '', creatorChapters: [], publishedOn: null });
  });

  it('is refused by an id of the wrong form, without a request', async () => {
    for (const id of ['', 'short', 'twelve_chars', 'hello world', 'https://youtu.be/kiln_-00001', 'kiln_-0000\n']) {
      expect((await harness.failure(id)).code).toBe('link-invalid');
    }
    expect(harness.fake.requests).toEqual([]);
  });
});

describe('the publish date', () => {
  it.each(['bot-check', 'server-error', 'not-json', 'too-many-requests', 'cut-mid-body', 'consent'] as const)(
    'is done without: %s',
    async (situation) => {
      harness.fake.setSituation(kilnId, situation, 'WEB');
      const { video, captions } = await harness.fetch();
      expect(video.publishedOn).toBeNull();
      expect(captions.cues).toHaveLength(3);
    },
  );

  it('is waited for two seconds after the captions, not longer', async () => {
    harness.fake.setSituation(kilnId, 'hang', 'WEB');
    const fetched = harness.fetch();
    await harness.untilAskedToSleep(2_000);
    await harness.clock.advance(2_000);
    expect((await fetched).video.publishedOn).toBeNull();
    expect(harness.clock.sleepers()).toBe(0);
  });

  it('comes from the watch page where that is reached, without waiting', async () => {
    harness.fake.setSituation(kilnId, 'no-captions', 'ANDROID', 'VISIONOS', 'IOS');
    harness.fake.setSituation(kilnId, 'hang', 'WEB');
    expect((await harness.fetch()).video.publishedOn).toBe('2025-12-22');
  });
});

describe('the ladder', () => {
  it.each([
    ['VISIONOS', ['ANDROID']],
    ['IOS', ['ANDROID', 'VISIONOS']],
    ['watch', ['ANDROID', 'VISIONOS', 'IOS']],
  ] as const)('reaches %s where the others have no captions, are gated or refuse to play', async (last, others) => {
    const situations = ['no-captions', 'captions-empty', 'gated-address', 'not-on-this-app', 'unplayable'] as const;
    for (const situation of situations) {
      harness.fake.setSituation(kilnId, situation, ...others);
      const { captions } = await harness.fetch();
      expect(plain(captions.cues)).toEqual(texts);
    }
    expect(harness.asked().at(-1)).toBe(`${last} captions`);
  });

  it('goes on to captions in seconds, from a client that ignores the format', async () => {
    harness.fake.setSituation(kilnId, 'no-captions', 'ANDROID', 'VISIONOS', 'IOS');
    harness.fake.setSituation(kilnId, 'captions-ignore-format', 'watch');
    expect(plain((await harness.fetch()).captions.cues)).toEqual(texts);
    expect(harness.asked()).toEqual([
      'ANDROID player',
      'VISIONOS player',
      'IOS player',
      'watch page',
      'watch captions',
    ]);
  });

  it('asks no client twice and declines consent on the page alone', async () => {
    harness.fake.setSituation(kilnId, 'no-captions');
    expect((await harness.failure()).code).toBe('captions-none');
    expect(harness.asked()).toEqual(['ANDROID player', 'VISIONOS player', 'IOS player', 'watch page']);
    const cookies = harness.fake.requests.map(({ headers }) => headers.cookie);
    expect(cookies.filter((cookie) => cookie !== undefined)).toEqual(['SOCS=CAI']);
  });

  it('logs each client that gave nothing, without a word of the video', async () => {
    harness.fake.setSituation(kilnId, 'gated-address', 'ANDROID');
    await harness.fetch();
    expect(harness.logger.entries.map(({ fields }) => fields)).toEqual([
      {
        client: 'ANDROID',
        code: 'captions-gated',
        why: 'the caption address wants a proof of origin',
        reason: undefined,
      },
    ]);
  });

  it('gets over a bot check, a fault and a cut answer of one client', async () => {
    for (const situation of [
      'bot-check',
      'forbidden',
      'server-error',
      'cut-mid-body',
      'captions-cut-mid-body',
    ] as const) {
      harness.fake.setSituation(kilnId, situation, 'ANDROID');
      expect((await harness.fetch()).captions.cues).toHaveLength(3);
    }
    harness.fake.setSituation(kilnId, 'server-error-once', 'ANDROID');
    expect((await harness.fetch()).captions.cues).toHaveLength(3);
  });
});
