import type { Video } from '../../core/domain/video.ts';
import { shortUrl, timecodeIn } from '../moments.ts';
import { clipDiscord, clipLabel } from './escape-discord.ts';

/** A link that reads as `label`, which is escaped here. `url` is the program's own or Discord's. */
export function maskedLink(url: string, label: string, maxLabel = 200): string {
  const address = url.replace(/[\s<>\\]/g, encodeURIComponent).replace(/[()]/g, percent);
  return `[${clipLabel(label, maxLabel) || '→'}](${address})`;
}

/** `02:30 Title`, linked to that second; bare where there is nothing to link to. */
export function momentLink(video: Video, startMs: number, title = '', maxTitle = 150): string {
  const label = `${timecodeIn(video, startMs)} ${title}`.trim();
  return video.linkable
    ? maskedLink(shortUrl(video, startMs), label, maxTitle + 12)
    : clipDiscord(label, maxTitle + 12);
}

/** The title, linked to the start of the video. */
export function titleLink(video: Video, title: string, maxTitle: number): string {
  return video.linkable ? maskedLink(shortUrl(video, 0), title, maxTitle) : clipDiscord(title, maxTitle);
}

/** `encodeURIComponent` leaves brackets alone. */
function percent(bracket: string): string {
  return bracket === '(' ? '%28' : '%29';
}
