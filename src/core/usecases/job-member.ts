import type { Digest } from '../domain/digest.ts';
import { asError, errorCodeOf, VidigestError, vidigestErrorIn } from '../domain/errors.ts';
import { ownerOf } from '../domain/owner.ts';
import type { LeftAlone, MessageRef } from '../domain/reply.ts';
import type { Settings } from '../domain/settings.ts';
import type { ChatFacts, ChatSurface } from '../ports/chat-surface.ts';
import type { TakenJob } from '../ports/queue.ts';
import { type DigestRequest, isOpenState, type RequestChange } from '../ports/request-store.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { withFields } from '../ports/with-fields.ts';
import type { ChannelSettings } from './chat/channel-settings.ts';
import { type Ending, endWithSign, isSignOver } from './end-sign.ts';
import { findKept } from './kept-digests.ts';
import { type AnswerSettings, createRequestAnswer, type Publication, type RequestAnswer } from './request-answer.ts';
import { createRequestVoice } from './request-voice.ts';
import { nextTry } from './retry-plan.ts';
import { takeBack } from './take-back.ts';
import { createTextAnswer } from './text-answer.ts';

/** What answering the requests of a job needs of the world. */
export interface JobRequestsDeps {
  /** The platform of a message; null for one that this installation no longer speaks on. */
  readonly surfaceOf: (to: MessageRef) => (ChatSurface & ChatFacts) | null;
  readonly store: Pick<Store, 'requests' | 'threads' | 'outbox' | 'replies' | 'digests'>;
  readonly channelSettings: ChannelSettings;
  /** About what adding the full text to a digest would cost in USD; null where it cannot be added. */
  readonly textUsd: (digest: Digest) => number | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** One run of a job, as its requests need it. */
export interface MemberContext extends JobRequestsDeps {
  readonly settings: AnswerSettings;
  readonly job: TakenJob;
}

/** One request in one run. */
export interface Member {
  readonly request: DigestRequest;
  readonly surface: ChatSurface & ChatFacts;
  readonly answer: RequestAnswer;
  /** In force in the channel when the request was taken in. */
  readonly settings: Settings;
  /** A later try that somebody else's request has brought forward: it may succeed, but does not fail now. */
  readonly early: boolean;
  /** Its lines tell which request they are about. */
  readonly logger: Logger;
}

/** Null on a platform that this installation no longer speaks on. Throws `store-failed`. */
export async function createMember(context: MemberContext, request: DigestRequest): Promise<Member | null> {
  const { surfaceOf, store, clock, job, settings: answering, textUsd } = context;
  const surface = surfaceOf(request.ref);
  if (surface === null) return null;
  const voice = createRequestVoice({ surface, outbox: store.outbox, fence: job, signal: job.signal }, request);
  const logger = withFields(context.logger, { request: request.id });
  const deps = { voice, facts: surface, request, textUsd, clock, logger };
  const isOpen = async (): Promise<boolean> => {
    const now = await store.requests.find(request.id);
    return now !== null && isOpenState(now.state);
  };
  const keptDigest = () => findKept(store.digests, request, ownerOf(request.ref));
  const answer =
    request.scope === 'text'
      ? createTextAnswer({ ...deps, replies: store.replies })
      : createRequestAnswer({ ...deps, threads: store.threads, keptDigest, isOpen }, answering);
  const settings = await context.channelSettings(request.ref);
  return { request, surface, answer, settings, logger, early: request.dueAtMs > clock.now() };
}

/** Whether a thread of the channel was the answer, or would have been had the platform taken it. */
export async function pointed(context: MemberContext, member: Member): Promise<boolean> {
  try {
    if (!(await member.answer.pointToEarlier())) return false;
  } catch (error) {
    await failOne(context, member, error);
    return true;
  }
  await end(context, member, { state: 'done', code: null }, said);
  return true;
}

/** In one channel one thread holds the digest, and the others point to it. */
export async function answerOne(
  context: MemberContext,
  member: Member,
  { digest, excuse }: Omit<Publication, 'settings'>,
  isFirst: boolean,
): Promise<void> {
  try {
    const isThere = !isFirst && (await member.answer.pointToEarlier());
    const settings = await context.channelSettings(member.request.ref);
    if (!isThere) await member.answer.publish({ digest, excuse, settings });
  } catch (error) {
    return failOne(context, member, error);
  }
  await end(context, member, { state: 'done', code: null }, said);
}

/** Nobody asked, and the channel does not want such a video: nobody but the author is told. */
export async function leaveOne(context: MemberContext, member: Member, why: LeftAlone): Promise<void> {
  try {
    await member.answer.leave(why);
  } catch (error) {
    stopIfLost(context, error);
    log('warn', 'an author could not be told', member, error, null);
  }
  await end(context, member, { state: 'done', code: null }, { silent: true, waits: false });
}

/** It was cancelled meanwhile: nothing more is said, and nothing unfinished stays. */
export async function releaseOne(context: MemberContext, member: Member): Promise<void> {
  try {
    await member.answer.withdraw();
  } catch (error) {
    stopIfLost(context, error);
    log('warn', 'what was begun could not be taken back', member, error, null);
  }
  await takeBackIfRemoved(context, member);
  await endSigned(context, member, said, async () => {});
}

/** Tells what went wrong, and puts the request off or ends it. */
export async function failOne(context: MemberContext, member: Member, error: unknown): Promise<void> {
  const { clock } = context;
  const { answer, request } = member;
  const { failures } = request;
  stopIfLost(context, error);
  const known = vidigestErrorIn(error);
  const code = errorCodeOf(error);
  let retryAtMs = nextTry(code, failures, clock.now(), known?.retryAtMs);
  log('warn', 'a digest failed', member, error, retryAtMs);
  const asked = await isAsked(context, request);
  let silent = false;
  try {
    // A chat that is away for a while gets the answer itself when it is back; what stands there meanwhile is right.
    if (code === 'chat-refused' && retryAtMs !== null) await answer.stop();
    else silent = !(await answer.fail({ code, reason: known?.reason ?? null, retryAtMs, asked }));
  } catch (untold) {
    stopIfLost(context, untold);
    const chatAtMs = nextTry(errorCodeOf(untold), failures, clock.now(), vidigestErrorIn(untold)?.retryAtMs);
    retryAtMs = chatAtMs === null ? null : (retryAtMs ?? chatAtMs);
    log('error', 'a link was left unanswered', member, untold, retryAtMs);
  }
  const next: RequestChange = retryAtMs === null ? { state: 'failed' } : { state: 'waiting', dueAtMs: retryAtMs };
  await end(context, member, { ...next, failures: failures + 1, code }, { silent, waits: retryAtMs !== null });
}

/** Says that something is wrong with the bot, and leaves the request to a person. */
export async function parkOne(context: MemberContext, member: Member): Promise<void> {
  try {
    await member.answer.fail({ code: 'internal', reason: null, retryAtMs: null, asked: member.request.asked });
  } catch (error) {
    stopIfLost(context, error);
    log('error', 'a link was left unanswered', member, error, null);
  }
  await end(context, member, { state: 'parked', code: 'internal' }, said);
}

/** Somebody may have asked since the request was taken in. */
async function isAsked({ store }: MemberContext, { id, asked }: DigestRequest): Promise<boolean> {
  return asked || ((await store.requests.find(id))?.asked ?? false);
}

/** A job that is handed back or in other hands says nothing more: its requests stay as they are for who takes it next. */
function stopIfLost({ job }: MemberContext, error: unknown): void {
  job.signal.throwIfAborted();
  if (errorCodeOf(error) === 'cancelled') throw error;
}

const said: Ending = { silent: false, waits: false };

async function end(context: MemberContext, member: Member, to: RequestChange, how: Ending): Promise<void> {
  // A crash before the end must not leave a placeholder that nothing ever follows. After a wait, something does.
  if (!how.waits) await clearQuietly(context, member);
  await endSigned(context, member, how, () => changeAll(context, [member.request], to));
  // Whoever posts one looks whether the request is still open, afterwards too.
  if (how.silent || !how.waits) await clearQuietly(context, member);
  await takeBackIfRemoved(context, member);
}

async function endSigned(context: MemberContext, member: Member, how: Ending, change: () => Promise<void>) {
  const { request, surface } = member;
  const unmark = () => unmarkQuietly(context, member);
  // What is asked for by a button of the bot's own message bears no sign.
  if (request.scope === 'text' || !isSignOver(surface, how)) await change();
  else await endWithSign({ requests: context.store.requests, unmark }, request, change);
}

async function clearQuietly(context: MemberContext, member: Member): Promise<void> {
  try {
    await member.answer.clear();
  } catch (error) {
    stopIfLost(context, error);
    log('warn', 'a placeholder could not be taken away', member, error, null);
  }
}

async function unmarkQuietly(context: MemberContext, member: Member): Promise<void> {
  try {
    await member.surface.mark(member.request.ref, false, { signal: context.job.signal });
  } catch (error) {
    stopIfLost(context, error);
    log('warn', 'a message could not be unmarked', member, error, null);
  }
}

/**
 * What was said because of a request whose answer has been removed meanwhile is removed too: whoever removes it sees only
 * what stands by then. Such requests are cancelled with a code of that name; without one, what was said may stay.
 */
async function takeBackIfRemoved(context: MemberContext, { request, surface, logger }: Member): Promise<void> {
  const { store, job } = context;
  const now = await store.requests.find(request.id);
  if (now?.state !== 'cancelled' || now.code !== 'cancelled') return;
  try {
    await takeBack({ surface, replies: store.replies, threads: store.threads }, request, job.signal);
  } catch (error) {
    stopIfLost(context, error);
    logger.warn('a removed answer could not be taken back', { channel: request.ref.channel, error: asError(error) });
  }
}

/** Throws `cancelled` when the job is in other hands. */
export async function changeAll(
  { store, job }: MemberContext,
  requests: readonly DigestRequest[],
  to: RequestChange,
): Promise<void> {
  const ids = requests.map(({ id }) => id);
  if (ids.length === 0 || (await store.requests.change(ids, to, job))) return;
  throw new VidigestError('cancelled', 'the job is in other hands');
}

function log(
  level: 'warn' | 'error',
  message: string,
  { logger, request: { ref, videoId } }: Member,
  error: unknown,
  retryAtMs: number | null,
): void {
  const { surface, channel } = ref;
  logger[level](message, { surface, channel, videoId, code: errorCodeOf(error), retryAtMs, error: asError(error) });
}
