import { abortable } from '../../core/domain/abortable.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { readFailure, SlackCallError, type SlackFailure } from './slack-failure.ts';

/** What is being called, and whether doing it twice does no harm. */
interface SlackCallKind {
  readonly method: string;
  readonly idempotent: boolean;
}

/**
 * Makes one call of the Web API under the rules of the house: Slack's Retry-After is waited for; what never reached
 * Slack is tried again; a call that may have been carried out is tried again only if that does no harm. Throws a
 * SlackCallError, or the signal's reason.
 */
export type SlackCall = <T>(kind: SlackCallKind, call: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** Longer than this nobody is kept waiting for a place in the queue. */
const longestRetryAfterMs = 5 * 60_000;
const mostRateLimits = 20;
/** Waits before trying again after a failed connection. */
const retryDelaysMs = [500, 2_000, 5_000];

/** Rules as described at `SlackCall`; waits on `clock`. */
export function createSlackCall({ clock, logger }: { readonly clock: Clock; readonly logger: Logger }): SlackCall {
  return async (kind, call, signal) => {
    let rateLimits = 0;
    let retries = 0;
    for (;;) {
      signal.throwIfAborted();
      try {
        return await abortable(call(), signal);
      } catch (cause) {
        signal.throwIfAborted();
        const failure = readFailure(cause);
        const waitMs = waitBeforeRetry(failure, kind, failure.kind === 'rate-limited' ? rateLimits : retries);
        if (waitMs === null) throw new SlackCallError(kind.method, failure, cause, retryAt(failure, clock.now()));
        if (failure.kind === 'rate-limited') rateLimits += 1;
        else retries += 1;
        logger.info('a slack call is tried again', { method: kind.method, why: failure.kind, waitMs });
        await clock.sleep(waitMs, signal);
      }
    }
  };
}

/** Null when there is no further try. */
function waitBeforeRetry(failure: SlackFailure, { idempotent }: SlackCallKind, already: number): number | null {
  switch (failure.kind) {
    case 'rate-limited':
      return failure.retryAfterMs <= longestRetryAfterMs && already < mostRateLimits ? failure.retryAfterMs : null;
    case 'unsent':
      return retryDelaysMs[already] ?? null;
    case 'doubtful':
      return idempotent ? (retryDelaysMs[already] ?? null) : null;
    case 'refused':
      return null;
  }
}

function retryAt(failure: SlackFailure, nowMs: number): number | undefined {
  return failure.kind === 'rate-limited' ? nowMs + failure.retryAfterMs : undefined;
}
