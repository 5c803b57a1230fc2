import type { BudgetNotice } from '../domain/budget.ts';
import type { Digest, DigestDraft } from '../domain/digest.ts';
import { vidigestErrorIn } from '../domain/errors.ts';
import type { FullTextState, MessageRef, Reply } from '../domain/reply.ts';
import type { ChatFacts } from '../ports/chat-surface.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import type { ThreadStore } from '../ports/store.ts';
import { createFailureNotice, type Failure } from './failure-notice.ts';
import { createOverviewPost } from './overview-post.ts';
import type { RequestVoice } from './request-voice.ts';
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
  readonly videoId: string;
  readonly threads: ThreadStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The answer to one request in its thread, in one run. Throws what the surface and the store throw. */
export interface RequestAnswer {
  /**
   * Points to the thread of this channel that holds the digest, silently inside it. False when there is none: the digest
   * is then due here.
   */
  pointToEarlier(): Promise<boolean>;
  /** This run will answer the request: where a thread must be opened, it soon is. Returns at once. */
  begin(): void;
  /** Shows a newer state of the digest in the making. Returns at once; failures are told by what comes last. */
  show(draft: DigestDraft): void;
  /** Posts all that is posted unasked, in order, and remembers the thread. `excuse`: why there was no model. */
  publish(digest: Digest, excuse?: BudgetNotice | null): Promise<void>;
  /** Says that it did not work out, in place of an overview that was begun. */
  fail(failure: Failure): Promise<void>;
  /** Says nothing more, once what is under way has been said. */
  stop(): Promise<void>;
}

/** The answer for one request, with nothing said by this run yet. */
export function createRequestAnswer(deps: AnswerDeps, settings: AnswerSettings): RequestAnswer {
  const { voice, clock } = deps;
  const notice = createFailureNotice(voice, clock);
  const overview = createOverviewPost(voice, clock, notice.takeOver);
  const opening = createThreadOpening(voice, deps);
  return {
    pointToEarlier: () => pointToEarlier(deps, settings),
    begin: opening.begin,
    show(draft) {
      opening.titled(draft.video.title);
      overview.show(draft);
    },
    async publish(digest, excuse = null) {
      const { language } = voice.request;
      const fullText: Reply = { kind: 'full-text', language, digest };
      const state = fullTextState(deps.facts, digest, fullText);
      await opening.end();
      await overview.finish(digest, state, excuse);
      const details: Reply = { kind: 'details', language, digest };
      if (deps.facts.measure(details) > 0) await voice.post('details', details);
      if (state.kind === 'posted') await voice.post('full-text', fullText);
      await rememberThread(deps);
    },
    async fail(failure) {
      await opening.end();
      const begun = await overview.stop();
      if (begun !== null) notice.adopt(begun);
      await notice.tell(failure);
    },
    async stop() {
      await opening.end();
      await overview.stop();
    },
  };
}

async function pointToEarlier(deps: AnswerDeps, { againWithinMs }: AnswerSettings): Promise<boolean> {
  const { voice, videoId, threads, clock } = deps;
  const { ref, language } = voice.request;
  const { surface, workspace, channel } = ref;
  const sinceMs = clock.now() - againWithinMs;
  const earlier = await threads.find({ surface, workspace, channel, videoId, language }, sinceMs);
  if (earlier === null) return false;
  if (earlier.thread !== threadOf(ref)) {
    const { link, postedAtMs } = earlier;
    await voice.post('again', { kind: 'again', language, postedAtMs, link });
  }
  return true;
}

/** A talk in the channel's own language is not posted unasked, nor is one that would flood the thread. */
function fullTextState(facts: ChatFacts, digest: Digest, reply: Reply): FullTextState {
  if (digest.passages.length === 0) return { kind: 'none' };
  const messages = facts.measure(reply);
  const unasked = digest.fullText === 'translated' && messages <= facts.unaskedMessages;
  return unasked ? { kind: 'posted' } : { kind: 'offered', messages };
}

async function rememberThread(deps: AnswerDeps): Promise<void> {
  const { voice, videoId, threads, clock } = deps;
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

function threadOf(ref: MessageRef): string {
  return ref.thread ?? ref.message;
}
