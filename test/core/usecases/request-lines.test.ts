import { afterEach, expect, it } from 'vitest';
import { createPinoLogger } from '../../../src/adapters/log/pino-logger.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import { createJobRunner, type JobRunner, messageIn } from '../../support/job-runner.ts';
import { sampleDigest } from '../../support/sample-digest.ts';

let runner: JobRunner;
afterEach(() => runner.close());

/** What was logged so far, as it stands in the log. */
function lines(): Record<string, unknown>[] {
  const written: string[] = [];
  const log = createPinoLogger({ level: 'debug', destination: { write: (line) => written.push(line) } });
  for (const { level, message, fields } of runner.logger.entries) {
    if (level === 'debug' || level === 'info' || level === 'warn' || level === 'error') log[level](message, fields);
  }
  return written.map((line) => JSON.parse(line));
}

it('tells which request of which job has failed, each in a line of its own', async () => {
  runner = await createJobRunner(() => Promise.reject(new VidigestError('model-answer', 'nothing of use')));
  const one = await runner.ask(messageIn('C1', '1'));
  const other = await runner.ask(messageIn('C2', '2'));
  await runner.run(one.jobKey);
  const failed = lines().filter(({ msg }) => msg === 'a digest failed');
  expect(failed.map(({ request, job, channel }) => ({ request, job, channel }))).toEqual([
    { request: one.id, job: one.jobKey, channel: 'C1' },
    { request: other.id, job: one.jobKey, channel: 'C2' },
  ]);
});

it('leads from line to line of one request, whoever writes them', async () => {
  const refused = new VidigestError('chat-refused', 'no', { reason: 'not_in_channel' });
  runner = await createJobRunner(async (_video, _language, { onEvent }) => {
    onEvent({ kind: 'repair', what: 'quote-dropped', count: 1 });
    return sampleDigest();
  });
  Object.assign(runner.surface, { permalink: () => Promise.reject(refused), signStays: false });
  runner.surface.failing.add('mark');
  const { id: request, jobKey: job } = await runner.ask(messageIn('C1', '1'));
  await runner.run(job);
  expect(lines()).toMatchObject([
    { msg: 'a digest was repaired', job },
    { msg: 'a thread has no address to point to', request, job },
    { msg: 'a message could not be unmarked', request, job },
    { msg: 'a message could not be unmarked', request, job },
  ]);
});

it('tells which job is parked', async () => {
  runner = await createJobRunner(async (_video, _language, { signal }) => {
    died();
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  });
  let died = (): void => {};
  const { jobKey } = await runner.ask(messageIn('C1', '1'));
  for (let death = 1; death <= 3; death += 1) {
    const dies = new Promise<void>((resolve) => {
      died = resolve;
    });
    await runner.runUntilDeath(jobKey, dies);
  }
  expect(await runner.run(jobKey)).toEqual({ kind: 'parked' });
  expect(lines()).toMatchObject([{ level: 'error', msg: 'a job that kills its workers is parked', job: jobKey }]);
});
