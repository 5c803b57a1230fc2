import { describe, expect, it } from 'vitest';
import { VidigestError } from '../../src/core/domain/errors.ts';
import { type Check, type Finding, fine, toMend } from '../../src/core/ports/check.ts';
import { runChecks } from '../../src/terminal/run-checks.ts';
import { createManualClock } from '../support/manual-clock.ts';

const { signal } = new AbortController();

async function all(findings: AsyncIterable<Finding>): Promise<Finding[]> {
  const seen: Finding[] = [];
  for await (const finding of findings) seen.push(finding);
  return seen;
}

const check = (subject: string, run: Check['run']): Check => ({ subject, run });
const good = (subject: string) => check(subject, async () => [fine(subject, 'is well')]);

describe('runChecks', () => {
  it('keeps the order and lets none hide another', async () => {
    const clock = createManualClock();
    const checks = [
      check('slow', () => new Promise(() => undefined)),
      check('refused', async () => {
        throw new VidigestError('chat-refused', 'x', { reason: 'nobody is there' });
      }),
      check('broken', async () => {
        throw new TypeError('no such thing');
      }),
      good('last'),
    ];
    const findings = all(runChecks(checks, { clock, timeoutMs: 10_000, signal }));
    await clock.untilSleeping();
    await clock.advance(10_000);
    expect(await findings).toMatchObject([
      { state: 'mend', subject: 'slow', text: 'no answer within 10 s' },
      { state: 'mend', subject: 'refused', text: 'nobody is there' },
      { state: 'unknown', subject: 'broken', text: expect.stringContaining('no such thing') },
      { state: 'ok', subject: 'last' },
    ]);
  });

  it('starts them all before any is done, and ends those that are late', async () => {
    const clock = createManualClock();
    const started: string[] = [];
    const ended: unknown[] = [];
    const slow = (subject: string) =>
      check(subject, (own) => {
        started.push(subject);
        own.addEventListener('abort', () => ended.push(own.reason));
        return new Promise(() => undefined);
      });
    const findings = all(runChecks([slow('a'), slow('b')], { clock, timeoutMs: 5_000, signal }));
    await clock.untilSleeping();
    expect(started).toEqual(['a', 'b']);
    await clock.advance(5_000);
    await findings;
    expect(ended).toHaveLength(2);
  });

  it('says once what several say in a row', async () => {
    const bad = (subject: string) => check(subject, async () => [toMend(subject, 'is not well', 'mend it')]);
    const checks = [good('a'), good('b'), good('b'), bad('c'), bad('d'), good('e')];
    const findings = runChecks(checks, { clock: createManualClock(), timeoutMs: 1, signal });
    expect((await all(findings)).map(({ subject }) => subject)).toEqual(['a, b', 'c, d', 'e']);
    const none = runChecks([check('a', async () => [])], { clock: createManualClock(), timeoutMs: 1, signal });
    expect(await all(none)).toEqual([]);
  });

  it('ends with the signal', async () => {
    const stop = new AbortController();
    const reason = new VidigestError('cancelled', 'stopped');
    const options = { clock: createManualClock(), timeoutMs: 10_000, signal: stop.signal };
    const findings = all(runChecks([check('slow', () => new Promise(() => undefined))], options));
    stop.abort(reason);
    await expect(findings).rejects.toBe(reason);
  });
});
