import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import type { ErrorCode } from '../../core/domain/errors.ts';
import { AttemptFailure, type FailureFacts } from './attempt-failure.ts';
import { retryAfterMs } from './retry-after.ts';

type Verdict = Pick<FailureFacts, 'code' | 'retryable' | 'pressure'>;

const final = (code: ErrorCode): Verdict => ({ code, retryable: false, pressure: false });
const passing = (code: ErrorCode, pressure = false): Verdict => ({ code, retryable: true, pressure });

const byStatus: Readonly<Record<number, Verdict>> = {
  401: final('model-auth'),
  402: final('model-credit'),
  403: final('model-auth'),
  408: passing('model-timeout'),
  409: passing('model-overloaded'),
  429: passing('model-overloaded', true),
  501: final('model-request'),
  529: passing('model-overloaded', true),
};

/** Kinds of the error event that may end a stream which began well. */
const byType: Readonly<Record<string, Verdict>> = {
  api_error: passing('model-overloaded'),
  authentication_error: final('model-auth'),
  billing_error: final('model-credit'),
  // Quoted material in a prompt can trip the output grammar after a good start: it is this answer that failed.
  invalid_request_error: passing('model-answer'),
  not_found_error: final('model-unknown'),
  overloaded_error: passing('model-overloaded', true),
  permission_error: final('model-auth'),
  rate_limit_error: passing('model-overloaded', true),
  timeout_error: passing('model-timeout'),
};

/** Limits of an account that no waiting lifts within a job, by the API's own error codes. */
const spent = /spend_limit_reached|billing/;

/** What went wrong with a request the SDK refused to turn into a stream. `nowMs` is for dates in `retry-after`. */
export function failureOfRequest(error: unknown, nowMs: number): AttemptFailure {
  if (error instanceof APIConnectionTimeoutError) {
    return new AttemptFailure('connection timed out', passing('model-timeout'), error.cause);
  }
  if (error instanceof APIConnectionError) {
    return new AttemptFailure('no connection', passing('model-unreachable'), error.cause);
  }
  if (!(error instanceof APIError) || error.status === undefined) {
    return new AttemptFailure('the request broke off', passing('model-unreachable'), error);
  }
  const verdict = verdictOf(error);
  const shouldRetry = error.headers?.get('x-should-retry');
  return new AttemptFailure(`answered ${error.status}${error.type === null ? '' : ` ${error.type}`}`, {
    ...verdict,
    retryable: shouldRetry === 'true' || (verdict.retryable && shouldRetry !== 'false'),
    retryAfterMs: retryAfterMs(error.headers, nowMs),
    requestId: error.requestID ?? null,
    reason: error.apiMessage,
  });
}

/** What an `error` event inside a stream means. */
export function failureOfEvent(type: string, reason: string | null, requestId: string | null): AttemptFailure {
  const verdict = byType[type] ?? passing('model-overloaded');
  return new AttemptFailure(`the stream ended with ${type}`, { ...verdict, requestId, reason });
}

function verdictOf(error: APIError): Verdict {
  const status = error.status ?? 0;
  if (spent.test(error.errorCode ?? '') || error.type === 'billing_error') return final('model-credit');
  if (status === 400 && /credit balance/i.test(error.apiMessage ?? '')) return final('model-credit');
  // A 404 that does not speak of a model is a wrong address, not a wrong name.
  if (status === 404) return final(/model/i.test(error.message) ? 'model-unknown' : 'model-request');
  return byStatus[status] ?? (status >= 500 ? passing('model-overloaded') : final('model-request'));
}
