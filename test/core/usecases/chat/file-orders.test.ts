import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../../../src/adapters/store/sqlite-store.ts';
import type { Store } from '../../../../src/core/ports/store.ts';
import { createFileOrders } from '../../../../src/core/usecases/chat/file-orders.ts';
import type { DigestOrder } from '../../../../src/core/usecases/chat/order-digests.ts';
import { createFileRequests } from '../../../../src/core/usecases/file-requests.ts';
import { createSpendingLeave } from '../../../../src/core/usecases/spending-leave.ts';
import { messageIn } from '../../../support/job-runner.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { createMemorySurface, type MemorySurface } from '../../../support/memory-surface.ts';
import { createQuietLogger } from '../../../support/quiet-logger.ts';

const { signal } = new AbortController();
const order: DigestOrder = {
  ref: messageIn('C1', '1'),
  videos: [{ videoId: 'abcdefghijk', startMs: null }],
  language: 'zh-CN',
  scope: 'all',
  asked: false,
  act: 'message 1',
  postedAtMs: 1_000,
};

let store: Store;
let surface: MemorySurface;
beforeEach(async () => {
  surface = createMemorySurface();
  store = await createSqliteStore({ file: ':memory:', clock: createManualClock(), logger: createQuietLogger() });
});
afterEach(() => store.close());

function orders() {
  const fileRequests = createFileRequests({ requests: store.requests, queue: { submit: async () => {} } });
  return createFileOrders({ fileRequests, store, surface, leave: leave(), logger: createQuietLogger() });
}

const leave = () => createSpendingLeave(store.traits, createManualClock());

const open = async () => {
  const [job] = await store.requests.unfinished({ dueByMs: Number.MAX_SAFE_INTEGER, limit: 9 });
  return store.requests.open(job?.key ?? '');
};

describe('createFileOrders', () => {
  it('shows that it is at a message for as long as it is, however often the message comes', async () => {
    const { order: file } = orders();
    await file(order, signal);
    await file(order, signal);
    await expect.poll(() => surface.marks).toEqual([true, true]);
    await store.requests.change(
      (await open()).map(({ id }) => id),
      { state: 'failed' },
      null,
    );
    await file(order, signal);
    await new Promise(setImmediate);
    expect(surface.marks).toEqual([true, true]);
  });

  it('goes beyond the budget for a digest, and not for another one in its place', async () => {
    const { anew, spendAnyway } = orders();
    const isAllowed = () => leave().given('T1', 'abcdefghijk', 'zh-CN');
    await spendAnyway(order, signal);
    expect(await isAllowed()).toBe(true);
    await anew({ ...order, asked: true, act: 'press 1' }, signal);
    expect(await isAllowed()).toBe(false);
    expect(await open()).toHaveLength(1);
  });

  it('shows nothing on a command, which is no message', async () => {
    await orders().order({ ...order, postedAtMs: null }, signal);
    await new Promise(setImmediate);
    expect(await open()).toHaveLength(1);
    expect(surface.marks).toEqual([]);
  });
});
