/** What a metric is and how it may be told apart. */
interface MetricDefinition {
  /** `counter` only grows, `gauge` is what it is now, `seconds` is a distribution of durations. */
  readonly kind: 'counter' | 'gauge' | 'seconds';
  /** One line for whoever reads a dashboard. */
  readonly help: string;
  /** Label names. Their values are few and fixed: codes, stages and models, never ids or words of people. */
  readonly labels: readonly string[];
}

/** Everything that is measured. `docs/operations.md` lists the same, and a test compares them. */
export const metricCatalogue = {
  stage_seconds: {
    kind: 'seconds',
    help: 'From the start of a stage of a digest to its end',
    labels: ['stage', 'outcome'],
  },
  tldr_seconds: {
    kind: 'seconds',
    help: 'From the start of a digest to a TL;DR that can be shown, fetching included',
    labels: [],
  },
  digest_seconds: { kind: 'seconds', help: 'One call for a digest, waiting for others included', labels: ['outcome'] },
  captions_seconds: { kind: 'seconds', help: 'One fetch of facts and captions from YouTube', labels: ['outcome'] },
  failures: { kind: 'counter', help: 'Digests that did not come about, by cause', labels: ['code'] },
  repairs: { kind: 'counter', help: 'What was mended or given up in digests', labels: ['what'] },
  model_call_seconds: {
    kind: 'seconds',
    help: 'One model call, its turn in line and its repetitions included',
    labels: ['stage', 'outcome'],
  },
  model_first_text_seconds: { kind: 'seconds', help: 'From a model call to its first text', labels: ['stage'] },
  model_tokens: { kind: 'counter', help: 'Tokens used', labels: ['stage', 'model', 'kind'] },
  model_cost_usd: { kind: 'counter', help: 'Cost of model calls by the price table', labels: ['stage', 'model'] },
  model_calls_unpriced: {
    kind: 'counter',
    help: 'Model calls that the price table has no price for',
    labels: ['model'],
  },
  jobs_due: { kind: 'gauge', help: 'Jobs that wait for a worker or are running, of all processes', labels: [] },
  jobs_later: { kind: 'gauge', help: 'Jobs whose next try is not due yet, of all processes', labels: [] },
  job_oldest_due_seconds: { kind: 'gauge', help: 'Age of the oldest due job, running ones included', labels: [] },
  jobs_running: { kind: 'gauge', help: 'Jobs in the hands of this process', labels: [] },
  job_seconds: { kind: 'seconds', help: 'One run of a job', labels: ['outcome'] },
  job_deaths: { kind: 'counter', help: 'Jobs taken over from a worker that died with them', labels: [] },
  http_responses: { kind: 'counter', help: 'Answers of other services', labels: ['service', 'status'] },
  rate_limits: { kind: 'counter', help: 'Refusals of other services for asking too often', labels: ['service'] },
  reply_in_doubt: {
    kind: 'counter',
    help: 'Messages posted again although nobody could say whether they stood: may be doubled',
    labels: [],
  },
  ready: { kind: 'gauge', help: 'Whether a check of /readyz passed last time, 1 or 0', labels: ['check'] },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

type Catalogue = typeof metricCatalogue;

/** A metric of the catalogue. */
export type MetricName = keyof Catalogue;

type NameOf<K extends MetricDefinition['kind']> = {
  [N in MetricName]: Catalogue[N]['kind'] extends K ? N : never;
}[MetricName];

/** Exactly the labels of a metric. */
export type LabelsOf<N extends MetricName> = Readonly<Record<Catalogue[N]['labels'][number], string>>;

/**
 * Where the house says what happens, for whoever watches. Nothing here throws, waits or decides anything: leaving a call
 * out changes no result.
 */
export interface Metrics {
  /** Adds to a counter; `by` is not negative. */
  count<N extends NameOf<'counter'>>(name: N, labels: LabelsOf<N>, by?: number): void;
  /** Sets a gauge. */
  gauge<N extends NameOf<'gauge'>>(name: N, labels: LabelsOf<N>, value: number): void;
  /** Adds a duration, given in milliseconds, to a distribution. */
  took<N extends NameOf<'seconds'>>(name: N, labels: LabelsOf<N>, ms: number): void;
}
