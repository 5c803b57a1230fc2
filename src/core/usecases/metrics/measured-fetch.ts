import type { Metrics } from '../../ports/metrics.ts';

const tooManyRequests = 429;

/**
 * The same fetch, its answers counted by service and status: `2xx`, `4xx`, … and `none` for a request without an
 * answer. Requests that were cancelled count as `none` too.
 */
export function measuredFetch(inner: typeof fetch, service: string, metrics: Metrics): typeof fetch {
  return async (...args) => {
    try {
      const response = await inner(...args);
      metrics.count('http_responses', { service, status: `${Math.floor(response.status / 100)}xx` });
      if (response.status === tooManyRequests) metrics.count('rate_limits', { service });
      return response;
    } catch (error) {
      metrics.count('http_responses', { service, status: 'none' });
      throw error;
    }
  };
}
