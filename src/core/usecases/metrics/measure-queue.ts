import type { RequestStore } from '../../ports/request-store.ts';
import type { MeasuringDeps } from './digest-metrics.ts';

/** Beyond this a line is long however long it is. */
const mostJobs = 10_000;

/**
 * Sets the gauges of the line from the store, which all processes share: each reports the same. For each scrape. Throws
 * `store-failed`.
 */
export async function measureQueue(
  requests: Pick<RequestStore, 'unfinished'>,
  { metrics, clock }: MeasuringDeps,
): Promise<void> {
  const nowMs = clock.now();
  const jobs = await requests.unfinished({ dueByMs: Number.MAX_SAFE_INTEGER, limit: mostJobs });
  const due = jobs.filter(({ dueAtMs }) => dueAtMs <= nowMs);
  const oldestMs = due.reduce((oldest, { dueAtMs }) => Math.min(oldest, dueAtMs), nowMs);
  metrics.gauge('jobs_due', {}, due.length);
  metrics.gauge('jobs_later', {}, jobs.length - due.length);
  metrics.gauge('job_oldest_due_seconds', {}, (nowMs - oldestMs) / 1_000);
}
