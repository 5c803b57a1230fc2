import type { ErrorCode } from '../../core/domain/errors.ts';
import { type AskNext, type ClientFailure, clientFailure } from './client-failure.ts';
import { type Playability, type PlayerAnswer, publicationOf } from './player-answer.ts';

interface Rule {
  readonly says: RegExp;
  readonly code: ErrorCode;
  readonly askNext: AskNext;
}

/**
 * What YouTube says, in English, before what status it gives: one status covers many situations. Texts are compared in
 * lower case with straight apostrophes. First match counts.
 */
const rules: readonly Rule[] = [
  { says: /not a bot|unusual traffic|try again later|vpn|proxy/, code: 'youtube-blocked', askNext: 'once' },
  { says: /not available on this app|latest version of youtube/, code: 'video-unplayable', askNext: 'always' },
  { says: /private video|video is private/, code: 'video-private', askNext: 'never' },
  { says: /inappropriate for some|confirm your age|age.restricted/, code: 'age-restricted', askNext: 'never' },
  { says: /premium|requires payment|purchase|\brent/, code: 'video-unplayable', askNext: 'never' },
  { says: /members.only|channel's members|members on level|join this channel/, code: 'members-only', askNext: 'never' },
  { says: /your country|your region|your location/, code: 'country-blocked', askNext: 'never' },
];

/** Why a player answer cannot be used, or null where the video plays. Live and upcoming streams count as failures. */
export function playabilityFailure(answer: PlayerAnswer): ClientFailure | null {
  const status = answer.playabilityStatus;
  const live = liveFailure(answer);
  if (live !== null || status.status === 'OK') return live;
  const said = saidBy(status);
  const rule = rules.find(({ says }) => said.some((text) => says.test(normalise(text))));
  const ageGate = status.desktopLegacyAgeGateReason !== undefined || status.status.startsWith('AGE_');
  const { code, askNext } = rule ?? (ageGate ? ageRestricted : byStatus(status.status));
  return failure(code, askNext, status);
}

const ageRestricted = { code: 'age-restricted', askNext: 'never' } as const;

/** Where the words are unknown. A status other than ERROR may be this client's trouble alone. */
function byStatus(status: string): Omit<Rule, 'says'> {
  return status === 'ERROR'
    ? { code: 'video-unavailable', askNext: 'never' }
    : { code: 'video-unplayable', askNext: 'always' };
}

function liveFailure(answer: PlayerAnswer): ClientFailure | null {
  const { playabilityStatus: status, videoDetails, captions, microformat } = answer;
  if (videoDetails?.isUpcoming === true || status.status === 'LIVE_STREAM_OFFLINE') {
    if (videoDetails?.isUpcoming !== true && saidBy(status).some((text) => /\bended\b/i.test(text))) {
      return failure('just-ended', 'never', status);
    }
    const slate = status.liveStreamability?.liveStreamabilityRenderer.offlineSlate.liveStreamOfflineSlateRenderer;
    const pageMs = microformat === undefined ? null : publicationOf(microformat).startsAtMs;
    return failure('upcoming', 'never', status, pageMs ?? (slate && slate.scheduledStartTime * 1000));
  }
  if (videoDetails?.isLive === true) return failure('live-now', 'never', status);
  const hasTracks = (captions?.playerCaptionsTracklistRenderer.captionTracks ?? []).length > 0;
  // Speech recognition comes hours after the end; captions typed during the stream are there at once.
  return videoDetails?.isPostLiveDvr === true && !hasTracks ? failure('just-ended', 'never', status) : null;
}

function failure(code: ErrorCode, askNext: AskNext, status: Playability, retryAtMs?: number): ClientFailure {
  const [reason] = saidBy(status);
  return clientFailure(code, askNext, `YouTube answers ${status.status}`, {
    ...(reason === undefined ? {} : { reason }),
    ...(retryAtMs === undefined ? {} : { retryAtMs }),
  });
}

/** YouTube's own sentences, the most telling first: under a bare "Video unavailable" it is the second. */
function saidBy(status: Playability): string[] {
  const screen = status.errorScreen?.playerErrorMessageRenderer;
  const said = [status.reason, screen?.reason, ...(status.messages ?? []), screen?.subreason].filter(
    (text): text is string => text !== undefined && text.trim() !== '',
  );
  const telling = said.filter((text) => !/^(?:this )?video (?:is )?unavailable\.?$/i.test(text.trim()));
  return telling.length > 0 ? telling : said;
}

function normalise(text: string): string {
  return text.replaceAll('’', "'").toLowerCase();
}
