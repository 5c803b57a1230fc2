import type { RequestOrigin, WantedVideo } from '../../domain/chat-request.ts';
import type { LeftAlone } from '../../domain/reply.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Video } from '../../domain/video.ts';

/** More links in one message than this are not answered before somebody says so. */
const mostUnasked = 3;

/** What is known of a message with links before anything is fetched. */
export interface NoticedLinks {
  readonly origin: RequestOrigin;
  readonly videos: readonly WantedVideo[];
  /** Another app wrote it. */
  readonly byApp: boolean;
  /** It stands in a thread, where people talk already. */
  readonly inThread: boolean;
  /** For the asker alone. */
  readonly isPrivate: boolean;
}

/** Whether links get an answer. `overview`: nothing but the overview, so that the talk goes on. */
export type DigestDecision =
  | { readonly kind: 'digest'; readonly videos: readonly WantedVideo[]; readonly scope: 'all' | 'overview' }
  | { readonly kind: 'ask-first'; readonly videos: readonly WantedVideo[] }
  | { readonly kind: 'ignore'; readonly why: 'mode' | 'app' | 'shorts' | 'no-video' };

/** Whether somebody named the bot, so that it owes an answer. */
export function isAsked(origin: RequestOrigin): boolean {
  return origin !== 'link' && origin !== 'edit' && origin !== 'reaction';
}

/**
 * Decides on a message by the channel's settings. A bare playlist names no video and is left alone. Whoever asks is not
 * held to the channel's limits, but nobody starts more than three digests by one message without a second word.
 */
export function shouldDigest(settings: Settings, noticed: NoticedLinks, answerApps: boolean): DigestDecision {
  const { origin, byApp, inThread, isPrivate } = noticed;
  const asked = isAsked(origin);
  if (byApp && !asked && origin !== 'reaction' && !answerApps) return { kind: 'ignore', why: 'app' };
  if (!asked && !answersTo(settings.mode, origin)) return { kind: 'ignore', why: 'mode' };
  if (noticed.videos.length === 0) return { kind: 'ignore', why: 'no-video' };
  const isHeld = origin === 'link' || origin === 'edit';
  const videos = isHeld && !settings.shorts ? noticed.videos.filter(({ isShort }) => !isShort) : noticed.videos;
  if (videos.length === 0) return { kind: 'ignore', why: 'shorts' };
  if (videos.length > mostUnasked) return { kind: 'ask-first', videos };
  const scope = isHeld && inThread && !isPrivate ? 'overview' : 'all';
  return { kind: 'digest', videos, scope };
}

function answersTo(mode: Settings['mode'], origin: RequestOrigin): boolean {
  if (mode === 'off') return false;
  return origin === 'reaction' || mode === 'auto';
}

/**
 * Why the channel does not want a video that nobody asked about, however it was linked; null where it does. Live ones
 * (0 ms) are not measured yet, and what is not known to be a Short is none.
 */
export function whyLeftAlone(
  { shortestMs, longestMs, shorts }: Settings,
  { durationMs, isShort = false, music }: Pick<Video, 'durationMs' | 'isShort' | 'music'>,
): LeftAlone | null {
  if (isShort && !shorts) return 'shorts';
  if (music === true) return 'music';
  if (durationMs === 0) return null;
  return durationMs < shortestMs || (longestMs !== null && durationMs > longestMs) ? 'length' : null;
}

/** Whether the channel has no limits: all but music is wanted, before anything is known of it. */
export function takesAll({ shortestMs, longestMs, shorts }: Settings): boolean {
  return shortestMs <= 0 && longestMs === null && shorts;
}
