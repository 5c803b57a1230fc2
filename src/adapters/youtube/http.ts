import type { Clock } from '../../core/ports/runtime.ts';
import { ClientFailure, clientFailure } from './client-failure.ts';
import { withDeadline } from './deadline.ts';

interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** An address at www.youtube.com; `origin` replaces its origin. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One request, its body read whole. Throws a ClientFailure for all that is no 2xx answer, or the signal's reason. */
export type Send = (request: HttpRequest, signal: AbortSignal) => Promise<string>;

export interface HttpOptions {
  /** Where to speak to instead of https://www.youtube.com; path and query are kept. */
  readonly origin?: string | undefined;
  /** For one request, body included. */
  readonly timeoutMs: number;
  /** Decoded bytes; a longer body is refused while it arrives. */
  readonly maxBodyBytes: number;
}

/** Requests with a timeout, a cap and YouTube's refusals told apart. Redirects are not followed: they are refusals. */
export function createSend(deps: { fetch: typeof fetch; clock: Clock }, options: HttpOptions): Send {
  return async (request, signal) => {
    const deadline = { clock: deps.clock, ms: options.timeoutMs, expired: () => timedOut(options.timeoutMs) };
    try {
      return await withDeadline(deadline, signal, async (both) => {
        const response = await deps.fetch(mapOrigin(request.url, options.origin), {
          method: request.method,
          headers: request.headers,
          redirect: 'manual',
          signal: both,
          ...(request.body === undefined ? {} : { body: request.body }),
        });
        return await readAnswer(response, deps.clock, options.maxBodyBytes);
      });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ClientFailure) throw error;
      throw clientFailure('youtube-unreachable', 'once', 'the request to YouTube failed', { cause: error });
    }
  };
}

function timedOut(ms: number): ClientFailure {
  return clientFailure('youtube-unreachable', 'once', `no whole answer from YouTube within ${ms} ms`);
}

function mapOrigin(url: string, origin: string | undefined): string {
  if (origin === undefined) return url;
  const { pathname, search } = new URL(url);
  return new URL(origin).origin + pathname + search;
}

async function readAnswer(response: Response, clock: Clock, maxBodyBytes: number): Promise<string> {
  const refused = response.ok ? null : refusal(response, clock);
  if (refused !== null) {
    await response.body?.cancel();
    throw refused;
  }
  return await readText(response, maxBodyBytes);
}

function refusal(response: Response, clock: Clock): ClientFailure {
  const { status } = response;
  const location = response.headers.get('location') ?? '';
  if (/^https:\/\/consent\.(?:youtube|google)\./.test(location)) {
    return clientFailure('youtube-consent', 'always', 'YouTube sends to its consent page');
  }
  if (status === 429 || location.includes('/sorry/')) {
    const message = `YouTube refuses this address (HTTP ${status})`;
    return clientFailure('youtube-blocked', 'never', message, retryAt(response, clock));
  }
  if (status === 403) return clientFailure('youtube-blocked', 'once', 'YouTube forbids the request (HTTP 403)');
  if (status >= 500) return clientFailure('youtube-unreachable', 'once', `YouTube has a fault (HTTP ${status})`);
  return clientFailure('youtube-unreadable', 'always', `YouTube gave an answer of no use (HTTP ${status})`);
}

/** `Retry-After` in seconds; its other form, a date, is not used by YouTube. */
function retryAt(response: Response, clock: Clock): { retryAtMs?: number } {
  const header = response.headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(header) ? { retryAtMs: clock.now() + Number(header) * 1000 } : {};
}

async function readText(response: Response, maxBodyBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBodyBytes) {
      throw clientFailure('youtube-unreadable', 'always', `the answer is longer than ${maxBodyBytes} bytes`);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
