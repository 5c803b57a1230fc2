import type { Digest } from '../domain/digest.ts';
import { type ErrorCode, errorCodeOf, vidigestErrorIn } from '../domain/errors.ts';
import { findVideoLinks } from '../domain/links.ts';
import type { NoticedMessage } from '../domain/noticed-message.ts';
import type { MessageRef } from '../domain/reply.ts';
import type { DigestEvent } from '../pipeline/digest-events.ts';
import type { ChatFacts, ChatSurface } from '../ports/chat-surface.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import type { DigestVideo } from './digest-video.ts';
import { type AnswerSettings, createRequestAnswer, type RequestAnswer } from './request-answer.ts';
import { createRequestVoice } from './request-voice.ts';
import { nextTry } from './retry-plan.ts';

/** What answering a link needs of the world. */
export interface DigestLinkDeps {
  readonly surface: ChatSurface & ChatFacts;
  readonly digestVideo: DigestVideo;
  readonly store: Pick<Store, 'threads'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface DigestLinkSettings extends AnswerSettings {
  /** BCP 47 tag of the digests and of what the bot says. */
  readonly language: string;
  /** More links of one message than this are left alone. */
  readonly maxLinks: number;
}

/**
 * Answers the links of one message in its thread. Resolves when all that can be said has been said, tries that were
 * put off included; rejects only when cancelled. Failures are told to people and to the log.
 */
export type DigestLinks = (message: Pick<NoticedMessage, 'ref' | 'text'>, signal: AbortSignal) => Promise<void>;

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
  const { surface, store, clock } = deps;
  const { ref, videoId, signal } = request;
  const id = `${ref.channel}-${ref.message}-${videoId}`;
  const spoken = { id, ref, language: settings.language, failures: 0, state: 'queued' } as const;
  const voice = createRequestVoice({ surface, outbox: null, fence: null, signal }, spoken);
  const shown = createRequestAnswer({ voice, facts: surface, videoId, threads: store.threads, clock }, settings);
  try {
    if (await shown.pointToEarlier()) return;
    await digestWithRetries(deps, settings, request, shown);
  } catch (error) {
    signal.throwIfAborted();
    const fields = { channel: ref.channel, videoId, code: errorCodeOf(error), error: asError(error) };
    deps.logger.error('a link was left unanswered', fields);
  }
}

async function digestWithRetries(
  deps: DigestLinkDeps,
  settings: DigestLinkSettings,
  request: Request,
  shown: RequestAnswer,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await shown.publish(await digestOnce(deps, settings, request, shown));
    } catch (error) {
      request.signal.throwIfAborted();
      const retryAtMs = await report(deps, request, shown, error, attempt);
      if (retryAtMs === null) return;
      await deps.clock.sleep(Math.max(0, retryAtMs - deps.clock.now()), request.signal);
    }
  }
}

/** Tells people and the log; returns when the next try is due, or null. */
async function report(
  deps: DigestLinkDeps,
  { ref, videoId }: Request,
  shown: RequestAnswer,
  error: unknown,
  attempt: number,
): Promise<number | null> {
  const known = vidigestErrorIn(error);
  const code: ErrorCode = errorCodeOf(error);
  const retryAtMs = nextTry(code, attempt, deps.clock.now(), known?.retryAtMs);
  const fields = { channel: ref.channel, videoId, code, attempt, retryAtMs, error: asError(error) };
  deps.logger.warn('a digest failed', fields);
  await shown.fail({ code, reason: known?.reason ?? null, retryAtMs });
  return retryAtMs;
}

async function digestOnce(
  deps: DigestLinkDeps,
  { language }: DigestLinkSettings,
  { videoId, signal }: Request,
  shown: RequestAnswer,
): Promise<Digest> {
  const onEvent = (event: DigestEvent): void => {
    if (event.kind === 'draft') shown.show(event.draft);
    else if (event.kind === 'repair')
      deps.logger.info('a digest was repaired', { videoId, what: event.what, count: event.count });
  };
  return deps.digestVideo(videoId, language, { signal, onEvent });
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
