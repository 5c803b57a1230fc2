import { beforeEach, describe, expect, it } from 'vitest';
import { VidigestError } from '../../src/core/domain/errors.ts';
import type { DigestRequest, NewRequest, RequestState, RequestStore } from '../../src/core/ports/request-store.ts';
import type { Store } from '../../src/core/ports/store.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import { addRequest, addRequestIn, failureOf, newRequest, type OpenBench } from './bench.ts';

let store: Store;
let requests: RequestStore;
let clock: ManualClock;

/** What every store of requests owes its callers. */
export function describeRequestStoreContract(name: string, open: OpenBench): void {
  describe(`${name} keeps the contract of requests`, () => {
    beforeEach(async () => {
      ({ store, clock } = await open());
      ({ requests } = store);
    });
    describe('adding', describeAdding);
    describe('work alongside', describeAlongside);
    describe('changing', describeChanging);
    describe('what is open', describeOpen);
  });
}

const add = (request?: NewRequest) => addRequest(requests, request);
const addIn = (state: RequestState, request: NewRequest) => addRequestIn(requests, state, request);

function describeAdding(): void {
  it('gives a new request back with all that was asked, queued and due', async () => {
    const terms = { scope: 'overview', asked: true, startMs: 754_000, act: 'press 1' } as const;
    const request = newRequest({ ref: { thread: '16.9' }, ...terms });
    const nowMs = clock.now();
    const added = await add(request);
    expect(added).toEqual({
      ...request,
      id: added.id,
      state: 'queued',
      dueAtMs: nowMs,
      failures: 0,
      code: null,
      askedAtMs: nowMs,
      changedAtMs: nowMs,
    });
    expect(await requests.find(added.id)).toEqual(added);
    expect(await requests.find('another')).toBeNull();
  });

  it('names a request by what it is, now and in every version: keys of posts begin with it', async () => {
    expect((await add()).id).toBe('xNCe9XohdHkdHanheaAFp6');
    expect((await add(newRequest({ ref: { message: '17.2' } }))).id).toMatch(/^[\w-]{22}$/);
  });

  it('leaves a request that is there as it is', async () => {
    const added = await add();
    await requests.change([added.id], { state: 'failed', code: 'video-private' }, null);
    await clock.advance(1_000);
    const again = await add(newRequest({ jobKey: 'other', ref: { author: 'U2', thread: '1' } }));
    expect(again).toEqual({ ...added, state: 'failed', code: 'video-private' });
  });

  it.each<[string, NewRequest]>([
    ['surface', newRequest({ ref: { surface: 'discord' } })],
    ['workspace', newRequest({ ref: { workspace: 'T2' } })],
    ['channel', newRequest({ ref: { channel: 'C2' } })],
    ['message', newRequest({ ref: { message: '17.2' } })],
    ['video', newRequest({ videoId: 'AAAAAAAAAAA' })],
    ['language', newRequest({ language: 'zh-TW' })],
  ])('tells requests apart by %s', async (_, other) => {
    const [one, another] = await requests.add([newRequest(), other]);
    expect(one?.id).not.toBe(another?.id);
    expect(await requests.find(another?.id ?? '')).toMatchObject(other);
  });

  it('knows which of a message are open', async () => {
    const [one, two] = await requests.add([newRequest(), newRequest({ videoId: 'bbbbbbbbbbb' })]);
    await requests.change([one?.id ?? ''], { state: 'done' }, null);
    expect(await requests.openOf(newRequest().ref)).toEqual([two?.id]);
  });

  it('gives several back in the order given, one given twice included', async () => {
    const videos = ['ccccccccccc', 'bbbbbbbbbbb', 'ccccccccccc'];
    const added = await requests.add(videos.map((videoId) => newRequest({ videoId })));
    expect(added.map(({ videoId }) => videoId)).toEqual(videos);
    expect(new Set(added.map(({ id }) => id)).size).toBe(2);
    expect(await requests.add([])).toEqual([]);
  });

  it('tells of what is new in the order given, each once', async () => {
    const news: string[] = [];
    const messages = ['5', '3', '9', '3', '1', '5'];
    await requests.add(
      messages.map((message) => newRequest({ ref: { message } })),
      async (added) => void news.push(...added.map(({ ref }) => ref.message)),
    );
    expect(news).toEqual(['5', '3', '9', '1']);
  });
}

function describeAlongside(): void {
  it('sees what is new, and only that', async () => {
    await add();
    const calls: string[][] = [];
    const note = async (added: readonly DigestRequest[]) => {
      calls.push(added.map(({ videoId }) => videoId));
    };
    await requests.add([newRequest(), newRequest({ videoId: 'bbbbbbbbbbb' })], note);
    await requests.add([newRequest()], note);
    expect(calls).toEqual([['bbbbbbbbbbb']]);
  });

  it('writes in the same transaction', async () => {
    const [added] = await requests.add([newRequest()], async (_, transaction) => {
      const { rows } = await transaction.executeSql('select author from requests');
      expect(rows).toEqual([{ author: 'U1' }]);
      await transaction.executeSql("update requests set author = 'U9'");
    });
    expect(await requests.find(added?.id ?? '')).toMatchObject({ ref: { author: 'U9' } });
  });

  it('undoes everything when it fails, and its failure is passed on', async () => {
    const reason = new VidigestError('config-invalid', 'no queue');
    const failing = (error: Error) =>
      failureOf(
        requests.add([newRequest(), newRequest({ videoId: 'bbbbbbbbbbb' })], async (_, transaction) => {
          await transaction.executeSql("update requests set author = 'U9'");
          throw error;
        }),
      );
    expect(await failing(reason)).toBe(reason);
    const cause = new Error('connection reset');
    expect(await failing(cause)).toMatchObject({ code: 'store-failed', cause });
    expect(await requests.unfinished({ dueByMs: clock.now(), limit: 10 })).toEqual([]);
    expect(await add()).toMatchObject({ ref: { author: 'U1' } });
  });
}

function describeChanging(): void {
  it('sets what is given and leaves the rest', async () => {
    const { id } = await add();
    const other = await add(newRequest({ videoId: 'bbbbbbbbbbb' }));
    await clock.advance(5);
    const dueAtMs = clock.now() + 60_000;
    expect(await requests.change([id], { state: 'waiting', dueAtMs, failures: 2, code: 'youtube-blocked' }, null)).toBe(
      true,
    );
    const waiting = { state: 'waiting', dueAtMs, failures: 2, code: 'youtube-blocked', changedAtMs: clock.now() };
    expect(await requests.find(id)).toMatchObject(waiting);
    await requests.change([id], { state: 'running' }, null);
    expect(await requests.find(id)).toMatchObject({ ...waiting, state: 'running' });
    await requests.change([id], { state: 'queued', code: null }, null);
    expect(await requests.find(id)).toMatchObject({ state: 'queued', code: null, failures: 2 });
    expect(await requests.find(other.id)).toEqual(other);
  });

  it('changes several at once, and none where none is named', async () => {
    const added = await requests.add(['1', '2', '3'].map((message) => newRequest({ ref: { message } })));
    const [first, second, third] = added.map(({ id }) => id);
    await requests.change([first ?? '', second ?? ''], { state: 'done' }, null);
    expect(await requests.change([], { state: 'failed' }, null)).toBe(true);
    const states = await Promise.all([first, second, third].map((id) => requests.find(id ?? '')));
    expect(states.map((request) => request?.state)).toEqual(['done', 'done', 'queued']);
  });

  it.each(['done', 'cancelled'] as const)('leaves what is %s', async (state) => {
    const { id } = await addIn(state, newRequest());
    expect(await requests.change([id], { state: 'queued', failures: 9 }, null)).toBe(true);
    expect(await requests.find(id)).toMatchObject({ state, failures: 0 });
  });

  it.each(['failed', 'parked'] as const)('can take up what is %s', async (state) => {
    const { id } = await addIn(state, newRequest());
    await requests.change([id], { state: 'queued' }, null);
    expect(await requests.find(id)).toMatchObject({ state: 'queued' });
  });

  it('obeys the holder of the job alone', async () => {
    const { id } = await add();
    const stale = await store.leases.take('job', { owner: 'one', ttlMs: 1_000 });
    expect(await requests.change([id], { state: 'running' }, stale)).toBe(true);
    await clock.advance(1_000);
    expect(await requests.change([id], { state: 'failed' }, stale)).toBe(false);
    const fresh = await store.leases.take('job', { owner: 'two', ttlMs: 1_000 });
    expect(await requests.change([id], { state: 'failed' }, stale)).toBe(false);
    expect(await requests.find(id)).toMatchObject({ state: 'running' });
    expect(await requests.change([id], { state: 'done' }, fresh)).toBe(true);
    expect(await requests.find(id)).toMatchObject({ state: 'done' });
  });

  it('does not let the holder of one job change the requests of another', async () => {
    const { id } = await add(newRequest({ jobKey: 'other' }));
    const lease = await store.leases.take('job', { owner: 'one', ttlMs: 1_000 });
    await requests.change([id], { state: 'failed' }, lease);
    expect(await requests.find(id)).toMatchObject({ state: 'queued' });
  });
}

function describeOpen(): void {
  const messages = ['1', '2', '3', '4', '5', '6', '7'];
  const states: readonly RequestState[] = ['queued', 'running', 'waiting', 'parked', 'done', 'failed', 'cancelled'];

  it('are the requests of a job that are not at an end, first asked first', async () => {
    for (const [index, state] of states.entries()) {
      await addIn(state, newRequest({ ref: { message: messages[index] ?? '' } }));
      await clock.advance(10);
    }
    await add(newRequest({ jobKey: 'other', videoId: 'bbbbbbbbbbb' }));
    expect((await requests.open('job')).map(({ state }) => state)).toEqual(['queued', 'running', 'waiting']);
    expect(await requests.open('none')).toEqual([]);
  });

  it('are unfinished jobs, with the channel of who asked first and the earliest due time', async () => {
    const startMs = clock.now();
    const first = await add(newRequest({ ref: { channel: 'C7', message: '1' } }));
    await requests.change([first.id], { state: 'waiting', dueAtMs: startMs + 60_000 }, null);
    await clock.advance(10);
    await add(newRequest({ jobKey: 'second', videoId: 'bbbbbbbbbbb', ref: { surface: 'discord', workspace: '9' } }));
    await clock.advance(10);
    await add(newRequest({ ref: { channel: 'C3', message: '2' } }));
    await addIn('done', newRequest({ jobKey: 'third', videoId: 'ccccccccccc' }));
    expect(await requests.unfinished({ dueByMs: clock.now(), limit: 10 })).toEqual([
      { key: 'job', channel: 'slack/T1/C7', dueAtMs: startMs + 20 },
      { key: 'second', channel: 'discord/9/C1', dueAtMs: startMs + 10 },
    ]);
  });

  it('are asked for by their due time, and as many as wanted', async () => {
    const dueAtMs = clock.now() + 60_000;
    for (const [index, jobKey] of ['a', 'b', 'c'].entries()) {
      const { id } = await add(newRequest({ jobKey, videoId: `video-${jobKey}` }));
      await requests.change([id], { state: 'waiting', dueAtMs: dueAtMs + index }, null);
      await clock.advance(1);
    }
    const keysOf = async (dueByMs: number, limit: number) =>
      (await requests.unfinished({ dueByMs, limit })).map(({ key }) => key);
    expect(await keysOf(dueAtMs - 1, 10)).toEqual([]);
    expect(await keysOf(dueAtMs + 1, 10)).toEqual(['a', 'b']);
    expect(await keysOf(Number.MAX_SAFE_INTEGER, 2)).toEqual(['a', 'b']);
    expect(await keysOf(Number.MAX_SAFE_INTEGER, 10)).toEqual(['a', 'b', 'c']);
  });
}
