import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type MetricName, type Metrics, metricCatalogue } from '../../core/ports/metrics.ts';
import type { MetricsPage } from './health-routes.ts';
import { prometheusName } from './metric-names.ts';

/** Upper bounds in seconds: from a request to another service to a long talk. */
const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800];

/** Metrics as Prometheus reads them. */
export interface PromMetrics extends Metrics, MetricsPage {}

/**
 * A registry of its own with every metric of the catalogue, and Node's (`vidigest_process_…`, `vidigest_nodejs_…`). Costs
 * no timer. Metrics without labels are there from the beginning, at 0; the others once they have a value.
 */
export function createPromMetrics(): PromMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'vidigest_' });
  const counters = new Map<MetricName, Counter>();
  const gauges = new Map<MetricName, Gauge>();
  const histograms = new Map<MetricName, Histogram>();
  for (const key of Object.keys(metricCatalogue)) {
    const name = key as MetricName;
    const { kind, help, labels } = metricCatalogue[name];
    const shape = { name: prometheusName(name), help, labelNames: [...labels], registers: [registry] };
    if (kind === 'counter') counters.set(name, new Counter(shape));
    if (kind === 'gauge') gauges.set(name, new Gauge(shape));
    if (kind === 'seconds') histograms.set(name, new Histogram({ ...shape, buckets }));
  }
  return {
    count: (name, labels, by = 1) => counters.get(name)?.inc(labels, by),
    gauge: (name, labels, value) => gauges.get(name)?.set(labels, value),
    took: (name, labels, ms) => histograms.get(name)?.observe(labels, ms / 1_000),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
