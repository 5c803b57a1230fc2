import { parseTimecode } from './timecode.ts';

/** A link to one video, as somebody pasted it. */
export interface VideoLink {
  /** Exactly 11 characters of `[A-Za-z0-9_-]`. */
  readonly videoId: string;
  /** Where the link asks the player to begin; null where it does not. */
  readonly startMs: number | null;
  /** The playlist that the link opens the video in; null where there is none. */
  readonly playlistId: string | null;
  /** The link has the form that YouTube gives to Shorts. */
  readonly isShort: boolean;
}

/** Where an address leads: to a video, or to a playlist without naming a video of it. */
export type YouTubeTarget =
  | { readonly kind: 'video'; readonly link: VideoLink }
  | { readonly kind: 'playlist'; readonly playlistId: string };

const watchHosts = new Set(
  ['youtube.com', 'youtube-nocookie.com'].flatMap((host) => [host, `www.${host}`, `m.${host}`, `music.${host}`]),
);
const shortHosts = new Set(['youtu.be', 'www.youtu.be']);
/** They ask for consent, a password or a captcha, and go on to the address in a parameter. */
const gateHosts = /^(?:consent\.(?:m\.)?youtube\.com|consent\.google\.[a-z.]{2,6}|accounts\.google\.com)$/;
const searchHosts = /^(?:www\.)?google\.[a-z.]{2,6}$/;
const searchPaths = /^\/(?:url|sorry)(?:\/|$)/;
const forwardingPaths = new Set([
  'attribution_link',
  'redirect',
  'signin',
  'oembed',
  'verify_age',
  'verify_controversy',
]);
const forwardingParameters = ['continue', 'u', 'next', 'next_url', 'q', 'url'];
const videoPaths = new Set(['watch', 'shorts', 'live', 'embed', 'v', 'e']);
/** Words that stand where an id would, and are eleven characters long. */
const notIds = new Set(['videoseries', 'live_stream']);
const deepestNesting = 4;

/**
 * Reads an absolute `http` or `https` address. Null for every host that is not YouTube's own, for user names in the
 * address, for other ports, and for pages of YouTube that are neither video nor playlist. Redirects by consent pages,
 * attribution links and search results are followed in the text of the address, without a request.
 */
export function readYouTubeUrl(address: string, depth = 0): YouTubeTarget | null {
  const url = URL.parse(mendQuery(address));
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  if (url.username !== '' || url.password !== '' || url.port !== '') return null;
  const host = url.hostname.replace(/\.$/, '');
  const [page = '', segment = ''] = url.pathname.split('/', 3).slice(1);
  if (shortHosts.has(host)) return targetOf(url, page, '');
  if (watchHosts.has(host)) {
    if (forwardingPaths.has(page)) return followRedirect(url, depth);
    return targetOf(url, videoIdOf(url, page, segment), page);
  }
  const forwards = gateHosts.test(host) || (searchHosts.test(host) && searchPaths.test(url.pathname));
  return forwards ? followRedirect(url, depth) : null;
}

/** People write `youtu.be/ID&t=90` and `watch?v=ID?t=90`: only the first separator is a question mark. */
function mendQuery(address: string): string {
  const hash = address.indexOf('#');
  const end = hash < 0 ? address.length : hash;
  const first = address.slice(0, end).search(/[?&]/);
  if (first < 0) return address;
  const query = address.slice(first + 1, end).replace(/(\bv=[\w-]{11})\?/, '$1&');
  return `${address.slice(0, first)}?${query}${address.slice(end)}`;
}

function videoIdOf(url: URL, page: string, segment: string): string {
  if (!videoPaths.has(page.toLowerCase())) return '';
  return page.toLowerCase() === 'watch' && segment === '' ? (url.searchParams.get('v') ?? '') : segment;
}

function targetOf(url: URL, videoId: string, page: string): YouTubeTarget | null {
  const list = url.searchParams.get('list') ?? '';
  const playlistId = /^[\w-]{2,100}$/.test(list) ? list : null;
  if (/^[\w-]{11}$/.test(videoId) && !notIds.has(videoId)) {
    const isShort = page.toLowerCase() === 'shorts';
    return { kind: 'video', link: { videoId, startMs: startOf(url), playlistId, isShort } };
  }
  const isPlaylist = page === 'playlist' || notIds.has(videoId) || (page === 'watch' && videoId === '');
  return playlistId !== null && isPlaylist ? { kind: 'playlist', playlistId } : null;
}

function followRedirect(url: URL, depth: number): YouTubeTarget | null {
  if (depth >= deepestNesting) return null;
  for (const name of forwardingParameters) {
    const value = decodeFully(url.searchParams.get(name) ?? '');
    const target = value === '' ? null : URL.parse(value, 'https://www.youtube.com');
    const found = target === null ? null : readYouTubeUrl(target.href, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** A redirect inside a redirect arrives escaped more than once. */
function decodeFully(value: string): string {
  let decoded = value;
  for (let round = 0; round < deepestNesting && /^(?:https?%|%2f)/i.test(decoded); round += 1) {
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      // Not an escaped address after all: it then leads nowhere.
      return '';
    }
  }
  return decoded;
}

function startOf(url: URL): number | null {
  const inHash = new URLSearchParams(url.hash.slice(1));
  for (const parameters of [url.searchParams, inHash]) {
    for (const name of ['t', 'start', 'time_continue']) {
      const startMs = parseStart(parameters.get(name) ?? '');
      if (startMs !== null) return startMs;
    }
  }
  return null;
}

/** `90`, `90s`, `1m30s`, `1h2m3s`, `1:30`; null for anything else. */
function parseStart(value: string): number | null {
  const units = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/i.exec(value.replace(/\.\d*(?=s?$)/i, ''));
  if (units === null || value === '') return parseTimecode(value);
  const [, hours = '0', minutes = '0', seconds = '0'] = units;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}
