import { describe, expect, it } from 'vitest';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { NoticedMessage } from '../../../src/core/domain/noticed-message.ts';
import type { ChannelHistory } from '../../../src/core/ports/channel-history.ts';
import type { ChannelMark } from '../../../src/core/ports/channel-store.ts';
import { createBackFill } from '../../../src/core/usecases/back-fill.ts';
import { messageIn } from '../../support/job-runner.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const where = { surface: 'slack', workspace: 'T1' };
const settings = { maxAgeMs: 30 * minute, activeWithinMs: 14 * day, overlapMs: 2 * minute };
const { signal } = new AbortController();

function setUp(marks: Readonly<Record<string, number>>, said: readonly NoticedMessage[]) {
  const clock = createManualClock();
  const logger = createQuietLogger();
  const noticed: string[] = [];
  const asked: { channel: string; sinceMs: number; activeSinceMs?: number }[] = [];
  const failing = new Map<string, Error>();
  const history: ChannelHistory = {
    async *since({ channel }, oldestMs) {
      asked.push({ channel, sinceMs: clock.now() - oldestMs });
      const failure = failing.get(channel);
      if (failure !== undefined) throw failure;
      yield* said.filter(({ ref, postedAtMs }) => ref.channel === channel && postedAtMs >= oldestMs);
    },
  };
  const channels = {
    active: async (_where: unknown, sinceMs: number): Promise<ChannelMark[]> =>
      Object.entries(marks)
        .map(([channel, agoMs]) => ({ ...where, channel, message: '0', postedAtMs: clock.now() - agoMs }))
        .filter(({ postedAtMs }) => postedAtMs >= sinceMs),
  };
  let notice = async ({ ref }: NoticedMessage): Promise<void> => void noticed.push(`${ref.channel} ${ref.message}`);
  const backFill = createBackFill(
    { history, channels, noticeLinks: (message) => notice(message), clock, logger },
    settings,
  );
  return {
    ...{ clock, logger, noticed, asked, failing, backFill },
    onNotice: (next: typeof notice) => {
      notice = next;
    },
  };
}

const now = createManualClock().now();
const message = (channel: string, id: string, agoMs: number): NoticedMessage => ({
  ref: messageIn(channel, id),
  text: 'x',
  postedAtMs: now - agoMs,
});

describe('createBackFill', () => {
  it('reads each channel from where it was read last, a little before it, and half an hour back at most', async () => {
    const { backFill, asked } = setUp({ fresh: 5 * minute, old: 3 * day, dead: 20 * day }, []);
    await backFill([where], signal);
    expect(asked).toEqual([
      { channel: 'fresh', sinceMs: 7 * minute },
      { channel: 'old', sinceMs: 30 * minute },
    ]);
  });

  it('notices what was said, oldest first', async () => {
    const said = [message('a', '1', 4 * minute), message('a', '2', minute), message('b', '3', 3 * minute)];
    const { backFill, noticed } = setUp({ a: 5 * minute, b: minute }, said);
    await backFill([where], signal);
    expect(noticed).toEqual(['a 1', 'a 2', 'b 3']);
  });

  it('goes on with the next channel when one cannot be read', async () => {
    const { backFill, noticed, failing, logger } = setUp({ a: minute, b: minute }, [message('b', '3', minute)]);
    failing.set('a', new VidigestError('chat-refused', 'not_in_channel'));
    await backFill([where], signal);
    expect(noticed).toEqual(['b 3']);
    expect(logger.entries).toMatchObject([{ level: 'warn', fields: { channel: 'a', code: 'chat-refused' } }]);
  });

  it('fails when the store does: what it had read is read again', async () => {
    const { backFill, onNotice } = setUp({ a: minute }, [message('a', '1', minute)]);
    onNotice(() => Promise.reject(new VidigestError('store-failed', 'disk full')));
    await expect(backFill([where], signal)).rejects.toMatchObject({ code: 'store-failed' });
  });

  it('stops when told to', async () => {
    const { backFill, onNotice, noticed } = setUp({ a: minute, b: minute }, [message('a', '1', minute)]);
    const stop = new AbortController();
    onNotice(async () => stop.abort(new Error('stopped')));
    await expect(backFill([where], stop.signal)).rejects.toThrow('stopped');
    expect(noticed).toEqual([]);
  });
});
