/**
 * How long a response asks to wait, in ms: `retry-after-ms`, else `retry-after` in seconds or as a date. Null where it
 * does not say or says nothing usable. No cap: that is the caller's.
 */
export function retryAfterMs(headers: Headers | undefined, nowMs: number): number | null {
  const exact = positive(Number(headers?.get('retry-after-ms') ?? Number.NaN));
  if (exact !== null) return exact;
  const value = headers?.get('retry-after');
  if (value === null || value === undefined || value.trim() === '') return null;
  const seconds = Number(value);
  return positive(Number.isNaN(seconds) ? Date.parse(value) - nowMs : seconds * 1000);
}

function positive(ms: number): number | null {
  return Number.isFinite(ms) && ms > 0 ? Math.ceil(ms) : null;
}

const firstDelayMs = 500;
const longestDelayMs = 16_000;

/**
 * Wait before attempt `retry` (1 = the first repetition): what the server asked for plus up to a tenth, so that calls
 * refused together do not come back together; else doubling from half a second, less up to a quarter. `random` in [0, 1).
 */
export function retryDelayMs(retry: number, askedMs: number | null, random: () => number): number {
  if (askedMs !== null) return Math.ceil(askedMs * (1 + random() * 0.1));
  const delayMs = Math.min(firstDelayMs * 2 ** (retry - 1), longestDelayMs);
  return Math.ceil(delayMs * (1 - random() * 0.25));
}
