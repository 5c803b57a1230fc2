import { describe, expect, it } from 'vitest';
import { createModelLimiter, type ModelLimiter } from '../../../src/adapters/claude/model-limiter.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';

class Refused extends Error {}

function setUp(concurrency: number, pauseMs = 1_000) {
  const clock = createManualClock();
  const limiter = createModelLimiter(
    { clock, logger: createMemoryLogger() },
    { concurrency, pauseMsAfter: (error) => (error instanceof Refused ? pauseMs : null) },
  );
  return { clock, limiter };
}

/** Runs a task that ends when told to. */
function start(limiter: ModelLimiter, priority = 0, signal = new AbortController().signal) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const state = { started: false };
  const done = limiter.run(
    () => {
      state.started = true;
      return promise;
    },
    { priority, signal },
  );
  done.catch(() => undefined);
  return { state, done, finish: () => resolve('done'), refuse: () => reject(new Refused()) };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('createModelLimiter', () => {
  it('runs so many at once, the most urgent of the waiting first', async () => {
    const { limiter } = setUp(1);
    const first = start(limiter);
    const late = start(limiter, 1);
    const urgent = start(limiter, 3);
    await settle();
    expect([first, late, urgent].map(({ state }) => state.started)).toEqual([true, false, false]);
    first.finish();
    await settle();
    expect([late, urgent].map(({ state }) => state.started)).toEqual([false, true]);
    urgent.finish();
    await settle();
    expect(late.state.started).toBe(true);
  });

  it('halves once for a burst and grows by one for each full round of good answers', async () => {
    const { clock, limiter } = setUp(8);
    const burst = Array.from({ length: 8 }, () => start(limiter));
    await settle();
    for (const call of burst) call.refuse();
    await settle();
    expect(limiter.concurrency()).toBe(4);
    await clock.advance(1_000);
    for (const expected of [5, 6, 7, 8, 8]) {
      const round = Array.from({ length: limiter.concurrency() }, () => start(limiter));
      await settle();
      for (const call of round) call.finish();
      await settle();
      expect(limiter.concurrency()).toBe(expected);
    }
  });

  it('never falls below one', async () => {
    const { clock, limiter } = setUp(2);
    for (let i = 0; i < 4; i += 1) {
      const call = start(limiter);
      await settle();
      call.refuse();
      await expect(call.done).rejects.toThrow(Refused);
      await clock.advance(1_000);
    }
    expect(limiter.concurrency()).toBe(1);
  });

  it('starts nothing during a pause, what was waiting in the queue included', async () => {
    const { clock, limiter } = setUp(2);
    const [refused, running, queued] = [start(limiter), start(limiter), start(limiter)];
    await settle();
    refused.refuse();
    await settle();
    const added = start(limiter);
    running.finish();
    await clock.advance(999);
    expect([queued.state.started, added.state.started]).toEqual([false, false]);
    await clock.advance(1);
    expect(queued.state.started).toBe(true);
    queued.finish();
    await settle();
    expect(added.state.started).toBe(true);
  });

  it('lets go of a call that is cancelled while it waits', async () => {
    const { clock, limiter } = setUp(1);
    const reason = new Error('stop');
    const inQueue = new AbortController();
    const running = start(limiter);
    const queued = start(limiter, 0, inQueue.signal);
    await settle();
    inQueue.abort(reason);
    await expect(queued.done).rejects.toBe(reason);
    running.refuse();
    await settle();
    const inPause = new AbortController();
    const paused = start(limiter, 0, inPause.signal);
    await clock.untilSleeping();
    inPause.abort(reason);
    await expect(paused.done).rejects.toBe(reason);
    expect(clock.sleepers()).toBe(0);
  });
});
