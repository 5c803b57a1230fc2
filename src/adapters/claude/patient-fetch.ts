import { Agent, fetch as undiciFetch } from 'undici';

/**
 * A fetch that waits for as long as its signal allows. The built-in one gives up after five minutes without headers or
 * without a byte of the body, which a local model that reads a long prompt exceeds; the caller's watchdog decides here.
 * Idle connections are kept for the next call and do not keep the process alive.
 */
export function createPatientFetch(): typeof fetch {
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, allowH2: false, connect: { timeout: 15_000 } });
  const patient = (input: Parameters<typeof undiciFetch>[0], init?: Parameters<typeof undiciFetch>[1]) =>
    undiciFetch(input, { ...init, dispatcher });
  // The package and Node describe the same web standard with two sets of types.
  return patient as unknown as typeof fetch;
}
