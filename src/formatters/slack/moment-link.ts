import { formatTimecode } from '../../core/domain/timecode.ts';
import type { Video } from '../../core/domain/video.ts';
import { clipMrkdwn, mrkdwnLink } from './escape-mrkdwn.ts';

/** Hours are shown throughout a video that has them, so that times line up. */
export function timecodeIn(video: Video, ms: number): string {
  return formatTimecode(ms, video.durationMs >= 3_600_000);
}

/**
 * `02:30 Title`, linked to that second; bare where there is nothing to link to. YouTube's short address: it is repeated
 * in every passage, and counts against the message each time.
 */
export function momentLink(video: Video, startMs: number, title = '', maxTitle = 150): string {
  const label = `${timecodeIn(video, startMs)} ${title}`.trim();
  if (!video.linkable) return clipMrkdwn(label, maxTitle + 12);
  return mrkdwnLink(shortUrl(video, startMs), label, maxTitle + 12);
}

/** The title, linked to the start of the video. */
export function titleLink(video: Video, title: string, maxTitle: number): string {
  return video.linkable ? mrkdwnLink(shortUrl(video, 0), title, maxTitle) : clipMrkdwn(title, maxTitle);
}

function shortUrl(video: Video, startMs: number): string {
  const seconds = Math.floor(startMs / 1000);
  const base = `https://youtu.be/${encodeURIComponent(video.id)}`;
  return seconds > 0 ? `${base}?t=${seconds}` : base;
}
