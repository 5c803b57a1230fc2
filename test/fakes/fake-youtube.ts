import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { captionBody } from './youtube/caption-bodies.ts';
import { type FakeRequest, readRequest } from './youtube/fake-request.ts';
import { type FakeClient, type FakeVideo, fakeClients, type Situation } from './youtube/fake-video.ts';
import { captchaPage, consentPage, errorPage, watchPage } from './youtube/page-bodies.ts';
import { playerBody, unknownVideo } from './youtube/player-bodies.ts';
import { errorReply, type Reply, sendReply } from './youtube/reply.ts';
import { createSignedTracks } from './youtube/signed-tracks.ts';
import { captionsOnTheWire, onTheWire } from './youtube/wire.ts';

/** Bodies served as they are. A client that has none gets the made-up one. */
interface RawBodies {
  readonly player?: string | Partial<Record<FakeClient, string>>;
  readonly watch?: string;
  /** Served for any caption address of the video, signed by the fake or not. */
  readonly timedtext?: string;
}

/** YouTube as far as this program knows it: player endpoint, watch page and captions, over HTTP on the loopback. */
export interface FakeYouTube {
  /** What `YOUTUBE_ORIGIN` is set to. */
  readonly origin: string;
  /** Every request so far, refused ones included, in order of arrival. */
  readonly requests: readonly FakeRequest[];
  addVideo(video: FakeVideo): void;
  /** What those clients meet from now on; all of them when none is named. */
  setSituation(videoId: string, situation: Situation, ...clients: FakeClient[]): void;
  setRaw(videoId: string, raw: RawBodies): void;
  /** Resolves once `count` requests have arrived. */
  untilRequests(count: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts one. It refuses what YouTube refuses: other methods and paths, clients it does not know or without version, a
 * missing id, unsigned or altered caption addresses, translated tracks; and shows who has not declined consent the
 * consent page. A video that was not added is unavailable.
 */
export async function startFakeYouTube(): Promise<FakeYouTube> {
  const videos = new Map<string, FakeVideo>();
  const raws = new Map<string, RawBodies>();
  const situations = new Map<string, Situation>();
  const signed = createSignedTracks();
  const requests: FakeRequest[] = [];
  const waiting = new Set<() => void>();
  const timers = new Set<NodeJS.Timeout>();

  const situationOf = (videoId: string | null, client: FakeClient): Situation => {
    const key = `${videoId} ${client}`;
    const situation = situations.get(key) ?? 'ok';
    if (situation.endsWith('-once')) situations.delete(key);
    return situation;
  };

  const player = (videoId: string, client: FakeClient, situation: Situation): unknown => {
    const video = videos.get(videoId);
    if (video === undefined) return unknownVideo;
    return playerBody(video, situation, client, (track) => signed.sign({ video, track, client }, situation));
  };

  const answerPlayer = (request: FakeRequest): Reply => {
    const { client, videoId } = request;
    const refusal = refusePlayer(request);
    if (refusal !== null || client === null || videoId === null) return refusal ?? badRequest;
    const situation = situationOf(videoId, client);
    const raw = raws.get(videoId)?.player;
    const made = JSON.stringify(onlyFields(player(videoId, client, situation), request.query.get('$fields')));
    return onTheWire(situation, (typeof raw === 'string' ? raw : raw?.[client]) ?? made, 'application/json');
  };

  const answerWatch = ({ headers, videoId }: FakeRequest): Reply => {
    if (!/(?:^|;\s*)SOCS=CAI/.test(headers.cookie ?? '')) return { type: 'text/html', body: consentPage };
    if (videoId === null) return { status: 303, headers: { location: 'https://www.youtube.com/' } };
    const situation = situationOf(videoId, 'watch');
    const made = watchPage(player(videoId, 'watch', situation), videos.get(videoId)?.publishedOn);
    return onTheWire(situation, raws.get(videoId)?.watch ?? made, 'text/html');
  };

  const answerCaptions = ({ query }: FakeRequest): Reply => {
    const raw = raws.get(query.get('v') ?? '')?.timedtext;
    if (query.has('tlang')) return { status: 429, type: 'text/html', body: captchaPage };
    if (raw !== undefined) return { type: query.get('fmt') === 'json3' ? 'application/json' : 'text/xml', body: raw };
    const found = signed.resolve(query);
    if (found === null) return { status: 404, type: 'text/html', body: errorPage };
    const situation = situationOf(found.video.id, found.client);
    const format = situation === 'captions-ignore-format' ? null : query.get('fmt');
    return captionsOnTheWire(situation, captionBody(found.track, format));
  };

  const answer = (request: FakeRequest): Reply => {
    if (request.path === '/youtubei/v1/player') {
      return request.method === 'POST' ? answerPlayer(request) : { status: 405, type: 'text/html', body: errorPage };
    }
    const page = { '/watch': answerWatch, '/api/timedtext': answerCaptions }[request.path];
    if (page === undefined) return { status: 404, type: 'text/html', body: errorPage };
    return request.method === 'GET' ? page(request) : { status: 405, type: 'text/html', body: errorPage };
  };

  const receive = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    requests.push(request);
    for (const wake of waiting) wake();
    const delayMs = videos.get(request.videoId ?? '')?.delayMs ?? 0;
    if (delayMs === 0) return sendReply(response, answer(request));
    const timer = setTimeout(() => {
      timers.delete(timer);
      sendReply(response, answer(request));
    }, delayMs);
    timers.add(timer);
  };

  const server = createServer((incoming, response) => {
    receive(incoming, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    addVideo(video) {
      if (!/^[\w-]{11}$/.test(video.id)) throw new Error(`not an id: ${video.id}`);
      videos.set(video.id, video);
    },
    setSituation(videoId, situation, ...clients) {
      for (const client of clients.length > 0 ? clients : fakeClients)
        situations.set(`${videoId} ${client}`, situation);
    },
    setRaw: (videoId, raw) => void raws.set(videoId, raw),
    untilRequests(count) {
      return new Promise((resolve) => {
        const check = () => {
          if (requests.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      });
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const badRequest = errorReply(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.');

/** YouTube's refusals of a player request; an id of the wrong form is an unavailable video, not a refusal. */
function refusePlayer({ client, version, videoId, headers }: FakeRequest): Reply | null {
  if (!(headers['content-type'] ?? '').startsWith('application/json')) return badRequest;
  if (client === null || videoId === null) return badRequest;
  return version !== null && /^\d+\.\d+/.test(version)
    ? null
    : errorReply(400, 'FAILED_PRECONDITION', 'Precondition check failed.');
}

/** YouTube's partial answers: the named top-level fields alone. */
function onlyFields(body: unknown, fields: string | null): unknown {
  if (fields === null || typeof body !== 'object' || body === null) return body;
  const wanted = fields.split(',');
  return Object.fromEntries(Object.entries(body).filter(([name]) => wanted.includes(name)));
}
