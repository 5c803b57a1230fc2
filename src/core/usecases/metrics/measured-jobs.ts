import type { JobHandler } from '../../ports/queue.ts';
import type { MeasuringDeps } from './digest-metrics.ts';

/**
 * The same handler, its runs measured by what came of them: `done`, `again`, `parked`, `returned` for a job that was
 * handed back, `broken` for a handler that failed.
 */
export function measuredJobs(handler: JobHandler, { metrics, clock }: MeasuringDeps): JobHandler {
  let running = 0;
  const step = (by: number): void => {
    running += by;
    metrics.gauge('jobs_running', {}, running);
  };
  return async (job) => {
    const beganAtMs = clock.now();
    const ended = (outcome: string) => metrics.took('job_seconds', { outcome }, clock.now() - beganAtMs);
    if (job.deaths > 0) metrics.count('job_deaths', {});
    step(1);
    try {
      const outcome = await handler(job);
      ended(outcome.kind);
      return outcome;
    } catch (error) {
      ended(job.signal.aborted ? 'returned' : 'broken');
      throw error;
    } finally {
      step(-1);
    }
  };
}
