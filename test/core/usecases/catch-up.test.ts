import { describe, expect, it } from 'vitest';
import type { ChatRequest } from '../../../src/core/domain/chat-request.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { NoticedMessage } from '../../../src/core/domain/noticed-message.ts';
import type { ChannelHistory } from '../../../src/core/ports/channel-history.ts';
import { createCatchUp } from '../../../src/core/usecases/catch-up.ts';
import { messageIn } from '../../support/job-runner.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';

const second = 1_000;
const minute = 60 * second;
const settings = { everyMs: 30 * second, maxAgeMs: 30 * minute, overlapMs: minute };
const storeFailed = new VidigestError('store-failed', 'disk full');
const places = [{ surface: 'slack', workspace: 'T1' }];

function setUp() {
  const clock = createManualClock();
  const stop = new AbortController();
  const noticed: string[] = [];
  const reads: { readonly channel: string; readonly agoMs: number }[] = [];
  const fails = { store: true, history: null as Error | null, backFills: 0 };
  const check = (): void => {
    if (fails.store) throw storeFailed;
  };
  const logger = createQuietLogger();
  const history: ChannelHistory = {
    async *since({ channel }, oldestMs) {
      reads.push({ channel, agoMs: clock.now() - oldestMs });
      if (fails.history !== null) throw fails.history;
      yield { ref: messageIn(channel, '1'), text: 'x', postedAtMs: oldestMs };
    },
  };
  const catchUp = createCatchUp(
    {
      history,
      async noticeLinks({ ref }: NoticedMessage) {
        check();
        noticed.push(`${ref.channel} ${ref.message}`);
      },
      async backFill() {
        fails.backFills += 1;
        check();
      },
      clock,
      logger,
    },
    settings,
  );
  const asked = (kind: ChatRequest['kind'] = 'digest', channel = 'C1') =>
    ({ kind, at: { surface: 'slack', workspace: 'T1', channel, message: '1', thread: null } }) as ChatRequest;
  const ask = (request = asked(), error: Error = storeFailed) =>
    catchUp.over(() => Promise.reject(error))(request, stop.signal);
  return { clock, stop, logger, noticed, reads, fails, catchUp, asked, ask };
}

describe('createCatchUp', () => {
  it('reads a channel again until the store takes what was missed, from before the first miss', async () => {
    const { ask, clock, noticed, reads, fails } = setUp();
    await expect(ask()).rejects.toBe(storeFailed);
    await clock.advance(20 * second);
    await expect(ask()).rejects.toBe(storeFailed);
    expect(reads).toEqual([]);
    await clock.advance(10 * second);
    expect(reads).toEqual([{ channel: 'C1', agoMs: 90 * second }]);
    fails.store = false;
    await clock.advance(30 * second);
    expect(noticed).toEqual(['C1 1']);
    expect(reads.at(-1)).toEqual({ channel: 'C1', agoMs: 120 * second });
    await clock.advance(10 * minute);
    expect(reads).toHaveLength(2);
    expect(clock.sleepers()).toBe(0);
  });

  it('reads half an hour back at most', async () => {
    const { ask, clock, reads } = setUp();
    await expect(ask()).rejects.toBe(storeFailed);
    await clock.advance(60 * minute);
    expect(reads.at(-1)?.agoMs).toBe(30 * minute);
  });

  it.each(Array.from({ length: 12 }, (_, steps) => steps))(
    'reads what was missed while it came to an end, %i steps later, too',
    async (steps) => {
      const { ask, asked, clock, logger, noticed, fails } = setUp();
      fails.store = false;
      const { info } = logger;
      let missedToo = Promise.resolve();
      Object.assign(logger, {
        info() {
          Object.assign(logger, { info });
          const later = async (): Promise<void> => {
            for (let step = 0; step < steps; step += 1) await null;
            await expect(ask(asked('digest', 'C2'))).rejects.toBe(storeFailed);
          };
          missedToo = later();
        },
      });
      await expect(ask()).rejects.toBe(storeFailed);
      await clock.advance(30 * second);
      await missedToo;
      await clock.advance(minute);
      expect(noticed).toEqual(['C1 1', 'C2 1']);
    },
  );

  it('reads what was missed after a time without trouble, too', async () => {
    const { ask, asked, clock, noticed, fails } = setUp();
    fails.store = false;
    for (const channel of ['C1', 'C2']) {
      await expect(ask(asked('digest', channel))).rejects.toBe(storeFailed);
      await clock.advance(minute);
    }
    expect(noticed).toEqual(['C1 1', 'C2 1']);
  });

  it('leaves alone a channel that it may not read, and comes again to one that it may read later', async () => {
    const { ask, clock, reads, fails } = setUp();
    fails.history = new VidigestError('chat-refused', 'missing_scope');
    await expect(ask()).rejects.toBe(storeFailed);
    await clock.advance(10 * minute);
    expect(reads).toHaveLength(1);
    fails.history = new VidigestError('chat-refused', 'http 503', { retryAtMs: 0 });
    await expect(ask()).rejects.toBe(storeFailed);
    await clock.advance(2 * minute);
    expect(reads).toHaveLength(5);
  });

  it('minds neither other requests nor other errors, and passes on what was done', async () => {
    const { ask, asked, catchUp, clock, stop } = setUp();
    await expect(ask(asked('help'))).rejects.toBe(storeFailed);
    await expect(ask(asked(), new Error('another'))).rejects.toThrow('another');
    await catchUp.over(async () => {})(asked(), stop.signal);
    expect(clock.sleepers()).toBe(0);
  });

  it('reads up again as long as the store fails, and stops with the signal', async () => {
    const { catchUp, clock, fails, stop } = setUp();
    const done = catchUp.backFill(places, stop.signal);
    await clock.advance(40 * second);
    expect(fails.backFills).toBe(2);
    fails.store = false;
    await clock.advance(30 * second);
    await done;
    fails.store = true;
    const stopped = catchUp.backFill(places, stop.signal);
    await clock.advance(second);
    stop.abort(new Error('stopped'));
    await expect(stopped).rejects.toThrow('stopped');
  });
});
