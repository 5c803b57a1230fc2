import type { ErrorCode } from '../domain/errors.ts';
import type { MessageRef, PostRef, Reply } from '../domain/reply.ts';
import type { ChatSurface } from '../ports/chat-surface.ts';
import type { Clock } from '../ports/runtime.ts';

export interface Failure {
  readonly code: ErrorCode;
  readonly reason: string | null;
  /** When the bot tries again by itself; null when it will not. */
  readonly retryAtMs: number | null;
}

/** What the thread says of a digest that did not come about; one message at most, whatever happens. */
export interface FailureNotice {
  tell(failure: Failure): Promise<void>;
  /** An overview that was begun becomes the place for the notice. */
  adopt(post: PostRef): void;
  /**
   * The message to turn into the overview now that one is ready: the notice while it is fresh. An old one is deleted,
   * because an edit notifies nobody, and null returned.
   */
  takeOver(): Promise<PostRef | null>;
}

/** Within this time people still look at the notice; later only a new message reaches them. */
const freshMs = 10 * 60_000;

/**
 * Causes that lie in the video itself. Nobody asked the bot about the video, so only the one who posted the link hears
 * of them.
 */
const quiet: ReadonlySet<ErrorCode> = new Set([
  'video-unavailable',
  'video-private',
  'members-only',
  'age-restricted',
  'country-blocked',
  'video-unplayable',
  'live-now',
  'upcoming',
  'just-ended',
  'captions-none',
  'captions-gated',
  'hardly-any-speech',
]);

/** A notice for one link of the message `to`, not yet posted. */
export function createFailureNotice(
  { surface, clock }: { readonly surface: ChatSurface; readonly clock: Clock },
  to: MessageRef,
  { language, signal }: { readonly language: string; readonly signal: AbortSignal },
): FailureNotice {
  let post: PostRef | null = null;
  let postedAtMs = 0;
  let toldAuthor = false;
  return {
    async tell(failure) {
      const reply: Reply = { kind: 'failure', language, ...failure };
      if (post !== null) {
        await surface.edit(post, to, reply, { signal });
      } else if (!quiet.has(failure.code)) {
        post = (await surface.post(to, reply, { signal }))[0] ?? null;
        postedAtMs = clock.now();
      } else if (!toldAuthor) {
        toldAuthor = true;
        await surface.tell(to, reply, { signal });
        if (failure.retryAtMs === null) await surface.mark(to, false, { signal });
      }
    },
    adopt(begun) {
      post = begun;
      postedAtMs = clock.now();
    },
    async takeOver() {
      const old = post;
      post = null;
      if (old === null || clock.now() - postedAtMs < freshMs) return old;
      await surface.remove(old, { signal });
      return null;
    },
  };
}
