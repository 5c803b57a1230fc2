import { fetchTranscript } from 'youtube-transcript';
import { type CaptionTrack, chooseTrack, trackListOf } from './choose-track.ts';
import { type ClientFailure, clientFailure } from './client-failure.ts';
import { type Locale, pageHeaders, playerRequest, type Rung } from './clients.ts';
import { guessLanguage } from './guess-language.ts';
import type { Send } from './http.ts';
import { pageFailure, parseWatchPage } from './pages.ts';
import { playabilityFailure } from './playability.ts';
import { type Publication, parsePlayerAnswer, publicationOf, type VideoDetails } from './player-answer.ts';
import { captionUrl } from './timedtext.ts';

export interface LibraryJob {
  readonly videoId: string;
  /** Wanted where a manual track of it exists. */
  readonly language: string | undefined;
  readonly locale: Locale;
}

/** What one client gave: what the player answered and the caption answer as it came. */
export interface Spied {
  readonly details: VideoDetails;
  /** Null from an app client. */
  readonly publication: Publication | null;
  readonly track: CaptionTrack;
  readonly captionBody: string;
}

type Chosen = Omit<Spied, 'captionBody'>;

/**
 * One `fetchTranscript` of the library as the client of `rung`: at most one player or page request and one caption
 * request, through `send`. The library makes them; the fetch it is given sees them. It dresses them as the client's,
 * judges the player answer, shows the library the chosen track alone, and keeps what came. The library's own result is
 * not used: it has no unit, no kind, no video, and takes an empty answer for an empty transcript. Its errors neither:
 * what it calls "disabled" is most often a block. Throws a ClientFailure, or the signal's reason.
 */
export async function fetchThroughLibrary(
  rung: Rung,
  job: LibraryJob,
  send: Send,
  signal: AbortSignal,
): Promise<Spied> {
  let chosen: Chosen | undefined;
  let captionBody: string | undefined;
  let failure: unknown;

  const answer = async (url: string): Promise<Response> => {
    const { pathname } = new URL(url);
    if (pathname === '/youtubei/v1/player') {
      // The library asks the player first whatever happens; a refusal sends it on to the page.
      if (rung.kind === 'watch') return new Response(null, { status: 404 });
      const json = await send({ method: 'POST', url, ...playerRequest(rung.client, job.videoId, job.locale) }, signal);
      chosen = await choose(json, job);
      return Response.json(libraryAnswer(chosen.track));
    }
    const headers = pageHeaders(rung, job.locale);
    if (pathname === '/watch' && rung.kind === 'watch') {
      const page = parseWatchPage(await send({ method: 'GET', url, headers }, signal));
      chosen = withDate(await choose(page.playerJson, job), page.publishedOn);
      return new Response(libraryPage(chosen.track));
    }
    if (chosen === undefined || url !== chosen.track.baseUrl) {
      throw clientFailure('youtube-unreadable', 'always', `the library asked for ${pathname}, which was not expected`);
    }
    captionBody = await send({ method: 'GET', url, headers }, signal);
    // Not shown to the library, whose expressions take quadratic time on a hostile body.
    return new Response('<transcript></transcript>');
  };

  // The library drops an error of the player request and goes on to the page: the first error is kept, and given again.
  const spy: typeof fetch = async (input) => {
    if (failure !== undefined) throw failure;
    try {
      return await answer(input instanceof Request ? input.url : String(input));
    } catch (error) {
      failure = error;
      throw error;
    }
  };

  try {
    await fetchTranscript(job.videoId, { fetch: spy });
  } catch (error) {
    throw failure ?? libraryFailure(error);
  }
  if (chosen === undefined || captionBody === undefined) throw libraryFailure(undefined);
  return { ...chosen, captionBody };
}

/** The player answer's verdict: the video's facts and the track to fetch, its address ready. Throws a ClientFailure. */
async function choose(json: string, job: LibraryJob): Promise<Chosen> {
  const page = pageFailure(json);
  if (page !== null) throw page;
  const answer = parsePlayerAnswer(json);
  const details = answer.videoDetails;
  // A client YouTube mistrusts is given another video, one that tells to update the app.
  if (details !== undefined && details.videoId !== job.videoId) {
    throw clientFailure('youtube-unreadable', 'always', 'the player answered for another video');
  }
  const unplayable = playabilityFailure(answer);
  if (unplayable !== null) throw unplayable;
  if (details === undefined) {
    throw clientFailure('youtube-unreadable', 'always', 'the player plays a video without saying which');
  }
  const guess = () => guessLanguage(details.title, details.shortDescription);
  const track = await chooseTrack(trackListOf(answer), guess, job.language);
  if (track === null) throw clientFailure('captions-none', 'always', 'the player lists no captions');
  const publication = answer.microformat === undefined ? null : publicationOf(answer.microformat);
  return { details, publication, track: { ...track, baseUrl: captionUrl(track.baseUrl) } };
}

function withDate(chosen: Chosen, publishedOn: string | null): Chosen {
  const { publication } = chosen;
  return {
    ...chosen,
    publication: {
      publishedOn: publication?.publishedOn ?? publishedOn,
      unlisted: publication?.unlisted ?? null,
      isShort: publication?.isShort ?? null,
      category: publication?.category ?? null,
      startsAtMs: publication?.startsAtMs ?? null,
    },
  };
}

/** One track: the library takes the first of its language, which is whichever comes first in the alphabet. */
function libraryAnswer({ baseUrl, language }: CaptionTrack) {
  return { captions: { playerCaptionsTracklistRenderer: { captionTracks: [{ baseUrl, languageCode: language }] } } };
}

/** The library counts braces without regard to strings; the address has none, its query being encoded. */
function libraryPage(track: CaptionTrack): string {
  const answer = { playabilityStatus: { status: 'OK' }, ...libraryAnswer(track) };
  return `<script>var ytInitialPlayerResponse = ${JSON.stringify(answer)};</script>`;
}

function libraryFailure(cause: unknown): ClientFailure {
  return clientFailure('youtube-unreadable', 'always', 'youtube-transcript ended without captions', { cause });
}
