import { formatTimecode } from '../core/domain/timecode.ts';
import type { Video } from '../core/domain/video.ts';

/** A time of a video. Hours are shown throughout a video that has them, so that times line up. */
export function timecodeIn(video: Video, ms: number): string {
  return formatTimecode(ms, video.durationMs >= 3_600_000);
}

/**
 * The video at a second, by YouTube's short address: chats repeat it in every passage, and it counts against the message
 * each time.
 */
export function shortUrl(video: Video, startMs: number): string {
  const seconds = Math.floor(startMs / 1000);
  const base = `https://youtu.be/${encodeURIComponent(video.id)}`;
  return seconds > 0 ? `${base}?t=${seconds}` : base;
}
