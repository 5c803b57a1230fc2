import { describe, expect, it } from 'vitest';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { Job } from '../../../src/core/ports/queue.ts';
import { createResumeJobs } from '../../../src/core/usecases/resume-jobs.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';

function setUp() {
  const clock = createManualClock();
  const logger = createQuietLogger();
  const open: Job[] = [];
  const submitted: string[][] = [];
  const requests = {
    unfinished: async ({ dueByMs, limit }: { dueByMs: number; limit: number }) =>
      open.filter(({ dueAtMs }) => dueAtMs <= dueByMs).slice(0, limit),
  };
  const queue = { submit: async (jobs: readonly Job[]) => void submitted.push(jobs.map(({ key }) => key)) };
  const resume = createResumeJobs({ requests, queue, clock, logger }, { everyMs: 5_000, limit: 2 });
  const job = (key: string, dueAtMs = 0) => void open.push({ key, channel: 'c', dueAtMs });
  return { clock, logger, requests, open, submitted, resume, job };
}

describe('createResumeJobs', () => {
  it('puts all that is open and due in line at the start', async () => {
    const { clock, resume, job, submitted } = setUp();
    for (const key of ['a', 'b', 'c']) job(key);
    job('later', clock.now() + 1);
    await resume.all();
    expect(submitted).toEqual([['a', 'b', 'c']]);
  });

  it('then looks for the oldest and for what has become due, and disturbs nobody when there is nothing', async () => {
    const { clock, resume, job, open, submitted } = setUp();
    const stop = new AbortController();
    const keeping = resume.keep(stop.signal);
    await clock.advance(4_999);
    job('a', clock.now() + 2_000);
    for (const key of ['b', 'c', 'd']) job(key);
    await clock.advance(1);
    expect(submitted).toEqual([['b', 'c']]);
    await clock.advance(5_000);
    expect(submitted.at(-1)).toEqual(['a', 'b']);
    open.length = 0;
    await clock.advance(5_000);
    expect(submitted).toHaveLength(2);
    stop.abort();
    await keeping;
  });

  it('goes on after the store has failed', async () => {
    const { clock, logger, resume, job, submitted, requests } = setUp();
    const { unfinished } = requests;
    requests.unfinished = () => Promise.reject(new VidigestError('store-failed', 'away'));
    const stop = new AbortController();
    const keeping = resume.keep(stop.signal);
    job('a');
    await clock.advance(5_000);
    expect(logger.entries).toMatchObject([{ level: 'warn' }]);
    requests.unfinished = unfinished;
    await clock.advance(5_000);
    expect(submitted).toEqual([['a']]);
    stop.abort();
    await keeping;
  });
});
