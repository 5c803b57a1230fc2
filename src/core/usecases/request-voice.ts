import { messageKey, type ReplyPart, replyKey } from '../domain/post-key.ts';
import type { PostRef, Reply } from '../domain/reply.ts';
import type { ChatSurface } from '../ports/chat-surface.ts';
import type { Fence } from '../ports/lease-store.ts';
import type { OutboxEntry, OutboxStore } from '../ports/outbox.ts';
import type { DigestRequest } from '../ports/request-store.ts';
import { findPlaceholder, takePlaceholder } from './placeholder.ts';

/** What the voice must know of a request. */
export type SpokenRequest = Pick<DigestRequest, 'id' | 'ref' | 'language' | 'failures' | 'state' | 'startMs'>;

/** The message in which an earlier run left its overview or its notice. */
export interface Standing {
  readonly post: PostRef;
  readonly sinceMs: number;
  /** It is this run's own overview, from before a restart: to be gone on with, however old. */
  readonly own: boolean;
  /** It is a placeholder that has said nothing yet. */
  readonly empty: boolean;
}

/** A later run may have to say these anew, because what an earlier one said was deleted. */
type ChangingPart = Extract<ReplyPart, 'overview' | 'failure'>;
type SteadyPart = Exclude<ReplyPart, ChangingPart | 'told' | 'taken'>;

/** Says what there is to say about one request, each thing once over all runs. Throws what the surface throws. */
export interface RequestVoice {
  readonly request: SpokenRequest;
  readonly signal: AbortSignal;
  /** As `ChatSurface.prepareThread`; does nothing where there is no such thing. */
  prepare(title: string | null): Promise<void>;
  /** The newest message that an earlier run has left, or the placeholder of this one; null where there is none. */
  standing(): Promise<Standing | null>;
  /** Takes away the placeholder where nothing has been made of it. */
  clear(): Promise<void>;
  /** Posts a reply that is always the same, under the name of another request where it belongs to that one's answer. */
  post(part: SteadyPart, reply: Reply, of?: string): Promise<void>;
  /**
   * Posts a reply of one message that says something else each time: where an earlier run has posted it, it is made to
   * say this. Null where the platform needs no message for it.
   */
  put(part: ChangingPart, reply: Reply): Promise<PostRef | null>;
  edit(post: PostRef, reply: Reply): Promise<void>;
  remove(post: PostRef): Promise<void>;
  tell(reply: Reply): Promise<void>;
}

/** Where a voice speaks, and by what right. `outbox` knows what was posted; null where nobody keeps that. */
export interface VoiceDeps {
  readonly surface: ChatSurface;
  readonly outbox: Pick<OutboxStore, 'find' | 'settle'> | null;
  readonly fence: Fence | null;
  readonly signal: AbortSignal;
}

/** The voice for one run of a request, as the request stood when the run began. */
export function createRequestVoice(deps: VoiceDeps, request: SpokenRequest): RequestVoice {
  const { surface, outbox, fence, signal } = deps;
  const { id, ref: to, failures: run } = request;
  // A running request was left by a worker that died or was stopped.
  const isFirst = run === 0 && request.state !== 'running';
  /** What a failed try of this run may have left standing says something older. */
  const tried = new Set<ChangingPart>();
  const naming = (key: string) => ({ signal, fence, key });
  const entryOf = (part: ChangingPart, number: number): Promise<OutboxEntry | null> =>
    outbox?.find(messageKey(replyKey(id, part, number), 1)) ?? Promise.resolve(null);
  const placeholder = async (): Promise<PostRef | null> => (outbox === null ? null : findPlaceholder(outbox, id));
  const remove = (post: PostRef): Promise<void> => surface.remove(post, { workspace: to.workspace, signal });
  /** The message that was edited last, which is no placeholder any more. */
  let answer: PostRef | null = null;
  const edit = async (post: PostRef, reply: Reply): Promise<void> => {
    const isKnown = isSame(answer, post);
    if (outbox !== null && !isKnown && isSame(await placeholder(), post)) await takePlaceholder(outbox, request, post);
    answer = post;
    await surface.edit(post, to, reply, { signal });
  };
  return {
    request,
    signal,
    async prepare(title) {
      await surface.prepareThread?.(to, title, { signal });
    },
    async standing() {
      const begun = await placeholder();
      if (isFirst && begun === null) return null;
      for (let number = run; number >= 0; number -= 1) {
        for (const part of ['overview', 'failure'] as const) {
          const entry = await entryOf(part, number);
          if (!entry?.post) continue;
          const own = part === 'overview' && number === run;
          const empty = isSame(begun, entry.post);
          if (own || !empty) return { post: entry.post, sinceMs: entry.intendedAtMs, own, empty };
          // Its run has ended, and was to take it away.
          await remove(entry.post);
        }
      }
      return null;
    },
    async clear() {
      const begun = await placeholder();
      if (begun !== null) await remove(begun);
    },
    async post(part, reply, of = id) {
      await surface.post(to, reply, naming(replyKey(of, part)));
    },
    async put(part, reply) {
      const mayStand = tried.has(part) || (!isFirst && (await entryOf(part, run)) !== null);
      tried.add(part);
      const [post = null] = await surface.post(to, reply, naming(replyKey(id, part, run)));
      // A placeholder may have come in between.
      if (post !== null && (mayStand || isSame(await placeholder(), post))) await edit(post, reply);
      return post;
    },
    edit,
    remove,
    async tell(reply) {
      await surface.tell(to, reply, naming(replyKey(id, 'told')));
    },
  };
}

function isSame(one: PostRef | null, other: PostRef): boolean {
  return one !== null && one.channel === other.channel && one.message === other.message;
}
