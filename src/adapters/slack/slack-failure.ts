import { webApi } from '@slack/bolt';
import { VidigestError } from '../../core/domain/errors.ts';

/** Why a call brought nothing, as far as it matters for what to do next. */
export type SlackFailure =
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** Slack's own word; `problems` are its remarks on single blocks. */
  | { readonly kind: 'refused'; readonly error: string; readonly problems: readonly string[] }
  /** The request never reached Slack. */
  | { readonly kind: 'unsent'; readonly reason: string }
  /** No readable answer: the call may have been carried out. */
  | { readonly kind: 'doubtful'; readonly reason: string };

/** `chat-refused` with what is known about the call. `reason` holds Slack's error. */
export class SlackCallError extends VidigestError {
  readonly failure: SlackFailure;

  constructor(method: string, failure: SlackFailure, cause: unknown, retryAtMs?: number) {
    const reason = reasonOf(failure);
    super('chat-refused', `${method}: ${failure.kind}: ${reason}`, {
      cause,
      reason,
      ...(retryAtMs === undefined ? {} : { retryAtMs }),
    });
    this.name = 'SlackCallError';
    this.failure = failure;
  }
}

/** Slack's error where it refused the call, else an empty string. */
export function refusalOf(error: unknown): string {
  return error instanceof SlackCallError && error.failure.kind === 'refused' ? error.failure.error : '';
}

/** Words of Slack's for a key that is no good any more, whatever it is used for. */
const deadKeys: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);

/** Slack's word where it refused a request because of the key; else null. Nothing was done then. */
export function keyRefusal(error: unknown): string | null {
  const failure = readFailure(error);
  return failure.kind === 'refused' && deadKeys.has(failure.error) ? failure.error : null;
}

const brokenInstallation = new Set([...deadKeys, 'not_installed', 'not_allowed_token_type', 'team_access_not_granted']);

/** Whether an error of Slack's means that the token is no good, whatever the method. */
export function isBrokenInstallation(error: string): boolean {
  return brokenInstallation.has(error);
}

/** Slack may or may not have done it, and says so. */
const doubtfulErrors = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);
const rateErrors = new Set(['ratelimited', 'rate_limited']);

/** Nothing was sent when one of these is the cause. */
const unsentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const defaultRetryAfterMs = 1_000;

/** Reads an error of Slack's client. Errors it does not know count as doubtful. */
export function readFailure(error: unknown): SlackFailure {
  if (error instanceof SlackCallError) return error.failure;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'rate-limited', retryAfterMs: Math.max(0, error.retryAfter) * 1000 };
  }
  if (error instanceof webApi.WebAPIPlatformError) return readPlatformError(error.data);
  if (error instanceof webApi.WebAPIHTTPError) {
    const reason = `http ${error.statusCode}`;
    if (error.statusCode >= 500) return { kind: 'doubtful', reason };
    return { kind: 'refused', error: reason, problems: [] };
  }
  const text = error instanceof Error ? error.message : String(error);
  // A 429 without Retry-After is a plain error in the library.
  if (text.startsWith('Retry header did not contain')) {
    return { kind: 'rate-limited', retryAfterMs: defaultRetryAfterMs };
  }
  const code = codeOf(error);
  return { kind: unsentCodes.has(code) ? 'unsent' : 'doubtful', reason: code === '' ? 'no answer' : code };
}

function readPlatformError({ error, response_metadata: metadata }: webApi.WebAPIPlatformError['data']): SlackFailure {
  // The library takes a page of a proxy for an error of Slack's.
  if (!/^[a-z][a-z0-9_]{0,80}$/.test(error)) {
    return { kind: 'doubtful', reason: 'unreadable answer' };
  }
  if (rateErrors.has(error)) return { kind: 'rate-limited', retryAfterMs: defaultRetryAfterMs };
  if (doubtfulErrors.has(error)) return { kind: 'doubtful', reason: error };
  return { kind: 'refused', error, problems: (metadata?.messages ?? []).map((problem) => problem.slice(0, 200)) };
}

function reasonOf(failure: SlackFailure): string {
  if (failure.kind === 'refused') return failure.error;
  return failure.kind === 'rate-limited' ? 'ratelimited' : failure.reason;
}

/** The first error code along the causes, empty where there is none. */
function codeOf(error: unknown): string {
  let current = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth += 1) {
    const code = 'code' in current ? current.code : undefined;
    if (typeof code === 'string' && !code.startsWith('slack_')) return code;
    if (current.name === 'TimeoutError') return 'timeout';
    current = current.cause;
  }
  return '';
}
