import { parseCreatorChapters } from '../../core/domain/creator-chapters.ts';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Video } from '../../core/domain/video.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import type { SourceVideo, TranscriptSource } from '../../core/ports/transcript-source.ts';
import { ClientFailure } from './client-failure.ts';
import type { Locale } from './clients.ts';
import { withDeadline } from './deadline.ts';
import { createSend, type Send } from './http.ts';
import { climb } from './ladder.ts';
import { fetchThroughLibrary, type LibraryJob } from './library-fetch.ts';
import type { Publication, VideoDetails } from './player-answer.ts';
import { lookUpPublication } from './publication.ts';
import { readCues } from './timedtext.ts';

export interface YouTubeOptions {
  /** Speak to this origin instead of https://www.youtube.com (a mirror, a test server); path and query are kept. */
  readonly origin?: string;
  /** For one request with its body. Default 10 s. */
  readonly timeoutMs?: number;
  /** For all clients together. Default 40 s. */
  readonly totalTimeoutMs?: number;
  /** How much longer than the captions the publish date may take. Default 2 s. */
  readonly dateGraceMs?: number;
  /** Decoded bytes of one answer. Default 20 MB. */
  readonly maxBodyBytes?: number;
  /** Language and country to ask in; YouTube's reasons are understood in English only. Default `en`, `US`. */
  readonly hl?: string;
  readonly gl?: string;
}

interface Deps {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly logger: Logger;
}

const megabyte = 1_000_000;
/** Captions of a new video seldom come sooner. */
const recognitionMs = 10 * 60_000;
const dayMs = 24 * 3_600_000;

/**
 * Videos from YouTube, without an account or key. Two requests where the first client answers, three with the publish
 * date, at most nine. Nothing is retried: a refused address is better left alone. A cancelled fetch rejects with the
 * signal's reason where that is a VidigestError, else with `cancelled`, the reason as cause.
 */
export function createYouTubeSource(deps: Deps, options: YouTubeOptions = {}): TranscriptSource {
  const locale = { hl: options.hl ?? 'en', gl: options.gl ?? 'US' };
  const send = createSend(deps, {
    origin: options.origin,
    timeoutMs: options.timeoutMs ?? 10_000,
    maxBodyBytes: options.maxBodyBytes ?? 20 * megabyte,
  });
  const totalMs = options.totalTimeoutMs ?? 40_000;
  const graceMs = options.dateGraceMs ?? 2_000;
  return {
    async fetch(videoId, { signal, language }) {
      if (!/^[\w-]{11}$/.test(videoId)) throw new VidigestError('link-invalid', 'not the id of a video');
      const job = { videoId, language, locale };
      const deadline = { clock: deps.clock, ms: totalMs, expired: () => tooLong(totalMs) };
      try {
        return await withDeadline(deadline, signal, (both) => fetchVideo({ ...deps, send, graceMs }, job, both));
      } catch (error) {
        throw signal.aborted ? cancelled(signal.reason) : outward(error);
      }
    },
  };
}

async function fetchVideo(
  deps: Deps & { send: Send; graceMs: number },
  job: LibraryJob & { locale: Locale },
  signal: AbortSignal,
): Promise<SourceVideo> {
  const over = new AbortController();
  const lookup = lookUpPublication(deps, job, AbortSignal.any([signal, over.signal]));
  try {
    const { details, publication, track, cues } = await climb(async (rung) => {
      const spied = await fetchThroughLibrary(rung, job, deps.send, signal);
      return { ...spied, cues: readCues(spied.captionBody) };
    }, deps.logger);
    const published = publication ?? (await lookup.settle(deps.graceMs));
    return { video: videoOf(details, published), captions: { language: track.language, kind: track.kind, cues } };
  } catch (error) {
    if (!(error instanceof VidigestError) || error.retryAtMs !== undefined) throw error;
    if (error.code !== 'upcoming' && error.code !== 'captions-none') throw error;
    const published = await lookup.settle(deps.graceMs);
    const startsAtMs = published?.startsAtMs ?? null;
    throw retriedAt(error, error.code === 'upcoming' ? startsAtMs : captionsAtMs(published, deps.clock.now()));
  } finally {
    over.abort();
  }
}

function videoOf(details: VideoDetails, publication: Publication | null): Video {
  const durationMs = Math.round(details.lengthSeconds * 1000);
  const isShort = publication?.isShort ?? null;
  const category = publication?.category ?? null;
  return {
    id: details.videoId,
    title: details.title,
    feed: details.channelId === undefined ? null : { id: details.channelId, name: details.author ?? '' },
    publishedOn: publication?.publishedOn ?? null,
    durationMs,
    description: details.shortDescription,
    creatorChapters: parseCreatorChapters(details.shortDescription, durationMs),
    // Crawlers are kept from unlisted videos, and from few others.
    unlisted: publication?.unlisted ?? details.isCrawlable === false,
    linkable: true,
    ...(isShort === null ? {} : { isShort }),
    ...(category === null ? {} : { category }),
  };
}

/** When captions of a new video may be there; null for an old one. Recognition takes two days; YouTube tells the day. */
function captionsAtMs(publication: Publication | null, nowMs: number): number | null {
  const ageMs = nowMs - Date.parse(publication?.publishedOn ?? '');
  return ageMs < 3 * dayMs ? nowMs + recognitionMs : null;
}

function retriedAt(error: VidigestError, retryAtMs: number | null): VidigestError {
  if (retryAtMs === null) return error;
  return new VidigestError(error.code, error.message, {
    cause: error,
    retryAtMs,
    ...(error.reason === undefined ? {} : { reason: error.reason }),
  });
}

function tooLong(ms: number): VidigestError {
  return new VidigestError('youtube-unreachable', `YouTube gave no captions within ${ms} ms`);
}

function cancelled(reason: unknown): VidigestError {
  return reason instanceof VidigestError
    ? reason
    : new VidigestError('cancelled', 'fetching the video was cancelled', { cause: reason });
}

function outward(error: unknown): unknown {
  return error instanceof ClientFailure ? error.error : error;
}
