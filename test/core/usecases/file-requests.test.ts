import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../../src/adapters/store/sqlite-store.ts';
import { VidigestError } from '../../../src/core/domain/errors.ts';
import type { Job } from '../../../src/core/ports/queue.ts';
import type { NewRequest, RequestStore } from '../../../src/core/ports/request-store.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import { createFileRequests } from '../../../src/core/usecases/file-requests.ts';
import { messageIn } from '../../support/job-runner.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createQuietLogger } from '../../support/quiet-logger.ts';

let store: Store;
beforeEach(async () => {
  store = await createSqliteStore({ file: ':memory:', clock: createManualClock(), logger: createQuietLogger() });
});
afterEach(() => store.close());

/** Files into the real store, and sees how often it is written to. */
function filer() {
  const writes: NewRequest[][] = [];
  const submitted: Job[] = [];
  const faults: Error[] = [];
  const requests: RequestStore = {
    ...store.requests,
    add(news, alongside) {
      writes.push([...news]);
      const fault = faults.shift();
      return fault === undefined ? store.requests.add(news, alongside) : Promise.reject(fault);
    },
  };
  const submit = async (jobs: readonly Job[]): Promise<void> => void submitted.push(...jobs);
  return { file: createFileRequests({ requests, queue: { submit } }), writes, submitted, faults };
}

const wanted = (message: string, videoId = 'abcdefghijk') => ({
  ref: messageIn('C1', message),
  videoId,
  language: 'en',
});

describe('createFileRequests', () => {
  it('writes a burst down with few commits, and gives each its own', async () => {
    const { file, writes, submitted } = filer();
    const messages = Array.from({ length: 150 }, (_, index) => `m${index}`);
    const filed = await Promise.all(messages.map((message) => file([wanted(message), wanted(message, 'ABCDEFGHIJK')])));
    expect(filed.map((own) => own.map(({ ref, videoId }) => [ref.message, videoId]))).toEqual(
      messages.map((message) => [
        [message, 'abcdefghijk'],
        [message, 'ABCDEFGHIJK'],
      ]),
    );
    expect(writes.map(({ length }) => length)).toEqual([2, 200, 98]);
    expect(submitted).toHaveLength(300);
  });

  it('files the same twice at once as one', async () => {
    const { file, submitted } = filer();
    const filed = await Promise.all([file([]), file([wanted('m')]), file([wanted('m')])]);
    expect(filed.map((own) => own.map(({ state }) => state))).toEqual([[], ['queued'], ['queued']]);
    expect(submitted).toHaveLength(1);
  });

  it('tells those alone whose write failed', async () => {
    const { file, faults } = filer();
    faults.push(new VidigestError('store-failed', 'the disk is full'));
    const [first, second] = await Promise.allSettled([file([wanted('1')]), file([wanted('2')])]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'store-failed' } });
    expect(second).toMatchObject({ status: 'fulfilled', value: [{ state: 'queued' }] });
    expect(await file([wanted('1')])).toMatchObject([{ state: 'queued' }]);
  });
});
