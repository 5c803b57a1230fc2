import type { Digest } from '../domain/digest.ts';
import { type ErrorCode, errorCodeOf, vidigestErrorIn } from '../domain/errors.ts';
import { findVideoLinks } from '../domain/links.ts';
import type { FullTextState, MessageRef, PostRef, Reply } from '../domain/reply.ts';
import type { DigestEvent } from '../pipeline/digest-events.ts';
import type { ChatFacts, ChatSurface } from '../ports/chat-surface.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import type { DigestVideo } from './digest-video.ts';
import { createFailureNotice, type FailureNotice } from './failure-notice.ts';
import { createOverviewPost } from './overview-post.ts';
import { nextTry } from './retry-plan.ts';

/** What answering a link needs of the world. */
export interface DigestLinkDeps {
  readonly surface: ChatSurface & ChatFacts;
  readonly digestVideo: DigestVideo;
  readonly store: Pick<Store, 'threads'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface DigestLinkSettings {
  /** BCP 47 tag of the digests and of what the bot says. */
  readonly language: string;
  /** A video digested in the same channel since then is answered with a link to that thread. */
  readonly againWithinMs: number;
  /** More links of one message than this are left alone. */
  readonly maxLinks: number;
  /** The full text is posted unasked only if it fits this many messages. */
  readonly maxFullTextMessages: number;
}

/** A message somebody wrote in a channel the bot is in. */
export interface NoticedMessage {
  readonly ref: MessageRef;
  readonly text: string;
}

/**
 * Answers the links of one message in its thread. Resolves when all that can be said has been said, tries that were
 * put off included; rejects only when cancelled. Failures are told to people and to the log.
 */
export type DigestLinks = (message: NoticedMessage, signal: AbortSignal) => Promise<void>;

/** The use case over its ports. Links of one message are answered one after another. */
export function createDigestLinks(deps: DigestLinkDeps, settings: DigestLinkSettings): DigestLinks {
  return async ({ ref, text }, signal) => {
    const links = findVideoLinks(text).slice(0, settings.maxLinks);
    if (links.length === 0) return;
    const marked = markQuietly(deps, ref, signal);
    for (const { videoId } of links) await answer(deps, settings, { ref, videoId, signal });
    await marked;
  };
}

interface Request {
  readonly ref: MessageRef;
  readonly videoId: string;
  readonly signal: AbortSignal;
}

async function answer(deps: DigestLinkDeps, settings: DigestLinkSettings, request: Request): Promise<void> {
  const { ref, videoId, signal } = request;
  try {
    if (await pointToEarlier(deps, settings, request)) return;
    await digestWithRetries(deps, settings, request);
  } catch (error) {
    signal.throwIfAborted();
    const fields = { channel: ref.channel, videoId, code: errorCodeOf(error), error: asError(error) };
    deps.logger.error('a link was left unanswered', fields);
  }
}

/** One line instead of the same digest twice in a channel; silence in the thread that holds it. */
async function pointToEarlier(deps: DigestLinkDeps, settings: DigestLinkSettings, request: Request): Promise<boolean> {
  const { ref, videoId, signal } = request;
  const { surface, workspace, channel } = ref;
  const { language } = settings;
  const sinceMs = deps.clock.now() - settings.againWithinMs;
  const earlier = await deps.store.threads.find({ surface, workspace, channel, videoId, language }, sinceMs);
  if (earlier === null) return false;
  if (earlier.thread !== (ref.thread ?? ref.message)) {
    const { link, postedAtMs } = earlier;
    await deps.surface.post(ref, { kind: 'again', language, postedAtMs, link }, { signal });
  }
  return true;
}

async function digestWithRetries(deps: DigestLinkDeps, settings: DigestLinkSettings, request: Request): Promise<void> {
  const notice = createFailureNotice(deps, request.ref, { language: settings.language, signal: request.signal });
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await digestOnce(deps, settings, request, notice);
    } catch (error) {
      request.signal.throwIfAborted();
      const retryAtMs = await report(deps, request, notice, error, attempt);
      if (retryAtMs === null) return;
      await deps.clock.sleep(Math.max(0, retryAtMs - deps.clock.now()), request.signal);
    }
  }
}

/** Tells people and the log; returns when the next try is due, or null. */
async function report(
  deps: DigestLinkDeps,
  { ref, videoId }: Request,
  notice: FailureNotice,
  error: unknown,
  attempt: number,
): Promise<number | null> {
  const known = vidigestErrorIn(error);
  const code: ErrorCode = errorCodeOf(error);
  const retryAtMs = nextTry(code, attempt, deps.clock.now(), known?.retryAtMs);
  const fields = { channel: ref.channel, videoId, code, attempt, retryAtMs, error: asError(error) };
  deps.logger.warn('a digest failed', fields);
  await notice.tell({ code, reason: known?.reason ?? null, retryAtMs });
  return retryAtMs;
}

async function digestOnce(
  deps: DigestLinkDeps,
  settings: DigestLinkSettings,
  { ref, videoId, signal }: Request,
  notice: FailureNotice,
): Promise<void> {
  const { language } = settings;
  const overview = createOverviewPost(deps, ref, { language, signal, takeOver: notice.takeOver });
  const onEvent = (event: DigestEvent): void => {
    if (event.kind === 'draft') overview.show(event.draft);
    else if (event.kind === 'repair')
      deps.logger.info('a digest was repaired', { videoId, what: event.what, count: event.count });
  };
  let digest: Digest;
  try {
    digest = await deps.digestVideo(videoId, language, { signal, onEvent });
  } catch (error) {
    const begun = await overview.stop();
    if (begun !== null) notice.adopt(begun);
    throw error;
  }
  await publish(deps, settings, ref, digest, signal, (fullText) => overview.finish(digest, fullText));
  await rememberThread(deps, settings, { ref, videoId, signal });
}

async function publish(
  deps: DigestLinkDeps,
  settings: DigestLinkSettings,
  ref: MessageRef,
  digest: Digest,
  signal: AbortSignal,
  finishOverview: (fullText: FullTextState) => Promise<PostRef>,
): Promise<void> {
  const { language } = settings;
  const fullText: Reply = { kind: 'full-text', language, digest };
  const state = fullTextState(deps, settings, digest, fullText);
  await finishOverview(state);
  const details: Reply = { kind: 'details', language, digest };
  if (deps.surface.measure(details) > 0) await deps.surface.post(ref, details, { signal });
  if (state.kind === 'posted') await deps.surface.post(ref, fullText, { signal });
}

/** A talk in the channel's own language is not posted unasked, nor is one that would flood the thread. */
function fullTextState(
  deps: DigestLinkDeps,
  settings: DigestLinkSettings,
  digest: Digest,
  reply: Reply,
): FullTextState {
  if (digest.passages.length === 0) return { kind: 'none' };
  const messages = deps.surface.measure(reply);
  const unasked = digest.fullText === 'translated' && messages <= settings.maxFullTextMessages;
  return unasked ? { kind: 'posted' } : { kind: 'offered', messages };
}

async function rememberThread(
  deps: DigestLinkDeps,
  { language }: DigestLinkSettings,
  { ref, videoId, signal }: Request,
): Promise<void> {
  const { surface, workspace, channel } = ref;
  const thread = ref.thread ?? ref.message;
  const link = await deps.surface.permalink({ ...ref, message: thread }, { signal });
  const postedAtMs = deps.clock.now();
  const entry = { surface, workspace, channel, videoId, language, thread, link, postedAtMs };
  await deps.store.threads.save(entry);
}

async function markQuietly({ surface, logger }: DigestLinkDeps, ref: MessageRef, signal: AbortSignal): Promise<void> {
  try {
    await surface.mark(ref, true, { signal });
  } catch (error) {
    signal.throwIfAborted();
    // The sign is a courtesy; the answer itself does not depend on it.
    logger.warn('the message could not be marked', { channel: ref.channel, error: asError(error) });
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
