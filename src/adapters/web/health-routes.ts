import { Hono } from 'hono';
import type { Logger } from '../../core/ports/runtime.ts';
import type { Readiness } from './readiness.ts';

/** A page of metrics. */
export interface MetricsPage {
  readonly contentType: string;
  text(): Promise<string>;
}

export interface HealthRoutesDeps {
  readonly readiness: Readiness;
  readonly page: MetricsPage;
  /** Brings gauges up to date before a scrape. What it throws is logged, and the page is served as it is. */
  readonly measure: () => Promise<void>;
  readonly logger: Logger;
}

/**
 * `/healthz`: the process answers. `/readyz`: it can work; 503 with the names of what is missing. `/metrics`: for
 * Prometheus. Nothing of these pages is secret, or anybody's words.
 */
export function createHealthRoutes({ readiness, page, measure, logger }: HealthRoutesDeps): Hono {
  const routes = new Hono();
  routes.use(async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
    context.header('x-content-type-options', 'nosniff');
  });
  routes.get('/healthz', (context) => context.json({ status: 'alive' }));
  routes.get('/readyz', async (context) => {
    const { ready, failed } = await readiness.report();
    return context.json({ status: ready ? 'ready' : 'not ready', failed }, ready ? 200 : 503);
  });
  routes.get('/metrics', async (context) => {
    await Promise.all([refresh(measure, logger), readiness.report()]);
    return context.body(await page.text(), 200, { 'content-type': page.contentType });
  });
  routes.notFound((context) => context.json({ status: 'not found' }, 404));
  routes.onError((error, context) => {
    logger.error('a health page failed', { page: context.req.path, error });
    return context.json({ status: 'failed' }, 500);
  });
  return routes;
}

async function refresh(measure: () => Promise<void>, logger: Logger): Promise<void> {
  try {
    await measure();
  } catch (error) {
    logger.warn('gauges could not be measured', { error: error instanceof Error ? error : null });
  }
}
