import { beforeEach, describe, expect, it } from 'vitest';
import type { NewRequest, RequestState, RequestStore } from '../../src/core/ports/request-store.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import { addRequest, addRequestIn, newRequest, type OpenBench } from './bench.ts';

let requests: RequestStore;
let clock: ManualClock;

/** What every store of requests owes whoever asks for what was asked before. */
export function describeAskingAgainContract(name: string, open: OpenBench): void {
  describe(`${name} keeps the contract of asking again`, () => {
    beforeEach(async () => {
      const bench = await open();
      ({ clock } = bench);
      ({ requests } = bench.store);
    });
    describe('at the same time', describeAskingAtOnce);
    describe('by another act', describeAskingAgain);
  });
}

const add = (request?: NewRequest) => addRequest(requests, request);
const addIn = (state: RequestState, request: NewRequest) => addRequestIn(requests, state, request);

function describeAskingAtOnce(): void {
  it('takes the same request from many at once as one', async () => {
    let news = 0;
    const adding = Array.from({ length: 8 }, () =>
      requests.add([newRequest()], async (added) => {
        news += added.length;
      }),
    );
    const ids = (await Promise.all(adding)).flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(1);
    expect(news).toBe(1);
  });
}

function describeAskingAgain(): void {
  const asked = { asked: true, act: 'second' } as const;

  it.each(['queued', 'running'] as const)('joins what is %s, which is owed an answer from then on', async (state) => {
    const first = await addIn(state, newRequest({ scope: 'overview', startMs: 5 }));
    const again = await add(newRequest(asked));
    expect(again).toEqual({ ...first, state, ...asked, scope: 'all', changedAtMs: again.changedAtMs });
    expect(await requests.open('job')).toEqual([again]);
  });

  it('comes to nothing when the act that joined is delivered again after the answer', async () => {
    const first = await add(newRequest({ act: 'first' }));
    await add(newRequest(asked));
    await requests.change([first.id], { state: 'done' }, null);
    expect(await add(newRequest(asked))).toMatchObject({ id: first.id, state: 'done' });
    expect(await add(newRequest({ act: 'first' }))).toMatchObject({ id: first.id, state: 'done' });
  });

  it('brings a later try forward, and its job has work', async () => {
    const { id } = await add();
    const dueAtMs = clock.now() + 60_000;
    await requests.change([id], { state: 'waiting', dueAtMs, failures: 1 }, null);
    const seen: string[] = [];
    await requests.add([newRequest(asked)], async (added) => {
      seen.push(...added.map((each) => each.id));
    });
    expect(seen).toEqual([id]);
    expect(await requests.find(id)).toMatchObject({ state: 'waiting', asked: true, failures: 1, dueAtMs: clock.now() });
  });

  it.each(['done', 'failed', 'parked', 'cancelled'] as const)(
    'after what is %s is a request of its own',
    async (state) => {
      const first = await addIn(state, newRequest());
      const again = await add(newRequest(asked));
      expect(again).toMatchObject({ state: 'queued', ...asked });
      expect(again.id).toMatch(/^[\w-]{22}$/);
      expect(again.id).not.toBe(first.id);
      expect(await requests.find(first.id)).toMatchObject({ state, asked: false });
    },
  );

  it('comes to nothing when it is another delivery of the same act, or no act at all', async () => {
    const first = await addIn('done', newRequest(asked));
    expect((await add(newRequest(asked))).id).toBe(first.id);
    expect((await add(newRequest({ ...asked, act: '' }))).id).toBe(first.id);
    expect((await add(newRequest({ act: 'third' }))).id).toBe(first.id);
    const again = await add(newRequest({ ...asked, act: 'third' }));
    expect((await add(newRequest({ ...asked, act: 'third' }))).id).toBe(again.id);
  });

  it('for the text alone stands beside what is under way', async () => {
    const first = await add();
    const text = await add(newRequest({ ...asked, scope: 'text' }));
    expect(text).toMatchObject({ scope: 'text', state: 'queued' });
    expect(await requests.find(first.id)).toEqual(first);
  });

  it('is told from what was cancelled for good, whose answer is to be removed', async () => {
    const { id } = await addIn('cancelled', newRequest());
    await requests.change([id], { state: 'cancelled', code: 'cancelled' }, null);
    expect(await requests.find(id)).toMatchObject({ state: 'cancelled', code: 'cancelled' });
    const done = await addIn('done', newRequest({ videoId: 'bbbbbbbbbbb' }));
    await requests.change([done.id], { state: 'cancelled', code: 'cancelled' }, null);
    expect(await requests.find(done.id)).toMatchObject({ state: 'done', code: null });
  });
}
