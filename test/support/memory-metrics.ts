import type { Metrics } from '../../src/core/ports/metrics.ts';

/** Metrics that a test can read. */
export interface MemoryMetrics extends Metrics {
  /** All that was told, in order: `name{label=value}` and the number. */
  readonly told: readonly (readonly [string, number])[];
  /** Sum of what was counted or took time, or the last value of a gauge; undefined where nothing was told. */
  value(series: string): number | undefined;
}

/** Metrics that only remember. */
export function createMemoryMetrics(): MemoryMetrics {
  const told: [string, number][] = [];
  const values = new Map<string, number>();
  const add = (series: string, amount: number) => values.set(series, (values.get(series) ?? 0) + amount);
  const record = (name: string, labels: Readonly<Record<string, string>>, value: number, isSet: boolean) => {
    const inner = Object.entries(labels).map(([label, text]) => `${label}=${text}`);
    const series = inner.length === 0 ? name : `${name}{${inner.join(',')}}`;
    told.push([series, value]);
    if (isSet) values.set(series, value);
    else add(series, value);
  };
  return {
    told,
    value: (series) => values.get(series),
    count: (name, labels, by = 1) => record(name, labels, by, false),
    gauge: (name, labels, value) => record(name, labels, value, true),
    took: (name, labels, ms) => record(name, labels, ms, false),
  };
}
