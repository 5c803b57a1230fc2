/**
 * Every situation that ends or delays a digest, named as the situation and not as the mechanism that found it.
 * `src/formatters/strings` has one sentence for each in every language.
 */
export const errorCodes = [
  // The video
  'video-unavailable',
  'video-private',
  'members-only',
  'age-restricted',
  'country-blocked',
  'video-unplayable',
  'live-now',
  'upcoming',
  'just-ended',
  'captions-none',
  'captions-gated',
  'hardly-any-speech',
  'youtube-blocked',
  'youtube-consent',
  'youtube-unreachable',
  'youtube-unreadable',
  // What the person gave
  'link-invalid',
  'captions-invalid',
  'language-invalid',
  // The model
  'model-auth',
  'model-credit',
  'model-unknown',
  'model-request',
  'model-overloaded',
  'model-timeout',
  'model-unreachable',
  'model-refused',
  'model-truncated',
  'model-answer',
  // The house
  'chat-refused',
  'store-failed',
  'config-invalid',
  'cancelled',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What an error carries besides its code, as far as it is known. */
export interface VidigestErrorOptions {
  readonly cause?: unknown;
  /** When trying again makes sense, as an instant in ms since the epoch, where the other side said so. */
  readonly retryAtMs?: number;
  /** The other side's own words, e.g. YouTube's reason. Untrusted text. */
  readonly reason?: string;
  /** The other side's id for the failing request, for its support. */
  readonly requestId?: string;
}

/** The root of all errors that this program throws on purpose. `message` is for the log, never for a channel. */
export class VidigestError extends Error {
  readonly code: ErrorCode;
  readonly retryAtMs: number | undefined;
  readonly reason: string | undefined;
  readonly requestId: string | undefined;

  constructor(code: ErrorCode, message: string, options: VidigestErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'VidigestError';
    this.code = code;
    this.retryAtMs = options.retryAtMs;
    this.reason = options.reason;
    this.requestId = options.requestId;
  }
}

/** The code of the first VidigestError along the `cause` chain; `cancelled` for an abort; `internal` for the rest. */
export function errorCodeOf(error: unknown): ErrorCode {
  return vidigestErrorIn(error)?.code ?? (isAbort(error) ? 'cancelled' : 'internal');
}

/** The first VidigestError along the `cause` chain, if any. Safe on cyclic chains. */
export function vidigestErrorIn(error: unknown): VidigestError | undefined {
  const seen = new Set<unknown>();
  let current = error;
  while (current instanceof Error && !seen.has(current)) {
    if (current instanceof VidigestError) return current;
    seen.add(current);
    current = current.cause;
  }
  return undefined;
}

/** What was thrown, as an error that a log can show: anything else becomes its message. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/**
 * What the cause means for the next try: `final` never, `later` by itself after a while (captions of a fresh video, a
 * block of this address), `soon` within seconds, `admin` once somebody has mended the installation.
 */
export type RetryClass = 'final' | 'later' | 'soon' | 'admin';

const retryClasses: Partial<Record<ErrorCode, RetryClass>> = {
  'live-now': 'later',
  upcoming: 'later',
  'just-ended': 'later',
  'captions-gated': 'later',
  'youtube-blocked': 'later',
  'youtube-consent': 'later',
  'youtube-unreachable': 'soon',
  'model-overloaded': 'soon',
  'model-timeout': 'soon',
  'model-unreachable': 'soon',
  'store-failed': 'soon',
  'model-auth': 'admin',
  'model-credit': 'admin',
  'model-unknown': 'admin',
  'model-request': 'admin',
  'config-invalid': 'admin',
};

/** Codes without an entry are final. */
export function retryClassOf(code: ErrorCode): RetryClass {
  return retryClasses[code] ?? 'final';
}
