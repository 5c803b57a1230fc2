import { describe, expect, it } from 'vitest';
import { VidigestError } from '../../../../src/core/domain/errors.ts';
import type { LanguageModel, ModelRequest } from '../../../../src/core/ports/language-model.ts';
import type { JobOutcome, TakenJob } from '../../../../src/core/ports/queue.ts';
import type { SourceVideo } from '../../../../src/core/ports/transcript-source.ts';
import { measureQueue } from '../../../../src/core/usecases/metrics/measure-queue.ts';
import { measuredFetch } from '../../../../src/core/usecases/metrics/measured-fetch.ts';
import { measuredJobs } from '../../../../src/core/usecases/metrics/measured-jobs.ts';
import { measuredModel } from '../../../../src/core/usecases/metrics/measured-model.ts';
import { measuredSource } from '../../../../src/core/usecases/metrics/measured-source.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { createMemoryMetrics } from '../../../support/memory-metrics.ts';

const { signal } = new AbortController();
const deps = () => ({ metrics: createMemoryMetrics(), clock: createManualClock() });

describe('measuredModel', () => {
  const usage = { inputTokens: 10, outputTokens: 4, cacheWriteTokens: 0, cacheReadTokens: 7 };
  const request: ModelRequest = { stage: 'outline', system: [], user: [], schema: {}, maxOutputTokens: 1 };
  const modelOf = (part: Partial<LanguageModel>): LanguageModel => ({
    complete: async () => ({ text: '{}', stop: 'complete', usage }),
    warm: async () => usage,
    describe: () => ({ model: 'm', contextTokens: 1, maxOutputTokens: 1, priceStepTokens: null }),
    ...part,
  });

  it('counts tokens by kind, cost, time and the first text', async () => {
    const { metrics, clock } = deps();
    const model = modelOf({
      async complete(_, { onText }) {
        await clock.advance(300);
        onText?.('{', '{');
        await clock.advance(700);
        onText?.('}', '{}');
        return { text: '{}', stop: 'truncated', usage };
      },
    });
    const heard: string[] = [];
    const measured = measuredModel(model, { metrics, clock }, { costOf: () => 0.25 });
    const answer = await measured.complete(request, { signal, onText: (delta) => heard.push(delta) });
    expect(answer.text).toBe('{}');
    expect(heard).toEqual(['{', '}']);
    expect(Object.fromEntries(metrics.told)).toEqual({
      'model_first_text_seconds{stage=outline}': 300,
      'model_call_seconds{stage=outline,outcome=truncated}': 1_000,
      'model_tokens{stage=outline,model=m,kind=input}': 10,
      'model_tokens{stage=outline,model=m,kind=output}': 4,
      'model_tokens{stage=outline,model=m,kind=cache_read}': 7,
      'model_cost_usd{stage=outline,model=m}': 0.25,
    });
  });

  it('counts warm-ups too, calls without a price, and failures by code', async () => {
    const { metrics, clock } = deps();
    const complete = async () => {
      throw new VidigestError('model-overloaded', 'busy');
    };
    const measured = measuredModel(modelOf({ complete }), { metrics, clock });
    expect(await measured.warm(request, { signal })).toEqual(usage);
    await expect(measured.complete(request, { signal })).rejects.toThrow('busy');
    expect(metrics.value('model_calls_unpriced{model=m}')).toBe(1);
    expect(metrics.value('model_call_seconds{stage=outline,outcome=warmed}')).toBe(0);
    expect(metrics.value('model_call_seconds{stage=outline,outcome=model-overloaded}')).toBe(0);
    expect(metrics.value('model_tokens{stage=outline,model=m,kind=input}')).toBe(10);
  });
});

describe('measuredSource', () => {
  it('times fetches by what came of them', async () => {
    const { metrics, clock } = deps();
    const fetched = {} as SourceVideo;
    const source = measuredSource(
      {
        async fetch(videoId) {
          await clock.advance(40);
          if (videoId === 'gone') throw new VidigestError('video-private', 'private');
          return fetched;
        },
      },
      { metrics, clock },
    );
    expect(await source.fetch('there', { signal })).toBe(fetched);
    await expect(source.fetch('gone', { signal })).rejects.toThrow('private');
    expect(Object.fromEntries(metrics.told)).toEqual({
      'captions_seconds{outcome=fetched}': 40,
      'captions_seconds{outcome=video-private}': 40,
    });
  });
});

describe('measuredFetch', () => {
  it('counts answers by class, refusals for asking too often, and silence', async () => {
    const { metrics } = deps();
    const statuses = [200, 204, 429, 503];
    const fetch = measuredFetch(
      async () => {
        const status = statuses.shift();
        if (status === undefined) throw new TypeError('fetch failed');
        return new Response(null, { status });
      },
      'youtube',
      metrics,
    );
    const answers = [
      await fetch('http://a'),
      await fetch('http://a'),
      await fetch('http://a'),
      await fetch('http://a'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 204, 429, 503]);
    await expect(fetch('http://a')).rejects.toThrow('fetch failed');
    expect(metrics.value('http_responses{service=youtube,status=2xx}')).toBe(2);
    expect(metrics.value('http_responses{service=youtube,status=4xx}')).toBe(1);
    expect(metrics.value('http_responses{service=youtube,status=5xx}')).toBe(1);
    expect(metrics.value('http_responses{service=youtube,status=none}')).toBe(1);
    expect(metrics.value('rate_limits{service=youtube}')).toBe(1);
  });
});

describe('measuredJobs', () => {
  const job = (part: Partial<TakenJob> = {}): TakenJob => ({
    key: 'k',
    token: 1,
    deaths: 0,
    signal,
    outlined: () => {},
    ...part,
  });

  it('times runs by outcome, and knows how many run', async () => {
    const { metrics, clock } = deps();
    const { promise, resolve } = Promise.withResolvers<JobOutcome>();
    const handler = measuredJobs(() => promise, { metrics, clock });
    const runs = [handler(job()), handler(job({ deaths: 2 }))];
    expect(metrics.value('jobs_running')).toBe(2);
    await clock.advance(10);
    resolve({ kind: 'parked' });
    await Promise.all(runs);
    expect(metrics.value('jobs_running')).toBe(0);
    expect(metrics.value('job_seconds{outcome=parked}')).toBe(20);
    expect(metrics.value('job_deaths')).toBe(1);
  });

  it('tells a job handed back from a broken one', async () => {
    const { metrics, clock } = deps();
    const handler = measuredJobs(
      async () => {
        throw new Error('no');
      },
      { metrics, clock },
    );
    await expect(handler(job())).rejects.toThrow('no');
    await expect(handler(job({ signal: AbortSignal.abort() }))).rejects.toThrow('no');
    expect(metrics.value('job_seconds{outcome=broken}')).toBe(0);
    expect(metrics.value('job_seconds{outcome=returned}')).toBe(0);
    expect(metrics.value('jobs_running')).toBe(0);
  });
});

describe('measureQueue', () => {
  it('tells due jobs from later ones, and how long the oldest waits', async () => {
    const { metrics, clock } = deps();
    const nowMs = clock.now();
    const dues = [nowMs - 5_000, nowMs, nowMs + 1];
    const jobs = dues.map((dueAtMs, index) => ({ key: `${index}`, channel: 'c', dueAtMs }));
    const requests = { unfinished: async () => jobs };
    await measureQueue(requests, { metrics, clock });
    expect(Object.fromEntries(metrics.told)).toEqual({ jobs_due: 2, jobs_later: 1, job_oldest_due_seconds: 5 });
    await measureQueue({ unfinished: async () => [] }, { metrics, clock });
    expect(Object.fromEntries(metrics.told)).toEqual({ jobs_due: 0, jobs_later: 0, job_oldest_due_seconds: 0 });
  });
});
