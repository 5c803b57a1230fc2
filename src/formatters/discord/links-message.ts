import type { WantedVideo } from '../../core/domain/chat-request.ts';
import { textDisplay } from './components.ts';
import { type DiscordMessage, message } from './message.ts';

/** More links than this are not ordered at once. */
const mostLinks = 50;

/** Links to videos: no words, so that it is the same for readers of any language. Silent. */
export function linksMessage(videos: readonly Pick<WantedVideo, 'videoId' | 'startMs'>[]): DiscordMessage {
  return message([textDisplay(videoLinks(videos) || '–')], 'silent');
}

/** Addresses of videos, one a line. */
export function videoLinks(videos: readonly Pick<WantedVideo, 'videoId' | 'startMs'>[]): string {
  const lines = videos.slice(0, mostLinks).map(({ videoId, startMs }) => {
    const seconds = Math.floor((startMs ?? 0) / 1000);
    return `https://youtu.be/${encodeURIComponent(videoId)}${seconds > 0 ? `?t=${seconds}` : ''}`;
  });
  return lines.join('\n');
}
