import type { Digest, DigestDraft } from '../domain/digest.ts';
import type { FullTextState, MessageRef, PostRef, Reply } from '../domain/reply.ts';
import type { ChatSurface } from '../ports/chat-surface.ts';
import type { Clock } from '../ports/runtime.ts';

/** The one message that is edited while a digest is made. */
export interface OverviewPost {
  /** Shows a newer state. Returns at once; states that come faster than they can be shown are skipped. */
  show(draft: DigestDraft): void;
  /** Shows the final state and waits until it is there. Throws what posting throws. */
  finish(digest: Digest, fullText: FullTextState): Promise<PostRef>;
  /** Waits for what is under way and shows nothing further. Returns the message, if there is one. */
  stop(): Promise<PostRef | null>;
}

export interface OverviewPostOptions {
  readonly language: string;
  readonly signal: AbortSignal;
  /** The message to edit into the overview, asked when there is something to show; null for a new one. */
  readonly takeOver: () => Promise<PostRef | null>;
}

/** Edits are for people who watch: more often than this is noise on the wire. */
const editEveryMs = 2_000;

/** An overview in the thread of `to`, not yet posted. */
export function createOverviewPost(
  deps: { readonly surface: ChatSurface; readonly clock: Clock },
  to: MessageRef,
  options: OverviewPostOptions,
): OverviewPost {
  const { surface, clock } = deps;
  const { language, signal } = options;
  let post: PostRef | null = null;
  let next: Reply | null = null;
  let pump: Promise<void> | null = null;
  let failure: unknown = null;

  const put = async (reply: Reply): Promise<PostRef | null> => {
    post ??= await options.takeOver();
    if (post !== null) await surface.edit(post, to, reply, { signal });
    else post = (await surface.post(to, reply, { signal }))[0] ?? null;
    return post;
  };
  const run = async (): Promise<void> => {
    while (next !== null) {
      const reply = next;
      next = null;
      await put(reply);
      if (next !== null) await clock.sleep(editEveryMs, signal);
    }
  };
  const settle = async (): Promise<void> => {
    next = null;
    await pump;
  };
  return {
    show(draft) {
      if (draft.title === null || draft.tldr === null || failure !== null) return;
      next = { kind: 'overview', language, draft, digest: null, fullText: { kind: 'pending' } };
      pump ??= run()
        .catch((error: unknown) => {
          // Told by finish() or stop(): a progress display must not end the work it shows.
          failure = error;
        })
        .finally(() => {
          pump = null;
        });
    },
    async finish(digest, fullText) {
      await settle();
      const placed = await put({ kind: 'overview', language, draft: finalDraft(digest), digest, fullText });
      if (placed === null) throw failure ?? new Error('the overview was not posted');
      return placed;
    },
    async stop() {
      await settle();
      return post;
    },
  };
}

/** A finished digest as the last state of its own making. */
export function finalDraft({ video, language, title, tldr, chapters }: Digest): DigestDraft {
  const progress = { stage: 'done', chaptersDone: chapters.length, chapters: chapters.length } as const;
  return { video, language, title, tldr, chapters, progress };
}
