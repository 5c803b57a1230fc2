import { abortable } from '../../core/domain/abortable.ts';
import { VidigestError } from '../../core/domain/errors.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { readFailure, SlackCallError, type SlackFailure } from './slack-failure.ts';

/** What is being called, and whether doing it twice does no harm. */
interface SlackCallKind {
  readonly method: string;
  readonly idempotent: boolean;
  /** A longer Retry-After is not waited for but thrown. Default 5 minutes. */
  readonly patienceMs?: number;
}

/**
 * Makes one call of the Web API under the rules of the house: Slack's Retry-After is waited for; what never reached
 * Slack is tried again; a call that may have been carried out is tried again only if that does no harm. Throws a
 * SlackCallError, or the signal's reason. What `call` throws itself as an error of the house is thrown as it is, but for
 * a rate limit, which is waited for all the same.
 */
export type SlackCall = <T>(kind: SlackCallKind, call: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** Longer than this nobody is kept waiting for a place in the queue. */
const defaultPatienceMs = 5 * 60_000;
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
        const failure = failureIn(cause);
        if (failure === null) throw cause;
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

/** Null for an error of the house that tells of no rate limit. */
function failureIn(cause: unknown): SlackFailure | null {
  if (!(cause instanceof VidigestError)) return readFailure(cause);
  return cause instanceof SlackCallError && cause.failure.kind === 'rate-limited' ? cause.failure : null;
}

/** Null when there is no further try. */
function waitBeforeRetry(failure: SlackFailure, kind: SlackCallKind, already: number): number | null {
  switch (failure.kind) {
    case 'rate-limited':
      return failure.retryAfterMs <= (kind.patienceMs ?? defaultPatienceMs) && already < mostRateLimits
        ? failure.retryAfterMs
        : null;
    case 'unsent':
      return retryDelaysMs[already] ?? null;
    case 'doubtful':
      return kind.idempotent ? (retryDelaysMs[already] ?? null) : null;
    case 'refused':
      return null;
  }
}

/** When Slack is away it is worth coming back. */
const comeBackMs = 30_000;

function retryAt(failure: SlackFailure, nowMs: number): number | undefined {
  if (failure.kind === 'refused') return undefined;
  return nowMs + (failure.kind === 'rate-limited' ? failure.retryAfterMs : comeBackMs);
}
