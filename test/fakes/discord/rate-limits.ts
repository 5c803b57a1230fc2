import { DiscordRefusalError } from './refusal.ts';

/** How many requests of one kind to one channel or webhook are taken in a time. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/** Buckets as Discord keeps them. */
export interface RateLimits {
  /** Counts a request and gives the headers that tell of its bucket; throws 429 beyond the limit. */
  count(method: string, path: string): Record<string, string>;
  /** From now on. */
  set(limit: RateLimit): void;
}

/** Generous until `set`. */
export function createRateLimits(): RateLimits {
  let current: RateLimit = { limit: 1_000, windowMs: 1_000 };
  const buckets = new Map<string, { used: number; resetAtMs: number }>();
  return {
    set(limit) {
      current = limit;
      buckets.clear();
    },
    count(method, path) {
      if (path.startsWith('/interactions/')) return {};
      const route = path.replace(/\/reactions\/.*/, '/reactions/x').replace(/(?<=.)\/\d{17,19}/g, '/id');
      const major = /^\/(?:channels|guilds|webhooks)\/\d+/.exec(path)?.[0] ?? '';
      const key = `${method} ${route} ${major}`;
      const nowMs = Date.now();
      const known = buckets.get(key);
      const bucket =
        known === undefined || known.resetAtMs <= nowMs ? { used: 0, resetAtMs: nowMs + current.windowMs } : known;
      buckets.set(key, bucket);
      bucket.used += 1;
      const resetAfter = (bucket.resetAtMs - nowMs) / 1_000;
      if (bucket.used > current.limit) {
        throw new DiscordRefusalError(429, 0, 'You are being rate limited.', { retryAfter: resetAfter });
      }
      return {
        'x-ratelimit-limit': String(current.limit),
        'x-ratelimit-remaining': String(current.limit - bucket.used),
        'x-ratelimit-reset': String(bucket.resetAtMs / 1_000),
        'x-ratelimit-reset-after': String(resetAfter),
        'x-ratelimit-bucket': Buffer.from(`${method} ${route}`).toString('hex').slice(0, 32),
      };
    },
  };
}
