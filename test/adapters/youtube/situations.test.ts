import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ErrorCode, retryClassOf } from '../../../src/core/domain/errors.ts';
import type { Situation } from '../../fakes/youtube/fake-video.ts';
import { type Harness, kiln, kilnId, startHarness } from './harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness[Symbol.asyncDispose]());

const android = ['ANDROID player'];
const two = ['ANDROID player', 'VISIONOS player'];
const all = ['ANDROID player', 'VISIONOS player', 'IOS player', 'watch page'];
const allWithCaptions = all.flatMap((asked) => [asked, `${asked.split(' ')[0]} captions`]);

/** Situation, code, YouTube's words or the log's, and who was asked until it was known. */
const table: readonly [Situation, ErrorCode, RegExp, readonly string[]][] = [
  ['private', 'video-private', /private/, android],
  ['members-only', 'members-only', /Join this channel/, android],
  ['age-restricted', 'age-restricted', /inappropriate/, android],
  ['country-blocked', 'country-blocked', /in your country/, android],
  ['premium', 'video-unplayable', /Music Premium/, android],
  ['removed', 'video-unavailable', /removed by the uploader/, android],
  ['live-now', 'live-now', /answers OK/, android],
  ['upcoming', 'upcoming', /will begin in 3 days/, android],
  ['ended', 'just-ended', /has ended/, android],
  ['just-ended', 'just-ended', /answers OK/, android],
  ['captcha', 'youtube-blocked', /captcha/, android],
  ['captcha-redirect', 'youtube-blocked', /HTTP 302/, android],
  ['too-many-requests', 'youtube-blocked', /HTTP 429/, android],
  ['captions-too-many-requests', 'youtube-blocked', /HTTP 429/, ['ANDROID player', 'ANDROID captions']],
  ['captions-captcha', 'youtube-blocked', /captcha/, ['ANDROID player', 'ANDROID captions']],
  ['bot-check', 'youtube-blocked', /you’re not a bot/, two],
  ['session-limited', 'youtube-blocked', /try again later/, two],
  ['forbidden', 'youtube-blocked', /HTTP 403/, two],
  ['server-error', 'youtube-unreachable', /HTTP 503/, two],
  ['cut-mid-body', 'youtube-unreachable', /request to YouTube failed/, two],
  ['captions-server-error', 'youtube-unreachable', /HTTP 500/, allWithCaptions.slice(0, 4)],
  ['captions-cut-mid-body', 'youtube-unreachable', /request to YouTube failed/, allWithCaptions.slice(0, 4)],
  ['no-captions', 'captions-none', /lists no captions/, all],
  ['captions-no-words', 'captions-none', /no words/, allWithCaptions],
  ['gated-address', 'captions-gated', /proof of origin/, all],
  ['captions-empty', 'captions-gated', /empty/, allWithCaptions],
  ['consent', 'youtube-consent', /consent page/, all],
  ['consent-redirect', 'youtube-consent', /consent page/, all],
  ['unplayable', 'video-unplayable', /only this client minds/, all],
  ['not-on-this-app', 'video-unplayable', /not available on this app/, all],
  ['other-video', 'youtube-unreadable', /another video/, all],
  ['not-json', 'youtube-unreadable', /not JSON/, all],
  ['not-a-player-answer', 'youtube-unreadable', /no player answer|not a player answer/, all],
  ['foreign-host', 'youtube-unreadable', /evil\.example/, all],
  ['captions-page', 'youtube-unreadable', /web page/, allWithCaptions],
  ['captions-unknown-format', 'youtube-unreadable', /cannot be read/, allWithCaptions],
  ['captions-not-found', 'youtube-unreadable', /HTTP 404/, allWithCaptions],
];

describe('a situation that every client meets', () => {
  it.each(table)('%s → %s', async (situation, code, says, asked) => {
    harness.fake.setSituation(kilnId, situation);
    const error = await harness.failure();
    expect({ code: error.code, asked: harness.asked() }).toEqual({ code, asked });
    expect(error.reason ?? error.message).toMatch(says);
    expect(harness.clock.sleepers()).toBe(0);
  });

  it('a video that YouTube does not know → video-unavailable', async () => {
    const error = await harness.failure('unknown-vid');
    expect(error).toMatchObject({ code: 'video-unavailable', reason: 'This video is unavailable' });
    expect(harness.asked()).toEqual(android);
  });

  it('a video without a single track → captions-none', async () => {
    harness.fake.addVideo({ ...kiln, tracks: [] });
    expect((await harness.failure()).code).toBe('captions-none');
  });
});

describe('when to try again', () => {
  it('is the start of an upcoming stream, as the web client tells it', async () => {
    harness.fake.addVideo({ ...kiln, startsAtMs: Date.UTC(2031, 0, 2, 3) });
    harness.fake.setSituation(kilnId, 'upcoming');
    expect((await harness.failure()).retryAtMs).toBe(Date.UTC(2031, 0, 2, 3));
  });

  it('is unknown for an upcoming stream where the web client says nothing', async () => {
    harness.fake.setSituation(kilnId, 'upcoming', 'ANDROID');
    harness.fake.setSituation(kilnId, 'bot-check', 'WEB');
    expect(await harness.failure()).toMatchObject({ code: 'upcoming', retryAtMs: undefined });
  });

  it('is what YouTube says with a refusal', async () => {
    harness.fake.setSituation(kilnId, 'too-many-requests');
    expect((await harness.failure()).retryAtMs).toBe(harness.clock.now() + 120_000);
  });

  it.each([
    ['a day ago', '2025-12-31T20:00:00-08:00', true],
    ['two days ago', '2025-12-30', true],
    ['four days ago', '2025-12-28', false],
    ['on a day that it does not tell', '', false],
  ])('is soon for a video without captions that was published %s: %s', async (_when, publishedOn, soon) => {
    harness.fake.addVideo({ ...kiln, publishedOn });
    harness.fake.setSituation(kilnId, 'no-captions');
    const { code, retryAtMs } = await harness.failure();
    expect(code).toBe('captions-none');
    expect(retryAtMs === undefined ? null : retryAtMs - harness.clock.now()).toBe(soon ? 600_000 : null);
  });

  it('is never for an old stream without captions', async () => {
    harness.fake.addVideo({ ...kiln, startsAtMs: Date.UTC(2025, 5, 1) });
    harness.fake.setSituation(kilnId, 'no-captions');
    expect((await harness.failure()).retryAtMs).toBeUndefined();
  });

  it('is never for what lies in the video', () => {
    for (const code of [
      'video-private',
      'members-only',
      'age-restricted',
      'country-blocked',
      'captions-none',
    ] as const) {
      expect(retryClassOf(code)).toBe('final');
    }
  });
});

describe('clients that differ', () => {
  it.each([
    ['captions exist though the last client shows none', 'gated-address', 'no-captions', 'captions-gated'],
    ['the apps know better than a walled page', 'no-captions', 'captcha', 'captions-none'],
    ['the apps know better than a consent page', 'no-captions', 'consent', 'captions-none'],
    ['gated captions outweigh a consent page', 'captions-empty', 'consent', 'captions-gated'],
    ['a page that plays outweighs apps that do not', 'unplayable', 'no-captions', 'captions-none'],
    ['a private video is private at last', 'not-json', 'private', 'video-private'],
  ] as const)('%s', async (_, apps, page, code) => {
    harness.fake.setSituation(kilnId, apps, 'ANDROID', 'VISIONOS', 'IOS');
    harness.fake.setSituation(kilnId, page, 'watch');
    expect((await harness.failure()).code).toBe(code);
  });

  it('another video that is live says nothing of the one asked for', async () => {
    const videoDetails = { videoId: 'aaaaaaaaaaa', isLive: true };
    harness.fake.setRaw(kilnId, {
      player: { ANDROID: JSON.stringify({ playabilityStatus: { status: 'OK' }, videoDetails }) },
    });
    expect((await harness.fetch()).video.id).toBe(kilnId);
  });

  it('an answer that plays and names no video is passed over', async () => {
    harness.fake.setRaw(kilnId, { player: { ANDROID: JSON.stringify({ playabilityStatus: { status: 'OK' } }) } });
    expect((await harness.fetch()).video.id).toBe(kilnId);
  });

  it('a bot check is tried once more and no further, with other trouble in between', async () => {
    harness.fake.setSituation(kilnId, 'bot-check', 'ANDROID', 'IOS');
    harness.fake.setSituation(kilnId, 'gated-address', 'VISIONOS');
    expect((await harness.failure()).code).toBe('youtube-blocked');
    expect(harness.asked()).toEqual(['ANDROID player', 'VISIONOS player', 'IOS player']);
  });
});

describe('what YouTube says', () => {
  it.each([
    ['private', 'LOGIN_REQUIRED', 'Private video', 'video-private'],
    ['age, by status alone', 'AGE_VERIFICATION_REQUIRED', 'Unbekannt', 'age-restricted'],
    ['age, to confirm', 'LOGIN_REQUIRED', 'Sign in to confirm your age', 'age-restricted'],
    ['bot, straight apostrophe', 'LOGIN_REQUIRED', "Sign in to confirm you're not a bot", 'youtube-blocked'],
    [
      'members, by level',
      'UNPLAYABLE',
      'This video is available to this channel’s members on level: Gold',
      'members-only',
    ],
    ['members, any', 'UNPLAYABLE', 'Only this channel’s members can watch', 'members-only'],
    ['rental', 'UNPLAYABLE', 'This video requires payment to watch', 'video-unplayable'],
    ['country, blocked', 'UNPLAYABLE', 'It is blocked in your country on copyright grounds', 'country-blocked'],
    ['proxy', 'UNPLAYABLE', 'VPN/Proxy Detected', 'youtube-blocked'],
    ['account closed', 'ERROR', 'The account associated with this video has been terminated.', 'video-unavailable'],
    ['a login for an unknown cause', 'LOGIN_REQUIRED', 'Anmelden', 'video-unplayable'],
    ['a recording not kept', 'UNPLAYABLE', 'This live stream recording is not available.', 'video-unplayable'],
    ['a stream about to begin', 'LIVE_STREAM_OFFLINE', 'This live event will begin in a few moments.', 'upcoming'],
  ] as const)('%s', async (_, status, reason, code) => {
    harness.fake.setRaw(kilnId, {
      player: JSON.stringify({ playabilityStatus: { status, reason } }),
      watch: `var ytInitialPlayerResponse = ${JSON.stringify({ playabilityStatus: { status, reason } })};`,
    });
    expect(await harness.failure()).toMatchObject({ code, reason });
  });

  it('gives the start of a stream by itself, without the web client', async () => {
    const liveStreamOfflineSlateRenderer = { scheduledStartTime: '1924992000' };
    const liveStreamability = { liveStreamabilityRenderer: { offlineSlate: { liveStreamOfflineSlateRenderer } } };
    const player = JSON.stringify({ playabilityStatus: { status: 'LIVE_STREAM_OFFLINE', liveStreamability } });
    harness.fake.setRaw(kilnId, { player: { ANDROID: player } });
    harness.fake.setSituation(kilnId, 'hang', 'WEB');
    expect(await harness.failure()).toMatchObject({ code: 'upcoming', retryAtMs: 1_924_992_000_000 });
  });
});
