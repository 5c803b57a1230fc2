import { type MetricName, metricCatalogue } from '../../core/ports/metrics.ts';

/** A metric's name in Prometheus' own manner: `vidigest_` before all, `_total` behind what only grows. */
export function prometheusName(name: MetricName): string {
  return `vidigest_${name}${metricCatalogue[name].kind === 'counter' ? '_total' : ''}`;
}
