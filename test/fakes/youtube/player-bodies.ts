import type { FakeClient, FakeTrack, FakeVideo, Situation } from './fake-video.ts';

const startDefault = Date.UTC(2031, 4, 6, 18);

/** Status and reason per situation, worded as YouTube words them. Others play. */
const refusals: Partial<Record<Situation, { status: string; reason?: string; subreason?: string; more?: object }>> = {
  'bot-check': { status: 'LOGIN_REQUIRED', reason: 'Sign in to confirm you’re not a bot' },
  'session-limited': { status: 'UNPLAYABLE', reason: 'This content isn’t available, try again later.' },
  private: { status: 'LOGIN_REQUIRED', reason: 'This video is private' },
  'members-only': {
    status: 'UNPLAYABLE',
    reason: 'Join this channel to get access to members-only content like this video, and other exclusive perks.',
  },
  'age-restricted': {
    status: 'LOGIN_REQUIRED',
    reason: 'This video may be inappropriate for some users.',
    more: { desktopLegacyAgeGateReason: 1 },
  },
  'country-blocked': {
    status: 'UNPLAYABLE',
    reason: 'Video unavailable',
    subreason: 'The uploader has not made this video available in your country',
  },
  premium: { status: 'UNPLAYABLE', reason: 'This video is only available to Music Premium members' },
  unplayable: { status: 'UNPLAYABLE', reason: 'Something only this client minds' },
  'not-on-this-app': { status: 'ERROR', reason: 'The following content is not available on this app.' },
  removed: {
    status: 'ERROR',
    reason: 'Video unavailable',
    subreason: 'This video has been removed by the uploader',
  },
  upcoming: { status: 'LIVE_STREAM_OFFLINE', reason: 'This live event will begin in 3 days.' },
  ended: { status: 'LIVE_STREAM_OFFLINE', reason: 'This live event has ended.' },
};

/** What the player answers about an id that it does not know. */
export const unknownVideo = {
  responseContext: {},
  playabilityStatus: playability({ status: 'ERROR', reason: 'This video is unavailable' }),
};

/** The player's answer to `client`. `trackUrl` gives each track its signed address. */
export function playerBody(
  video: FakeVideo,
  situation: Situation,
  client: FakeClient,
  trackUrl: (track: FakeTrack) => string,
): Record<string, unknown> {
  const refusal = refusals[situation];
  const told = refusal === undefined || ['age-restricted', 'upcoming', 'ended'].includes(situation);
  const hasMicroformat = client === 'WEB' || client === 'watch';
  const hasCaptions = refusal === undefined && !['no-captions', 'live-now', 'just-ended'].includes(situation);
  return {
    responseContext: { visitorData: 'made-up' },
    playabilityStatus: {
      ...playability(refusal ?? { status: 'OK' }),
    },
    ...(told ? { videoDetails: details(video, situation) } : {}),
    ...(hasCaptions && video.tracks.length > 0 ? { captions: captions(video, client, trackUrl) } : {}),
    ...(told && hasMicroformat ? { microformat: microformat(video, situation) } : {}),
  };
}

function playability({ status, reason, subreason, more }: NonNullable<(typeof refusals)[Situation]>) {
  if (reason === undefined) return { status, playableInEmbed: true };
  const renderer = {
    reason: { runs: [{ text: reason }] },
    ...(subreason === undefined ? {} : { subreason: { simpleText: subreason } }),
  };
  return { status, reason, ...more, errorScreen: { playerErrorMessageRenderer: renderer } };
}

function details(video: FakeVideo, situation: Situation) {
  const live = situation === 'live-now' || situation === 'upcoming';
  return {
    videoId: situation === 'other-video' ? 'aaaaaaaaaaa' : video.id,
    title: video.title,
    lengthSeconds: String(live ? 0 : video.durationSeconds),
    channelId: feedOf(video).id,
    author: feedOf(video).name,
    shortDescription: video.description ?? '',
    isCrawlable: video.unlisted !== true,
    isPrivate: false,
    isLiveContent: live || situation === 'just-ended',
    ...(situation === 'live-now' ? { isLive: true } : {}),
    ...(situation === 'upcoming' ? { isUpcoming: true } : {}),
    ...(situation === 'just-ended' ? { isPostLiveDvr: true } : {}),
  };
}

function captions(video: FakeVideo, client: FakeClient, trackUrl: (track: FakeTrack) => string) {
  const byDefault = video.defaultTrack === undefined ? likelyDefault(video.tracks) : video.defaultTrack;
  const voices = (video.voices ?? [null]).map((audioTrackId, index) => ({
    captionTrackIndices: video.tracks.map((_, track) => track),
    ...(byDefault === null || (audioTrackId !== null && index > 0) ? {} : { defaultCaptionTrackIndex: byDefault }),
    ...(audioTrackId === null ? {} : { audioTrackId }),
  }));
  return {
    playerCaptionsTracklistRenderer: {
      captionTracks: video.tracks.map((track) => captionTrack(track, client, trackUrl(track))),
      audioTracks: voices,
      translationLanguages: [{ languageCode: 'af', languageName: { simpleText: 'Afrikaans' } }],
      defaultAudioTrackIndex: 0,
    },
  };
}

/** The apps send names as runs, the web as simple text. */
function captionTrack(track: FakeTrack, client: FakeClient, baseUrl: string) {
  const auto = track.kind === 'auto';
  const name = new Intl.DisplayNames('en', { type: 'language' }).of(track.language) + (auto ? ' (auto-generated)' : '');
  return {
    baseUrl,
    name: client === 'watch' || client === 'WEB' ? { simpleText: name } : { runs: [{ text: name }] },
    vssId: `${auto ? 'a' : ''}.${track.language}`,
    languageCode: track.language,
    ...(auto ? { kind: 'asr' } : {}),
    isTranslatable: true,
    trackName: track.name ?? '',
  };
}

/** The real one names none where there are automatic captions only. */
function likelyDefault(tracks: readonly FakeTrack[]): number | null {
  const spoken = tracks.find(({ kind }) => kind === 'auto')?.language;
  const index = tracks.findIndex(
    ({ kind, language }) => kind === 'manual' && (spoken === undefined || language === spoken),
  );
  return index < 0 ? null : index;
}

function microformat(video: FakeVideo, situation: Situation) {
  const startTimestamp = new Date(video.startsAtMs ?? startDefault).toISOString();
  return {
    playerMicroformatRenderer: {
      externalChannelId: feedOf(video).id,
      ownerChannelName: feedOf(video).name,
      isUnlisted: video.unlisted === true,
      lengthSeconds: String(video.durationSeconds),
      // The real one says so of many ordinary videos too.
      isShortsEligible: true,
      canonicalUrl: `https://www.youtube.com/${video.isShort === true ? 'shorts/' : 'watch?v='}${video.id}`,
      ...(video.publishedOn === undefined ? {} : { publishDate: video.publishedOn, uploadDate: video.publishedOn }),
      ...(video.category === undefined ? {} : { category: video.category }),
      ...(situation === 'upcoming' ? { liveBroadcastDetails: { isLiveNow: false, startTimestamp } } : {}),
    },
  };
}

function feedOf({ feed }: FakeVideo): { id: string; name: string } {
  if (typeof feed !== 'string') return feed;
  return { id: `UC${Buffer.from(feed).toString('base64url').padEnd(22, 'x').slice(0, 22)}`, name: feed };
}
