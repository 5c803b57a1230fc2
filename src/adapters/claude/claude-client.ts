import Anthropic from '@anthropic-ai/sdk';
import { createPatientFetch } from './patient-fetch.ts';

/** How the API is reached. */
export interface ClaudeAccess {
  readonly apiKey: string;
  /** Origin of any server of this API; a trailing `/v1` is taken off, because the SDK adds it. */
  readonly baseUrl: string;
}

/**
 * The SDK as transport alone: it logs, traces and retries nothing, and takes nothing from the environment but what
 * cannot be turned off (`ANTHROPIC_CUSTOM_HEADERS`, which gateways ask for). Its own timeout covers only the headers, so
 * it is set out of the way: whoever calls must watch the time.
 */
export function createClient(
  { apiKey, baseUrl }: ClaudeAccess,
  fetch: typeof globalThis.fetch = createPatientFetch(),
): Anthropic {
  return new Anthropic({
    apiKey,
    authToken: null,
    webhookKey: null,
    baseURL: baseUrl.replace(/\/+$/, '').replace(/\/v1$/, ''),
    fetch,
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    openTelemetry: false,
    logLevel: 'off',
  });
}
