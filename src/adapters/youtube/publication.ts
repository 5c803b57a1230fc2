import { asError } from '../../core/domain/errors.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { type Locale, playerRequest, webClient } from './clients.ts';
import type { Send } from './http.ts';
import { type Publication, parsePublication } from './player-answer.ts';

/** Only what is asked for is sent: a tenth of the whole answer. */
const url = 'https://www.youtube.com/youtubei/v1/player?prettyPrint=false&$fields=microformat';

/** A request for the publish date under way beside the captions' own. */
export interface PublicationLookup {
  /** What it gave, waiting at most `graceMs` longer; null where it failed, took longer or gave nothing. Never rejects. */
  settle(graceMs: number): Promise<Publication | null>;
}

/**
 * Asks the web client, which alone tells date, listing and start: one request more, which never costs the digest.
 * `signal` ends it.
 */
export function lookUpPublication(
  deps: { send: Send; clock: Clock; logger: Logger },
  job: { videoId: string; locale: Locale },
  signal: AbortSignal,
): PublicationLookup {
  const request = { method: 'POST', url, ...playerRequest(webClient, job.videoId, job.locale) } as const;
  const found = deps
    .send(request, signal)
    .then(parsePublication)
    .catch((error: unknown) => {
      if (!signal.aborted) deps.logger.debug('youtube gave no publish date', { error: asError(error) });
      return null;
    });
  return {
    async settle(graceMs) {
      const done = new AbortController();
      const grace = deps.clock.sleep(graceMs, done.signal).then(
        () => null,
        () => null,
      );
      try {
        return await Promise.race([found, grace]);
      } finally {
        done.abort();
      }
    },
  };
}
