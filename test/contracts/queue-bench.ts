import type { Job, JobOutcome, TakenJob } from '../../src/core/ports/queue.ts';

/** A job that is due. */
export const job = (key: string, channel = 'slack/T1/C1', dueAtMs = 0): Job => ({ key, channel, dueAtMs });

/** A handler that a test steers: each run waits until it is told how to end. */
export function steered() {
  const runs: { readonly job: TakenJob; end(outcome: JobOutcome): void; fail(error: Error): void }[] = [];
  const handler = (taken: TakenJob): Promise<JobOutcome> => {
    const { promise, resolve, reject } = Promise.withResolvers<JobOutcome>();
    runs.push({ job: taken, end: resolve, fail: reject });
    taken.signal.addEventListener('abort', () => reject(taken.signal.reason), { once: true });
    return promise;
  };
  const keys = () => runs.map((run) => run.job.key);
  const endAll = () => {
    for (const run of runs) run.end({ kind: 'done' });
  };
  return { handler, runs, keys, endAll };
}
