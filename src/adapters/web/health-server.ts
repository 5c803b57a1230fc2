import type { Metrics } from '../../core/ports/metrics.ts';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { createHealthRoutes, type MetricsPage } from './health-routes.ts';
import { createHttpServer, type HttpAddress, type HttpServer } from './http-server.ts';
import { createReadiness, type ReadinessCheck } from './readiness.ts';

export interface HealthServerDeps {
  readonly metrics: Metrics & MetricsPage;
  readonly checks: readonly ReadinessCheck[];
  /** Brings gauges up to date before a scrape, such as the depth of the queue. */
  readonly measure: () => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The pages that machines read. Others may have pages beside them: `mount`. */
export interface HealthServer extends Pick<HttpServer, 'mount'> {
  /** Start it first: a bot that is still starting is alive, and not ready. Throws `config-invalid`. */
  start(): Promise<HttpAddress>;
  /** Not ready from now on, so that nobody counts on this process; the pages stay until `stop`. */
  drain(): void;
  /** Stop it last. */
  stop(): Promise<void>;
}

/** The server of `createHealthRoutes` at an address. */
export function createHealthServer(deps: HealthServerDeps, address: HttpAddress): HealthServer {
  const { metrics, measure, clock, logger } = deps;
  const readiness = createReadiness(deps);
  const routes = createHealthRoutes({ readiness, page: metrics, measure, logger });
  const server = createHttpServer({ fetch: (request) => routes.fetch(request), clock }, address);
  return {
    async start() {
      const taken = await server.start();
      logger.info('health and metrics are served', { host: taken.host, port: taken.port });
      return taken;
    },
    mount: (prefix, listener) => server.mount(prefix, listener),
    drain: () => readiness.close(),
    stop: () => server.stop(),
  };
}
