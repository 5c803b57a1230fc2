import { webApi } from '@slack/bolt';
import type { Logger } from '../../core/ports/runtime.ts';
import { createSdkLogger } from './sdk-logger.ts';

/** Slack's own client of its Web API. */
export type SlackClient = webApi.WebClient;

export interface SlackClientOptions {
  /** Another address of the Web API, for tests and proxies; Slack's own by default. */
  readonly apiUrl?: string | undefined;
  /** For one request, its answer included. */
  readonly timeoutMs?: number | undefined;
}

/** Less than an outbox waits for a write: when it gives one up, nothing of that is on its way any more. */
const defaultTimeoutMs = 9_000;

/**
 * How every client of the Web API is set up. The library's own retries are off: it repeats a post whose answer was lost,
 * which posts it twice. What may be repeated is decided in `slack-call.ts`.
 */
export function webClientOptions(logger: Logger, options: SlackClientOptions): webApi.WebClientOptions {
  return {
    ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
    timeout: options.timeoutMs ?? defaultTimeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: createSdkLogger(logger),
  };
}

/** A client for one workspace. `token` is a bot token. */
export function createSlackClient(
  { logger }: { readonly logger: Logger },
  { token, ...options }: SlackClientOptions & { readonly token: string },
): SlackClient {
  return new webApi.WebClient(token, webClientOptions(logger, options));
}
