import type { BudgetNotice } from '../domain/budget.ts';
import type { Digest, DigestDraft } from '../domain/digest.ts';
import type { FullTextState, PostRef, Reply } from '../domain/reply.ts';
import { sharedMoment } from '../domain/shared-moment.ts';
import { slept } from '../domain/slept.ts';
import type { Clock } from '../ports/runtime.ts';
import type { RequestVoice } from './request-voice.ts';

type Details = NonNullable<Extract<Reply, { kind: 'overview' }>['details']>;

/** The one message that is edited while a digest is made. */
export interface OverviewPost {
  /** Shows a newer state. Returns at once; states that come faster than they can be shown are skipped. */
  show(draft: DigestDraft): void;
  /** Shows the final state and waits until it is there. Throws what posting throws. */
  finish(digest: Digest, fullText: FullTextState, notice?: BudgetNotice | null, details?: Details): Promise<PostRef>;
  /** Whether the final state is there. */
  isFinished(): boolean;
  /** Waits for what is under way and lets go of the message, which it returns if there is one. */
  stop(): Promise<PostRef | null>;
}

/** Edits are for people who watch: more often than this is noise on the wire. */
const editEveryMs = 2_000;

/**
 * The overview of one request, not yet posted by this run. `takeOver` is asked for a message to edit into it when there
 * is something to show; null for one of its own. `isWanted` is asked before a draft becomes a message.
 */
export function createOverviewPost(
  voice: RequestVoice,
  clock: Clock,
  takeOver: () => Promise<PostRef | null>,
  isWanted: () => Promise<boolean> = async () => true,
): OverviewPost {
  const { language, startMs } = voice.request;
  let post: PostRef | null = null;
  let isFinished = false;
  const put = async (reply: Reply): Promise<PostRef | null> => {
    post ??= await takeOver();
    if (post === null) post = await voice.put('overview', reply);
    else await voice.edit(post, reply);
    return post;
  };
  const putDraft = async (reply: Reply): Promise<PostRef | null> =>
    post !== null || (await isWanted()) ? put(reply) : null;
  const drafts = createDraftPump(putDraft, (ended) =>
    slept(clock, editEveryMs, AbortSignal.any([voice.signal, ended])),
  );
  return {
    show(draft) {
      if (draft.title === null || draft.tldr === null) return;
      const sharedAt = sharedMoment(draft, startMs);
      drafts.push({ kind: 'overview', language, draft, digest: null, fullText: { kind: 'pending' }, sharedAt });
    },
    async finish(digest, fullText, notice = null, details = 'posted') {
      const failure = await drafts.end();
      const sharedAt = sharedMoment(digest, startMs);
      const final = { draft: finalDraft(digest), digest, fullText, details, notice, sharedAt };
      const placed = await put({ kind: 'overview', language, ...final });
      if (placed === null) throw failure ?? new Error('the overview was not posted');
      isFinished = true;
      return placed;
    },
    isFinished: () => isFinished,
    async stop() {
      await drafts.end();
      const begun = post;
      post = null;
      return begun;
    },
  };
}

interface DraftPump {
  push(reply: Reply): void;
  /** Waits for what is under way. Returns why a draft could not be shown; null where all could. */
  end(): Promise<unknown>;
}

/** Shows the newest of what it is given, one at a time with a pause between two, until one fails. */
function createDraftPump(
  show: (reply: Reply) => Promise<unknown>,
  pause: (ended: AbortSignal) => Promise<unknown>,
): DraftPump {
  let ended = new AbortController();
  let next: Reply | null = null;
  let running: Promise<void> | null = null;
  let failure: unknown = null;
  const run = async (): Promise<void> => {
    while (next !== null) {
      const reply = next;
      next = null;
      await show(reply);
      if (next !== null) await pause(ended.signal);
    }
  };
  return {
    push(reply) {
      if (failure !== null) return;
      next = reply;
      running ??= run()
        .catch((error: unknown) => {
          // Told at the end: a progress display must not end the work it shows.
          failure = error;
        })
        .finally(() => {
          running = null;
        });
    },
    async end() {
      next = null;
      // What comes last must not wait for its turn.
      ended.abort();
      await running;
      ended = new AbortController();
      return failure;
    },
  };
}

/** A finished digest as the last state of its own making. */
export function finalDraft({ video, language, title, tldr, chapters }: Digest): DigestDraft {
  const progress = { stage: 'done', chaptersDone: chapters.length, chapters: chapters.length } as const;
  return { video, language, title, tldr, chapters, progress };
}
