import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { NoticedMessage } from '../../../src/core/domain/noticed-message.ts';
import type { Job } from '../../../src/core/ports/queue.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { createFileRequests } from '../../../src/core/usecases/file-requests.ts';
import { createNoticeLinks } from '../../../src/core/usecases/notice-links.ts';
import { messageIn } from '../../support/job-runner.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { createMemorySurface, type MemorySurface } from '../../support/memory-surface.ts';
import { createQuietLogger, type QuietLogger } from '../../support/quiet-logger.ts';

const { signal } = new AbortController();
const said = (text: string, message = '1', postedAtMs = 1_000): NoticedMessage => ({
  ref: messageIn('C1', message),
  text,
  postedAtMs,
});
const one = 'https://youtu.be/abcdefghijk';
const two = `${one} and https://youtu.be/ABCDEFGHIJK`;

let store: Store;
let surface: MemorySurface;
let clock: ManualClock;
let logger: QuietLogger;
let submitted: Job[];
let submit: (jobs: readonly Job[]) => Promise<void>;
beforeEach(async () => {
  clock = createManualClock();
  logger = createQuietLogger();
  surface = createMemorySurface();
  store = await createSqliteStore({ file: ':memory:', clock, logger });
  submitted = [];
  submit = async (jobs) => void submitted.push(...jobs);
});
afterEach(() => store.close());

function noticer() {
  const queue = { submit: (jobs: readonly Job[]) => submit(jobs) };
  const fileRequests = createFileRequests({ requests: store.requests, queue });
  const { channels } = store;
  return createNoticeLinks({ fileRequests, channels, surface, logger }, { language: 'zh-CN', maxLinks: 3 });
}

const marks = () => store.channels.active({ surface: 'slack', workspace: 'T1' }, 0);

describe('createNoticeLinks', () => {
  it('writes down each link, puts its job in line and marks the message', async () => {
    await noticer()(said(two), signal);
    expect(submitted.map(({ channel, dueAtMs }) => ({ channel, dueAtMs }))).toEqual(
      Array(2).fill({ channel: 'slack/T1/C1', dueAtMs: clock.now() }),
    );
    const open = await store.requests.unfinished({ dueByMs: clock.now(), limit: 9 });
    expect(new Set(open)).toEqual(new Set(submitted));
    const [request] = await store.requests.open(submitted[0]?.key ?? '');
    expect(request).toMatchObject({ videoId: 'abcdefghijk', language: 'zh-CN', state: 'queued' });
    await expect.poll(() => surface.marks).toEqual([true]);
  });

  it('changes nothing when the same message comes again, and shows it as being worked on while it is', async () => {
    const notice = noticer();
    await notice(said(one), signal);
    await notice(said(one), signal);
    expect(submitted).toHaveLength(1);
    await expect.poll(() => surface.marks).toEqual([true, true]);
    const [request] = await store.requests.open(submitted[0]?.key ?? '');
    await store.requests.change([request?.id ?? ''], { state: 'done' }, null);
    await notice(said(one), signal);
    await new Promise(setImmediate);
    expect(surface.marks).toEqual([true, true]);
  });

  it('remembers how far the channel has been read, links or not', async () => {
    const notice = noticer();
    await notice(said('no link', '7', 7_000), signal);
    expect(await marks()).toMatchObject([{ channel: 'C1', message: '7', postedAtMs: 7_000 }]);
    await notice(said(one, '5', 5_000), signal);
    expect(await marks()).toMatchObject([{ message: '7' }]);
    await new Promise(setImmediate);
    expect(surface.marks).toEqual([true]);
  });

  it('leaves links beyond the limit alone', async () => {
    const ids = ['aaaaaaaaaaa', 'bbbbbbbbbbb', 'ccccccccccc', 'ddddddddddd'];
    await noticer()(said(ids.map((id) => `https://youtu.be/${id}`).join(' ')), signal);
    expect(submitted).toHaveLength(3);
  });

  it('writes nothing when the job cannot be put in line, so that the message comes again whole', async () => {
    submit = () => Promise.reject(new VidigestError('store-failed', 'no database'));
    await expect(noticer()(said(two), signal)).rejects.toMatchObject({ code: 'store-failed' });
    expect(await store.requests.unfinished({ dueByMs: clock.now(), limit: 9 })).toEqual([]);
    expect(await marks()).toEqual([]);
    expect(surface.marks).toEqual([]);
  });

  it('does not hold the message back for a sign that is refused, and logs that', async () => {
    surface.failing.add('mark');
    await noticer()(said(one), signal);
    expect(submitted).toHaveLength(1);
    await expect
      .poll(() => logger.entries)
      .toMatchObject([{ level: 'warn', message: 'the message could not be marked' }]);
  });
});
