import type { SharedMoment } from '../core/domain/shared-moment.ts';
import { formatTimecode } from '../core/domain/timecode.ts';
import type { Video } from '../core/domain/video.ts';
import { timecodeIn } from './moments.ts';
import { requestsFor } from './strings/requests/requests-for.ts';

/**
 * Where in the talk a link leads, as one line of plain text; empty for one that leads to its beginning. `video`
 * gives the form of the time.
 */
export function sharedMomentText(
  video: Video | null,
  sharedAt: SharedMoment | null | undefined,
  language: string,
): string {
  if (!sharedAt) return '';
  const { startMs, chapter } = sharedAt;
  const time = video === null ? formatTimecode(startMs) : timecodeIn(video, startMs);
  return requestsFor(language).sharedAt(time, chapter.title);
}
