import type { ErrorCode } from '../../core/domain/errors.ts';
import type { TokenUsage } from '../../core/domain/usage.ts';

/** What is known of one attempt that failed. */
export interface FailureFacts {
  /** The code the call ends with when no further attempt is made. */
  readonly code: ErrorCode;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** The server asks for less (429, 529): every other call should slow down too. */
  readonly pressure: boolean;
  /** How long the server asks to wait, in ms; null when it did not say. */
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;
  /** The server's own words. Untrusted; may quote the prompt. */
  readonly reason: string | null;
  /** Tokens the server had counted before the failure. */
  readonly usage: TokenUsage | null;
}

/**
 * One failed attempt, before it is decided whether another follows. `message` is for the log: it names status and kind,
 * never the server's words.
 */
export class AttemptFailure extends Error {
  readonly facts: FailureFacts;

  constructor(message: string, facts: Partial<FailureFacts> & Pick<FailureFacts, 'code'>, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AttemptFailure';
    this.facts = {
      retryable: false,
      pressure: false,
      retryAfterMs: null,
      requestId: null,
      reason: null,
      usage: null,
      ...facts,
    };
  }
}
