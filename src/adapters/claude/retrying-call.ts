import { addUsage, noUsage, type TokenUsage } from '../../core/domain/usage.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { AttemptFailure } from './attempt-failure.ts';
import type { ModelLimiter } from './model-limiter.ts';
import { retryDelayMs } from './retry-after.ts';

export interface RetryPolicy {
  /** Attempts beyond the first. */
  readonly maxRetries: number;
  /** A longer wait asked for by the server ends the call instead. */
  readonly maxRetryAfterMs: number;
  /** From the start of the first attempt to the end of the last one, waits between them included. */
  readonly totalTimeoutMs: number;
}

/** What retrying needs of the process it runs in. */
export interface RetryDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  readonly limiter: ModelLimiter;
}

export interface CallContext {
  /** Turn among the waiting calls. A repeated attempt goes before first attempts of the same priority. */
  readonly priority: number;
  readonly signal: AbortSignal;
  /** For the log. */
  readonly stage: string;
  readonly model: string;
}

/** A result, and the tokens of the attempts that failed before it. */
export interface RetriedResult<T> {
  readonly result: T;
  readonly lost: TokenUsage;
}

/**
 * Makes attempts, each in its own turn of the limiter, until one succeeds, the failure is final, or retries or time are
 * used up; then throws the last AttemptFailure. A waiting attempt holds no turn.
 */
export async function callWithRetries<T>(
  { clock, logger, random, limiter }: RetryDeps,
  policy: RetryPolicy,
  { priority, signal, stage, model }: CallContext,
  attempt: (totalAtMs: number) => Promise<T>,
): Promise<RetriedResult<T>> {
  let totalAtMs: number | null = null;
  let lost = noUsage;
  for (let tries = 0; ; tries += 1) {
    try {
      const turn = { priority: tries === 0 ? priority : priority + 0.5, signal };
      const result = await limiter.run(() => {
        totalAtMs ??= clock.now() + policy.totalTimeoutMs;
        return attempt(totalAtMs);
      }, turn);
      return { result, lost };
    } catch (error) {
      if (!(error instanceof AttemptFailure)) throw error;
      const { retryable, retryAfterMs, usage, requestId } = error.facts;
      const delayMs = retryDelayMs(tries + 1, retryAfterMs, random);
      const tooLong = (retryAfterMs ?? 0) > policy.maxRetryAfterMs || clock.now() + delayMs >= (totalAtMs ?? 0);
      if (!retryable || tries >= policy.maxRetries || tooLong) throw error;
      lost = addUsage(lost, usage ?? noUsage);
      // The failure itself stays out of the log: it holds the server's words, which may quote the prompt.
      const facts = { stage, model, failure: error.message, retry: tries + 1, delayMs, requestId };
      logger.warn('a model call is tried again', facts);
      await clock.sleep(delayMs, signal);
    }
  }
}
