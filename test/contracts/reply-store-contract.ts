import { beforeEach, describe, expect, it } from 'vitest';
import { messageKey, replyKey } from '../../src/core/domain/post-key.ts';
import type { PostRef } from '../../src/core/domain/reply.ts';
import type { DigestRequest } from '../../src/core/ports/request-store.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { addRequest, newRequest, type OpenBench, type RequestChange } from './bench.ts';

let store: Store;

const add = (change?: RequestChange) => addRequest(store.requests, newRequest(change));

async function post(request: DigestRequest, part: 'overview' | 'details', at: PostRef): Promise<void> {
  const slot = { key: messageKey(replyKey(request.id, part), 1), workspace: request.ref.workspace, fence: null };
  await store.outbox.settle(slot, at);
}

/** What every store of replies owes its callers. */
export function describeReplyStoreContract(name: string, open: OpenBench): void {
  describe(`${name} keeps the contract of replies`, () => {
    beforeEach(async () => {
      ({ store } = await open());
    });

    it('knows what was said because of a message', async () => {
      const terms = { scope: 'overview', startMs: 9_000 } as const;
      const one = await add(terms);
      const two = await add({ ...terms, videoId: 'bbbbbbbbbbb' });
      const other = await add({ ref: { message: '17.2' } });
      await post(one, 'overview', { channel: 'C1', message: '20.1' });
      await post(two, 'overview', { channel: 'C1', message: '20.2' });
      await post(other, 'overview', { channel: 'C1', message: '20.3' });
      await store.outbox.intend({ key: `${one.id}/details/1`, workspace: 'T1', fence: null }, 1);
      const { ref, videoId, language, scope, startMs } = newRequest({ scope: 'overview', startMs: 9_000 });
      const found = await store.replies.ofMessage(ref);
      expect(found).toHaveLength(2);
      expect(found).toEqual(
        expect.arrayContaining([
          { id: one.id, ref, videoId, language, scope, startMs, posts: [{ channel: 'C1', message: '20.1' }] },
          {
            id: two.id,
            ref,
            videoId: 'bbbbbbbbbbb',
            language,
            scope,
            startMs,
            posts: [{ channel: 'C1', message: '20.2' }],
          },
        ]),
      );
      for (const field of ['workspace', 'channel', 'message'] as const) {
        expect(await store.replies.ofMessage({ ...ref, [field]: 'other' }), field).toEqual([]);
      }
    });

    it('knows which request a post answers, and all that answers it', async () => {
      const request = await add();
      const posts = ['20.1', '20.2'].map((message) => ({ channel: 'C1', message }));
      for (const [at, part] of (['overview', 'details'] as const).entries()) {
        const place = posts[at];
        if (place !== undefined) await post(request, part, place);
      }
      const found = await store.replies.ofPost({ ...request.ref, message: '20.2', thread: '17.1' });
      expect(found?.id).toBe(request.id);
      expect(found?.posts).toHaveLength(2);
      expect(found?.posts).toEqual(expect.arrayContaining(posts));
    });

    it('finds posts in threads that are channels of their own, and no others', async () => {
      const request = await add({ ref: { surface: 'discord' } });
      await post(request, 'overview', { channel: 'thread', message: '20.1' });
      const place = { ...request.ref, message: '20.1', thread: 'thread' };
      expect((await store.replies.ofPost(place))?.id).toBe(request.id);
      expect(await store.replies.ofPost({ ...place, thread: null })).toBeNull();
      expect(await store.replies.ofPost({ ...place, thread: 'other' })).toBeNull();
      for (const change of [{ workspace: 'T2' }, { message: '20.9' }, { surface: 'slack' as const }]) {
        expect(await store.replies.ofPost({ ...place, ...change })).toBeNull();
      }
    });
  });
}
