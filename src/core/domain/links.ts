import { candidateAddresses } from './link-text.ts';
import { readYouTubeUrl, type VideoLink, type YouTubeTarget } from './youtube-url.ts';

export type { VideoLink } from './youtube-url.ts';

/**
 * The videos that a chat message links to: first-seen order, one entry a video (the first one's start and playlist
 * count). Understands plain text, Slack's and Discord's own notation, Markdown and escaped `&`; ignores code, hosts that
 * only look like YouTube, and ids that are not ids. Linear in the length of the text.
 */
export function findVideoLinks(text: string): VideoLink[] {
  const links = new Map<string, VideoLink>();
  for (const target of targetsIn(text)) {
    if (target.kind === 'video' && !links.has(target.link.videoId)) links.set(target.link.videoId, target.link);
  }
  return [...links.values()];
}

/** Ids of the playlists linked without naming a video of them, in first-seen order, each once. */
export function findPlaylistLinks(text: string): string[] {
  const playlists = new Set<string>();
  for (const target of targetsIn(text)) if (target.kind === 'playlist') playlists.add(target.playlistId);
  return [...playlists];
}

/** What somebody gave as a video on a command line: one address, or a bare id of eleven characters. Null for others. */
export function parseVideoReference(input: string): VideoLink | null {
  const trimmed = input.trim();
  if (/^[\w-]{11}$/.test(trimmed)) return { videoId: trimmed, startMs: null, playlistId: null, isShort: false };
  return /\s/.test(trimmed) ? null : (findVideoLinks(trimmed)[0] ?? null);
}

function* targetsIn(text: string): Generator<YouTubeTarget> {
  for (const address of candidateAddresses(text)) {
    const target = readYouTubeUrl(address);
    if (target !== null) yield target;
  }
}
