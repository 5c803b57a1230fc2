import { messageKey, replyKey } from '../domain/post-key.ts';
import type { PostRef } from '../domain/reply.ts';
import type { ChatSurface } from '../ports/chat-surface.ts';
import type { OutboxStore } from '../ports/outbox.ts';
import type { DigestRequest, RequestStore } from '../ports/request-store.ts';

/** Where placeholders are posted and known. */
export interface PlaceholderDeps {
  readonly surface: Pick<ChatSurface, 'post' | 'remove'>;
  readonly store: { readonly requests: Pick<RequestStore, 'find'>; readonly outbox: Pick<OutboxStore, 'find'> };
}

/**
 * Shows in the thread that the bot is at a request, where its message takes no sign. The post has the overview's name:
 * whoever has the overview to say makes this one say it, and where the overview was quicker nothing is posted. Throws
 * what the surface and the store throw.
 */
export async function postPlaceholder(
  { surface, store }: PlaceholderDeps,
  { id, ref, language }: Pick<DigestRequest, 'id' | 'ref' | 'language'>,
  signal: AbortSignal,
): Promise<void> {
  const isWanted = async (): Promise<boolean> => isFirstRun(await store.requests.find(id));
  if (!(await isWanted())) return;
  await surface.post(ref, { kind: 'begun', language }, { key: replyKey(id, 'overview'), signal });
  // Whoever has ended the request meanwhile looked for it before it stood there.
  if (await isWanted()) return;
  const unused = await findPlaceholder(store.outbox, id);
  if (unused !== null) await surface.remove(unused, { workspace: ref.workspace, signal });
}

function isFirstRun(request: DigestRequest | null): boolean {
  return request !== null && request.failures === 0 && (request.state === 'queued' || request.state === 'running');
}

/** The placeholder of a request, while nothing has been made of it; it may be gone by now. */
export async function findPlaceholder(outbox: Pick<OutboxStore, 'find'>, id: string): Promise<PostRef | null> {
  const entry = await outbox.find(messageKey(replyKey(id, 'overview'), 1));
  // An overview is posted under the fence of its job.
  if (!entry?.post || entry.token !== 0) return null;
  const taken = await outbox.find(takenKey(id));
  return taken?.post ? null : entry.post;
}

/** Writes down that the placeholder is about to become an answer: from then on it is not taken away as one. */
export async function takePlaceholder(
  outbox: Pick<OutboxStore, 'settle'>,
  { id, ref }: Pick<DigestRequest, 'id' | 'ref'>,
  post: PostRef,
): Promise<void> {
  await outbox.settle({ key: takenKey(id), workspace: ref.workspace, fence: null }, post);
}

function takenKey(id: string): string {
  return messageKey(replyKey(id, 'taken'), 1);
}
