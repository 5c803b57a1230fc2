import { describe, expect, it } from 'vitest';
import { createThreadOpening } from '../../../src/core/usecases/thread-opening.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';

function setUp(fail = false) {
  const clock = createManualClock();
  const logger = createQuietLogger();
  const opened: (string | null)[] = [];
  const stop = new AbortController();
  const prepare = async (title: string | null): Promise<void> => {
    opened.push(title);
    if (fail) throw new Error('refused');
  };
  const opening = createThreadOpening({ prepare, signal: stop.signal }, { clock, logger });
  return { clock, logger, opened, opening, stop };
}

describe('createThreadOpening', () => {
  it('opens under the title when that comes first', async () => {
    const { clock, opened, opening } = setUp();
    opening.begin();
    await clock.advance(1_999);
    opening.titled('A talk');
    opening.titled('Another title');
    await clock.advance(60_000);
    await opening.end();
    expect(opened).toEqual(['A talk']);
  });

  it('opens without a title after two seconds, once', async () => {
    const { clock, opened, opening } = setUp();
    opening.begin();
    await clock.advance(2_000);
    expect(opened).toEqual([null]);
    opening.titled('A talk');
    await opening.end();
    expect(opened).toEqual([null]);
  });

  it('opens nothing once it has ended, or when the run has', async () => {
    const { clock, opened, opening } = setUp();
    opening.begin();
    await opening.end();
    opening.titled('A talk');
    await clock.advance(60_000);
    const other = setUp();
    other.opening.begin();
    other.stop.abort(new Error('stopped'));
    await other.clock.advance(60_000);
    expect([...opened, ...other.opened]).toEqual([]);
  });

  it('logs a failure and passes it over', async () => {
    const { logger, opening } = setUp(true);
    opening.titled('A talk');
    await opening.end();
    expect(logger.entries).toContainEqual(expect.objectContaining({ message: 'a thread could not be opened ahead' }));
  });
});
