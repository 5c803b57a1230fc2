import type { AskedAt, ChatWish, RequestFrame, WantedVideo } from '../../domain/chat-request.ts';
import { ownerOf } from '../../domain/owner.ts';
import type { MessageRef } from '../../domain/reply.ts';
import type { ChatSurface, SurfaceOptions } from '../../ports/chat-surface.ts';
import type { DigestStore } from '../../ports/store.ts';
import type { Estimates } from '../estimate-digests.ts';
import { findKept } from '../kept-digests.ts';
import { textWishOf } from '../text-wish.ts';
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
  readonly surface: Pick<ChatSurface, 'tell'>;
  readonly digests: Pick<DigestStore, 'find'>;
  /** As `Estimates.digestsUsd`. */
  readonly estimateUsd: Estimates['digestsUsd'];
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
    const { request, settings } = context;
    const { origin, videos, byApp } = wish;
    const noticed = { origin, videos, byApp, inThread: request.at.thread !== null, isPrivate: wish.private };
    const decision = shouldDigest(settings, noticed, answerApps);
    const isLess = decision.kind === 'ignore' ? decision.why === 'shorts' : decision.videos.length < videos.length;
    if (isLess && !byApp) await tellOfShorts(deps, context);
    if (decision.kind === 'ignore') {
      if (isAsked(origin)) await context.note('no-video');
      return;
    }
    const language = wish.language ?? settings.language;
    if (!maySpend(request.asker) && !(await areKept(deps, decision.videos, language, ownerOf(request.at)))) {
      if (isAsked(origin)) await context.note('guest');
      return;
    }
    if (decision.kind === 'ask-first') {
      const videoIds = decision.videos.map(({ videoId }) => videoId);
      const text = textWishOf(settings);
      const costUsd = await deps.estimateUsd({ videoIds, language, owner: ownerOf(request.at), text });
      await context.say({ kind: 'digest-all', language: context.language, videoIds, costUsd });
      return;
    }
    if (wish.private) await readAll(deps, context, decision.videos, language);
    else await answerOpenly(deps, context, wish, { ...decision, language });
  };
}

/** Whoever posted them; once, however often the message comes. */
async function tellOfShorts({ surface }: ReceiveLinksDeps, { request, settings, signal }: ChatContext): Promise<void> {
  const message = messageOf(request);
  if (message === null) return;
  const reply = { kind: 'left-alone', language: settings.language, why: 'shorts' } as const;
  await surface.tell(message, reply, { key: `${request.id}/told`, signal });
}

async function areKept(
  { digests }: ReceiveLinksDeps,
  videos: readonly WantedVideo[],
  language: string,
  owner: string,
): Promise<boolean> {
  const kept = await Promise.all(videos.map(({ videoId }) => findKept(digests, { videoId, language }, owner)));
  return kept.every((digest) => digest !== null);
}

async function readAll(
  { readPrivately }: ReceiveLinksDeps,
  context: ChatContext,
  videos: readonly WantedVideo[],
  language: string,
): Promise<void> {
  for (const { videoId, startMs } of videos) await readPrivately(context, { videoId, language }, startMs);
}

interface Answer {
  readonly videos: readonly WantedVideo[];
  readonly scope: 'all' | 'overview';
  readonly language: string;
}

async function answerOpenly(deps: ReceiveLinksDeps, context: ChatContext, wish: LinksWish, answer: Answer) {
  const { request, signal } = context;
  const { videos, scope, language } = answer;
  const ref = await placeOf(deps, request, wish, videos, signal);
  if (ref === null) {
    await context.note('not-in-channel');
    return;
  }
  const { postedAtMs, origin } = wish;
  const isReaction = origin === 'reaction';
  // However many people react, the message is asked about once more.
  const act = isReaction ? 'reaction' : request.id;
  const order = { ref, videos, language, scope, asked: isAsked(origin) || isReaction, act, postedAtMs };
  await deps.orderDigests(order, signal);
  if (wish.question) await context.note('questions-later');
  // The answer stands elsewhere; the page must not seem to wait for it.
  if (request.answerTo.form === 'page') await context.note('working');
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
