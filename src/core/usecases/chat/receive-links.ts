import type { AskedAt, ChatWish, RequestFrame, WantedVideo } from '../../domain/chat-request.ts';
import type { MessageRef } from '../../domain/reply.ts';
import { sharedMoment } from '../../domain/shared-moment.ts';
import { promptVersion } from '../../pipeline/prompts/prompt-version.ts';
import type { SurfaceOptions } from '../../ports/chat-surface.ts';
import type { DigestStore } from '../../ports/store.ts';
import type { ChatContext } from './chat-context.ts';
import { maySpend } from './may-spend.ts';
import { messageOf } from './message-of.ts';
import type { OrderDigests } from './order-digests.ts';
import type { ReadPrivately } from './read-privately.ts';
import { isAsked, shouldDigest } from './should-digest.ts';

/** Links to videos that somebody wants digested. */
export type LinksWish = Extract<ChatWish, { kind: 'digest' }>;

/**
 * A message for the digests of a command to hang on, posted in the channel that it was typed in; null where the bot may
 * not post. The same for the same request.
 */
export type OpenThread = (
  request: RequestFrame,
  videos: readonly WantedVideo[],
  options: SurfaceOptions,
) => Promise<MessageRef | null>;

export interface ReceiveLinksDeps {
  /**
   * Whether the bot can answer in the thread of a message that somebody else pointed out to it. Default: it can wherever
   * people can ask it.
   */
  readonly mayAnswer?: (at: AskedAt, options: SurfaceOptions) => Promise<boolean>;
  readonly orderDigests: OrderDigests;
  readonly readPrivately: ReadPrivately;
  readonly openThread: OpenThread;
  readonly digests: Pick<DigestStore, 'find'>;
  /** What the digests would cost in USD, less those that are kept; null where that cannot be told. */
  readonly estimateUsd: (videoIds: readonly string[], language: string, signal: AbortSignal) => Promise<number | null>;
}

export interface ReceiveLinksSettings {
  /** Whether links that other apps post are answered. */
  readonly answerApps: boolean;
}

/**
 * Answers a message with links, or leaves it alone, as the channel wants it. Throws what ordering throws: the message
 * must then come again.
 */
export type ReceiveLinks = (context: ChatContext, wish: LinksWish) => Promise<void>;

/** The use case over its ports. */
export function createReceiveLinks(deps: ReceiveLinksDeps, { answerApps }: ReceiveLinksSettings): ReceiveLinks {
  return async (context, wish) => {
    const { request, settings, signal } = context;
    const { origin, videos, byApp } = wish;
    const noticed = { origin, videos, byApp, inThread: request.at.thread !== null, isPrivate: wish.private };
    const decision = shouldDigest(settings, noticed, answerApps);
    if (decision.kind === 'ignore') {
      if (isAsked(origin)) await context.note('no-video');
      return;
    }
    const language = wish.language ?? settings.language;
    if (!maySpend(request.asker) && !(await areKept(deps, decision.videos, language))) {
      if (isAsked(origin)) await context.note('guest');
      return;
    }
    if (decision.kind === 'ask-first') {
      const videoIds = decision.videos.map(({ videoId }) => videoId);
      const costUsd = await deps.estimateUsd(videoIds, language, signal);
      await context.say({ kind: 'digest-all', language: context.language, videoIds, costUsd });
      return;
    }
    if (wish.private) await readAll(deps, context, decision.videos, language);
    else await answerOpenly(deps, context, wish, { ...decision, language });
  };
}

async function areKept({ digests }: ReceiveLinksDeps, videos: readonly WantedVideo[], language: string) {
  const kept = await Promise.all(videos.map(({ videoId }) => digests.find({ videoId, language, promptVersion })));
  return kept.every((digest) => digest !== null);
}

async function readAll(
  { readPrivately }: ReceiveLinksDeps,
  context: ChatContext,
  videos: readonly WantedVideo[],
  language: string,
): Promise<void> {
  for (const { videoId } of videos) await readPrivately(context, { videoId, language });
}

interface Answer {
  readonly videos: readonly WantedVideo[];
  readonly scope: 'all' | 'overview';
  readonly language: string;
}

async function answerOpenly(deps: ReceiveLinksDeps, context: ChatContext, wish: LinksWish, answer: Answer) {
  const { request, settings, signal } = context;
  const { videos, scope, language } = answer;
  const ref = await placeOf(deps, request, wish, videos, signal);
  if (ref === null) {
    await context.note('not-in-channel');
    return;
  }
  const { postedAtMs, origin } = wish;
  const order = { ref, videos, language, settings, scope, asked: isAsked(origin), postedAtMs };
  await deps.orderDigests(order, signal);
  if (wish.question) await context.note('questions-later');
  for (const video of videos) await tellMoment(deps, context, video, language);
}

/** Null where the bot may not post. */
async function placeOf(
  { mayAnswer, openThread }: ReceiveLinksDeps,
  request: RequestFrame,
  { origin }: LinksWish,
  videos: readonly WantedVideo[],
  signal: AbortSignal,
): Promise<MessageRef | null> {
  const message = messageOf(request);
  if (message === null) return openThread(request, videos, { signal });
  const isPointedOut = origin === 'shortcut' && mayAnswer !== undefined;
  return !isPointedOut || (await mayAnswer(request.at, { signal })) ? message : null;
}

/** Of a digest that is kept; for one in the making the order carries the moment. */
async function tellMoment(
  { digests }: ReceiveLinksDeps,
  context: ChatContext,
  { videoId, startMs }: WantedVideo,
  language: string,
): Promise<void> {
  const digest = startMs === null ? null : await digests.find({ videoId, language, promptVersion });
  const moment = digest === null ? null : sharedMoment(digest, startMs);
  if (digest === null || moment === null) return;
  await context.say({ kind: 'shared-at', language: context.language, startMs: moment.startMs, digest });
}
