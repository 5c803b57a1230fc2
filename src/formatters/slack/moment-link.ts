import type { Video } from '../../core/domain/video.ts';
import { shortUrl, timecodeIn } from '../moments.ts';
import { clipMrkdwn, mrkdwnLink } from './escape-mrkdwn.ts';

/** `02:30 Title`, linked to that second; bare where there is nothing to link to. */
export function momentLink(video: Video, startMs: number, title = '', maxTitle = 150): string {
  const label = `${timecodeIn(video, startMs)} ${title}`.trim();
  if (!video.linkable) return clipMrkdwn(label, maxTitle + 12);
  return mrkdwnLink(shortUrl(video, startMs), label, maxTitle + 12);
}

/** The title, linked to the start of the video. */
export function titleLink(video: Video, title: string, maxTitle: number): string {
  return video.linkable ? mrkdwnLink(shortUrl(video, 0), title, maxTitle) : clipMrkdwn(title, maxTitle);
}
