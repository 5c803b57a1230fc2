import { asError } from '../../domain/errors.ts';
import { ownerOf } from '../../domain/owner.ts';
import type { MessageRef } from '../../domain/reply.ts';
import { promptVersion } from '../../pipeline/prompts/prompt-version.ts';
import type { ChatSurface } from '../../ports/chat-surface.ts';
import { type DigestRequest, isOpenState } from '../../ports/request-store.ts';
import type { Logger } from '../../ports/runtime.ts';
import type { Store } from '../../ports/store.ts';
import type { FileRequests } from '../file-requests.ts';
import { findKept } from '../kept-digests.ts';
import { postPlaceholder } from '../placeholder.ts';
import type { SpendingLeave } from '../spending-leave.ts';
import type { DigestOrder, OrderDigests } from './order-digests.ts';

/** Where orders are written down, and what must be forgotten for one that is to be made anew. */
export interface FileOrdersDeps {
  readonly fileRequests: FileRequests;
  readonly store: Pick<Store, 'digests' | 'threads' | 'requests' | 'outbox'>;
  readonly surface: Pick<ChatSurface, 'mark' | 'post' | 'remove'>;
  readonly leave: Pick<SpendingLeave, 'give' | 'withdraw'>;
  readonly logger: Logger;
}

/** Orders as durable requests, in the three ways in which people give them. */
export interface Orders {
  readonly order: OrderDigests;
  /** Although a digest is kept. It is forgotten first: should the new one fail, there is none. */
  readonly anew: OrderDigests;
  /** Whatever the budget says. */
  readonly spendAnyway: OrderDigests;
}

/** Ordering over requests. Throws `store-failed`: nothing is in line then. */
export function createFileOrders(deps: FileOrdersDeps): Orders {
  const { store, fileRequests, leave } = deps;
  const file = ({ videos, ...order }: DigestOrder): Promise<readonly DigestRequest[]> => {
    const { ref, language, scope, asked, act } = order;
    return fileRequests(videos.map(({ videoId, startMs }) => ({ ref, videoId, language, scope, asked, startMs, act })));
  };
  const forgetThreads = async ({ ref, videos, language }: DigestOrder): Promise<void> => {
    const { surface, workspace, channel } = ref;
    for (const { videoId } of videos) await store.threads.forget({ surface, workspace, channel, videoId, language });
  };
  return {
    async order(order, signal) {
      const filed = await file(order);
      // A message that comes again after its answer, as it does after a restart, must not look as if the bot were at it.
      const open = order.postedAtMs === null ? [] : filed.filter(({ state }) => isOpenState(state));
      if (open.length > 0) void markQuietly(deps, open, order.ref, signal);
    },
    async anew(order) {
      for (const { videoId } of order.videos) {
        await leave.withdraw(order.ref.workspace, videoId, order.language);
        const key = { videoId, language: order.language, promptVersion };
        for (const owner of ['', ownerOf(order.ref)]) await store.digests.forget({ ...key, owner });
      }
      await forgetThreads(order);
      await file(order);
    },
    async spendAnyway(order) {
      const { ref, language } = order;
      for (const video of order.videos) {
        const { videoId } = video;
        await leave.give(ref.workspace, videoId, language);
        const one = { ...order, videos: [video] };
        const kept = await findKept(store.digests, { videoId, language }, ownerOf(ref));
        // What lacks but its text needs no second overview.
        if (kept?.method === 'model') await file({ ...one, scope: 'text' });
        else {
          await forgetThreads(one);
          await file(one);
        }
      }
    },
  };
}

/**
 * The sign is a courtesy; the answer itself does not depend on it. Where the message takes none, a placeholder stands for
 * it, one however many videos there are.
 */
async function markQuietly(
  deps: FileOrdersDeps,
  open: readonly DigestRequest[],
  ref: MessageRef,
  signal: AbortSignal,
): Promise<void> {
  const { surface, logger } = deps;
  try {
    const [first] = open;
    if ((await surface.mark(ref, true, { signal })) || first === undefined) return;
    await postPlaceholder(deps, first, signal);
  } catch (error) {
    if (signal.aborted) return;
    const request = open.map(({ id }) => id).join(' ');
    logger.warn('the message could not be marked', { request, channel: ref.channel, error: asError(error) });
  }
}
