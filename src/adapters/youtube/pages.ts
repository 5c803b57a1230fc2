import { type ClientFailure, clientFailure } from './client-failure.ts';
import { isoDate } from './player-answer.ts';

/**
 * Why a web page came where something else was asked for: a captcha, EU consent, or a page of no use. Null where the
 * body is no page at all.
 */
export function pageFailure(body: string): ClientFailure | null {
  if (!/^\s*</.test(body) || /^\s*<(?:\?xml|timedtext|transcript)\b/.test(body)) return null;
  return barrier(body) ?? clientFailure('youtube-unreadable', 'always', 'a web page came in place of an answer');
}

/** The two pages that stand in front of a video. Only meant for a page that lacks the video. */
function barrier(html: string): ClientFailure | null {
  if (html.includes('class="g-recaptcha"') || html.includes('action="/sorry/')) {
    return clientFailure('youtube-blocked', 'never', 'YouTube asks for a captcha');
  }
  if (html.includes('consent.youtube.com') || html.includes('consent.google.com')) {
    return clientFailure('youtube-consent', 'always', 'YouTube shows its consent page');
  }
  return null;
}

/** What the watch page holds. */
export interface WatchPage {
  /** Text of the player answer, to be parsed as any other. */
  readonly playerJson: string;
  /** Where the player answer has no date. */
  readonly publishedOn: string | null;
}

/** Throws a ClientFailure that tells a captcha, a consent page and an unknown page apart. Linear in the page. */
export function parseWatchPage(html: string): WatchPage {
  const start = /ytInitialPlayerResponse\s{0,3}=\s{0,3}(?=\{)/.exec(html);
  const playerJson = start === null ? null : objectAt(html, start.index + start[0].length);
  if (playerJson === null) {
    throw barrier(html) ?? clientFailure('youtube-unreadable', 'always', 'the watch page holds no player answer');
  }
  const date = /itemprop="datePublished" content="([^"]{1,40})"/.exec(html);
  return { playerJson, publishedOn: isoDate(date?.[1]) };
}

/** The JSON object that begins at `start`. Braces within strings do not count, as titles hold unbalanced ones. */
function objectAt(text: string, start: number): string | null {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index++) {
    const char = text[index];
    if (inString) {
      if (char === '\\') index++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return text.slice(start, index + 1);
  }
  return null;
}
