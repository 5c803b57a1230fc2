import { expect, it } from 'vitest';
import { prometheusName } from '../../../src/adapters/web/metric-names.ts';
import { createPromMetrics } from '../../../src/adapters/web/prom-metrics.ts';
import { type MetricName, metricCatalogue } from '../../../src/core/ports/metrics.ts';

it('writes counters, gauges and distributions as Prometheus reads them', async () => {
  const metrics = createPromMetrics();
  metrics.count('failures', { code: 'captions-none' });
  metrics.count('failures', { code: 'captions-none' }, 2);
  metrics.gauge('jobs_due', {}, 7);
  metrics.took('stage_seconds', { stage: 'outline', outcome: 'done' }, 1_500);
  const text = await metrics.text();
  expect(metrics.contentType).toMatch(/^text\/plain; version=/);
  expect(text).toContain('vidigest_failures_total{code="captions-none"} 3\n');
  expect(text).toContain('vidigest_jobs_due 7\n');
  expect(text).toContain('vidigest_stage_seconds_sum{stage="outline",outcome="done"} 1.5\n');
  expect(text).toContain('vidigest_stage_seconds_bucket{le="1",stage="outline",outcome="done"} 0\n');
  expect(text).toContain('vidigest_stage_seconds_bucket{le="2",stage="outline",outcome="done"} 1\n');
});

it('has every metric of the catalogue with its help, and the process’s own', async () => {
  const text = await createPromMetrics().text();
  for (const [name, { help }] of Object.entries(metricCatalogue)) {
    expect(text).toContain(`# HELP ${prometheusName(name as MetricName)} ${help}\n`);
  }
  expect(text).toMatch(/^vidigest_process_resident_memory_bytes \d+$/m);
  expect(text).toMatch(/^vidigest_nodejs_eventloop_lag_seconds /m);
});

it('shares nothing between two of its kind', async () => {
  const first = createPromMetrics();
  first.count('reply_in_doubt', {});
  expect(await first.text()).toContain('vidigest_reply_in_doubt_total 1\n');
  expect(await createPromMetrics().text()).toContain('vidigest_reply_in_doubt_total 0\n');
});
