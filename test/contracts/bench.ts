import type { MessageRef } from '../../src/core/domain/reply.ts';
import type { DigestRequest, NewRequest, RequestState, RequestStore } from '../../src/core/ports/request-store.ts';
import type { Store } from '../../src/core/ports/store.ts';
import type { ManualClock } from '../support/manual-clock.ts';

/** An empty store and the clock it goes by. Whoever gives it closes it. */
export interface Bench {
  readonly store: Store;
  readonly clock: ManualClock;
}

/** Opens one; two of the same test must not be open at once. */
export type OpenBench = () => Promise<Bench>;

/** What makes another request of the usual one. */
export type RequestChange = Partial<Omit<NewRequest, 'ref'>> & { readonly ref?: Partial<MessageRef> };

/** A request to the store: the same each time, but for the change. */
export function newRequest(change: RequestChange = {}): NewRequest {
  const place = { surface: 'slack', workspace: 'T1', channel: 'C1' } as const;
  const ref: MessageRef = { ...place, message: '17.1', thread: null, author: 'U1', ...change.ref };
  const terms = { scope: 'all', asked: false, startMs: null, act: '' } as const;
  return { videoId: 'aaaaaaaaaaa', language: 'zh-CN', jobKey: 'job', ...terms, ...change, ref };
}

/** Adds one request and gives it back as it then stands. */
export async function addRequest(requests: RequestStore, request: NewRequest = newRequest()): Promise<DigestRequest> {
  const [added] = await requests.add([request]);
  if (added === undefined) throw new Error('nothing came back');
  return added;
}

/** The same, and brings it into a state. */
export async function addRequestIn(
  requests: RequestStore,
  state: RequestState,
  request: NewRequest,
): Promise<DigestRequest> {
  const added = await addRequest(requests, request);
  await requests.change([added.id], { state }, null);
  return { ...added, state };
}

/** What a promise was rejected with. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('nothing failed');
}
