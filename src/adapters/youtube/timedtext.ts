import { parseCaptions } from '../../core/domain/captions/parse-captions.ts';
import type { Cue } from '../../core/domain/transcript.ts';
import { clientFailure } from './client-failure.ts';
import { pageFailure } from './pages.ts';

const youtube = 'https://www.youtube.com';

/**
 * Where a track's text is, as json3: the one format with milliseconds, nothing escaped, and a time per word. Throws a
 * ClientFailure where the address is not YouTube's caption service, or where it would answer with nothing unless the
 * request proved where it comes from.
 */
export function captionUrl(baseUrl: string): string {
  const url = URL.parse(baseUrl, youtube);
  // The library looks at the end of the host alone; an answer must never choose where this program goes.
  if (url?.protocol !== 'https:' || !url.hostname.endsWith('.youtube.com') || url.pathname !== '/api/timedtext') {
    throw clientFailure('youtube-unreadable', 'always', `captions at an unexpected address (${url?.host ?? 'none'})`);
  }
  const experiments = url.searchParams.getAll('exp').join(',').split(',');
  if (experiments.includes('xpe') || experiments.includes('xpv'))
    throw gated('the caption address wants a proof of origin');
  // A translated track is worse than its source and throttled; `xosf` brings bad positions.
  for (const name of ['tlang', 'xosf']) url.searchParams.delete(name);
  url.searchParams.set('fmt', 'json3');
  return url.href;
}

/**
 * The cues of a caption answer, whatever its format: one that ignored `fmt` shows by its body whether it counts seconds
 * or milliseconds. Throws a ClientFailure for an empty answer (gated), a page, an unknown format, and no cue at all.
 */
export function readCues(body: string): Cue[] {
  if (body.trim() === '') throw gated('the caption answer is empty');
  const page = pageFailure(body);
  if (page !== null) throw page;
  const cues = parse(body);
  if (cues.length === 0) throw clientFailure('captions-none', 'always', 'the captions hold no words');
  return cues;
}

function parse(body: string): Cue[] {
  try {
    return parseCaptions(body);
  } catch (cause) {
    throw clientFailure('youtube-unreadable', 'always', 'the captions cannot be read', { cause });
  }
}

function gated(message: string) {
  return clientFailure('captions-gated', 'always', message);
}
