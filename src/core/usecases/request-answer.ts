import type { BudgetNotice } from '../domain/budget.ts';
import type { Digest, DigestDraft } from '../domain/digest.ts';
import { vidigestErrorIn } from '../domain/errors.ts';
import { type LeftAlone, threadOf } from '../domain/reply.ts';
import type { Settings } from '../domain/settings.ts';
import { sharedMoment } from '../domain/shared-moment.ts';
import type { ChatFacts } from '../ports/chat-surface.ts';
import type { DigestRequest } from '../ports/request-store.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import type { ThreadStore } from '../ports/store.ts';
import { createFailureNotice, type Failure } from './failure-notice.ts';
import { createOverviewPost } from './overview-post.ts';
import type { RequestVoice } from './request-voice.ts';
import { detailsState, fullTextState, shownOf } from './shown-parts.ts';
import { createThreadOpening } from './thread-opening.ts';

/** How digests are shown in a thread. */
export interface AnswerSettings {
  /** A video digested in the same channel since then is answered with a link to that thread. */
  readonly againWithinMs: number;
}

/** What an answer needs beside its voice. */
export interface AnswerDeps {
  readonly voice: RequestVoice;
  readonly facts: ChatFacts;
  readonly request: Pick<DigestRequest, 'videoId' | 'scope' | 'asked' | 'askedAtMs' | 'code'>;
  /** As `Estimates.textUsd`. */
  readonly textUsd: (digest: Digest) => number | null;
  readonly threads: ThreadStore;
  /** The digest as it is kept; null where it is not. */
  readonly keptDigest: () => Promise<Digest | null>;
  /** Whether anybody still waits for the answer. */
  readonly isOpen: () => Promise<boolean>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What is to be said of a finished digest. */
export interface Publication {
  readonly digest: Digest;
  /** Why there was no model for it, or for its full text. */
  readonly excuse: BudgetNotice | null;
  /** In force in the channel now. */
  readonly settings: Settings;
}

/** The answer to one request in its thread, in one run. Throws what the surface and the store throw. */
export interface RequestAnswer {
  /**
   * Points to the thread of this channel that holds the digest, silently inside it unless somebody asked. False when
   * there is none: the digest is then due here.
   */
  pointToEarlier(): Promise<boolean>;
  /** This run will answer the request: where a thread must be opened, it soon is. Returns at once. */
  begin(): void;
  /** Shows a newer state of the digest in the making. Returns at once; failures are told by what comes last. */
  show(draft: DigestDraft): void;
  /** Posts all that is posted unasked, in order, and remembers the thread. */
  publish(publication: Publication): Promise<void>;
  /**
   * Says that it did not work out, in place of an overview that was begun. One that is finished stays: behind it is said
   * only that no more will come. False when nobody but the author is told.
   */
  fail(failure: Failure): Promise<boolean>;
  /** Tells the author alone why nothing comes. */
  leave(why: LeftAlone): Promise<void>;
  /** Says nothing more, once what is under way has been said. */
  stop(): Promise<void>;
  /** The same, and takes away what would stand there unfinished for ever. */
  withdraw(): Promise<void>;
  /** Takes away a placeholder that nothing was made of. */
  clear(): Promise<void>;
}

/** The answer for one request, with nothing said by this run yet. */
export function createRequestAnswer(deps: AnswerDeps, settings: AnswerSettings): RequestAnswer {
  const { voice, clock } = deps;
  const notice = createFailureNotice(voice, clock);
  const overview = createOverviewPost(voice, clock, notice.takeOver, deps.isOpen);
  const opening = createThreadOpening(voice, deps);
  const stop = async (): Promise<void> => {
    await opening.end();
    await overview.stop();
  };
  return {
    pointToEarlier: () => pointToEarlier(deps, settings),
    begin: opening.begin,
    show(draft) {
      opening.titled(draft.video.title);
      overview.show(draft);
    },
    async publish({ digest, excuse, settings: inForce }) {
      const { language } = voice.request;
      const { facts, request, textUsd } = deps;
      const shown = shownOf(digest, inForce);
      const scope = request.scope === 'all' ? 'all' : 'overview';
      const state = fullTextState({ facts, settings: inForce, scope, textUsd }, shown);
      await opening.end();
      const details = detailsState(facts, scope, shown);
      await overview.finish(shown, state, excuse, details.kind);
      if (details.messages > 0) await voice.post('details', { kind: 'details', language, digest: shown });
      if (state.kind === 'posted') await voice.post('full-text', { kind: 'full-text', language, digest: shown });
      await rememberThread(deps);
    },
    async fail(failure) {
      await opening.end();
      const begun = await overview.stop();
      if (overview.isFinished()) {
        await sayBehind(voice, failure);
        return true;
      }
      if (begun !== null) notice.adopt(begun);
      return notice.tell(failure);
    },
    async leave(why) {
      await stop();
      await voice.tell({ kind: 'left-alone', language: voice.request.language, why });
    },
    stop,
    async withdraw() {
      await opening.end();
      const begun = await overview.stop();
      // What an earlier run has left is a draft or a notice, unless it was the chat that did not take the rest.
      const isWhole = overview.isFinished() || (begun === null && deps.request.code === 'chat-refused');
      const post = isWhole ? null : (begun ?? (await voice.standing())?.post ?? null);
      if (post !== null) await voice.remove(post);
    },
    clear: voice.clear,
  };
}

/** While it is tried again what stands there is right. */
async function sayBehind(voice: RequestVoice, { code, reason, retryAtMs }: Failure): Promise<void> {
  const { language } = voice.request;
  if (retryAtMs === null) await voice.put('failure', { kind: 'failure', language, code, reason, retryAtMs });
}

async function pointToEarlier(deps: AnswerDeps, { againWithinMs }: AnswerSettings): Promise<boolean> {
  const { voice, request, threads, clock } = deps;
  const { videoId, asked, askedAtMs } = request;
  const { ref, language, startMs } = voice.request;
  const { surface, workspace, channel } = ref;
  const sinceMs = clock.now() - againWithinMs;
  const earlier = await threads.find({ surface, workspace, channel, videoId, language }, sinceMs);
  if (earlier === null) return false;
  // Its own answer from before a restart needs no line that leads to it.
  if (earlier.thread !== threadOf(ref) || (asked && earlier.postedAtMs < askedAtMs)) {
    const { link, postedAtMs } = earlier;
    const digest = startMs === null ? null : await deps.keptDigest();
    const sharedAt = digest === null ? null : sharedMoment(digest, startMs);
    await voice.post('again', { kind: 'again', language, postedAtMs, link, sharedAt });
  }
  return true;
}

async function rememberThread(deps: AnswerDeps): Promise<void> {
  const { voice, request, threads, clock } = deps;
  const { videoId } = request;
  const { ref, language } = voice.request;
  const { surface, workspace, channel } = ref;
  const thread = threadOf(ref);
  const link = await addressOf(thread, deps);
  if (link === null) return;
  const postedAtMs = clock.now();
  await threads.save({ surface, workspace, channel, videoId, language, thread, link, postedAtMs });
}

/** Null where it is refused for good: all has been said by then, and the thread is only not pointed to. */
async function addressOf(thread: string, { voice, facts, logger }: AnswerDeps): Promise<string | null> {
  const { ref } = voice.request;
  try {
    return await facts.permalink({ ...ref, message: thread }, { signal: voice.signal });
  } catch (error) {
    const known = vidigestErrorIn(error);
    if (known?.code !== 'chat-refused' || known.retryAtMs !== undefined) throw error;
    logger.warn('a thread has no address to point to', { channel: ref.channel, error: known });
    return null;
  }
}
