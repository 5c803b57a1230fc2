import { createSystemClock } from '../adapters/clock/system-clock.ts';
import { createPinoLogger } from '../adapters/log/pino-logger.ts';
import { createPromMetrics, type PromMetrics } from '../adapters/web/prom-metrics.ts';
import type { Config } from '../config.ts';
import type { Clock, Logger } from '../core/ports/runtime.ts';

/** What everything else is built on. */
export interface Runtime {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: PromMetrics;
}

/** The clock, a log on standard error at the configured level, and metrics from zero. */
export function composeRuntime(config: Pick<Config, 'logLevel'>): Runtime {
  return {
    clock: createSystemClock(),
    logger: createPinoLogger({ level: config.logLevel }),
    metrics: createPromMetrics(),
  };
}
