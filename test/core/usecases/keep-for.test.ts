import { describe, expect, it } from 'vitest';
import { keepFor } from '../../../src/core/usecases/keep-for.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';

const day = 86_400_000;
const hour = 3_600_000;

describe('keepFor', () => {
  it('removes what is older than told, again and again, until it is stopped', async () => {
    const clock = createManualClock();
    const started = clock.now();
    const asked: number[] = [];
    const removal = {
      async deleteOlderThan(beforeMs: number) {
        asked.push(beforeMs);
        return { digests: 2 };
      },
    };
    const stop = new AbortController();
    const logger = createQuietLogger();
    const work = keepFor({ removal, clock, logger }, { ageMs: 30 * day, everyMs: hour }, stop.signal);
    await clock.advance(2 * hour);
    stop.abort();
    await work;
    expect(asked).toEqual([0, 1, 2].map((hours) => started - 30 * day + hours * hour));
    expect(logger.entries[0]).toMatchObject({ level: 'info', fields: { rows: 2 } });
  });

  it('goes on after a failure, and does nothing where all is kept', async () => {
    const clock = createManualClock();
    let calls = 0;
    const removal = {
      async deleteOlderThan(): Promise<Record<string, number>> {
        calls += 1;
        throw new Error('database is away');
      },
    };
    const logger = createQuietLogger();
    const stop = new AbortController();
    const work = keepFor({ removal, clock, logger }, { ageMs: day, everyMs: hour }, stop.signal);
    await clock.advance(hour);
    stop.abort();
    await work;
    expect(calls).toBe(2);
    expect(logger.entries.every(({ level }) => level === 'warn')).toBe(true);
    await keepFor({ removal, clock, logger }, { ageMs: null, everyMs: hour }, new AbortController().signal);
    expect(calls).toBe(2);
  });
});
