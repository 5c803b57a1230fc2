import type { BudgetNotice } from '../domain/budget.ts';
import type { Digest, DigestDraft } from '../domain/digest.ts';
import { errorCodeOf, VidigestError, vidigestErrorIn } from '../domain/errors.ts';
import type { MessageRef } from '../domain/reply.ts';
import type { ChatFacts, ChatSurface } from '../ports/chat-surface.ts';
import type { TakenJob } from '../ports/queue.ts';
import type { DigestRequest, RequestChange } from '../ports/request-store.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import { type AnswerSettings, createRequestAnswer, type RequestAnswer } from './request-answer.ts';
import { createRequestVoice } from './request-voice.ts';
import { nextTry } from './retry-plan.ts';

/** What answering the requests of a job needs of the world. */
export interface JobRequestsDeps {
  /** The platform of a message; null for one that this installation no longer speaks on. */
  readonly surfaceOf: (to: MessageRef) => (ChatSurface & ChatFacts) | null;
  readonly store: Pick<Store, 'requests' | 'threads' | 'outbox'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * The requests that one run of a job answers: those that were open when it began, and those that have come since.
 * Whatever it finds wrong with one request is that request's own; it throws when the store fails and when the job is in
 * other hands or to be handed back.
 */
export interface JobRequests {
  /**
   * Takes in the open requests that it does not know yet, of which those that a thread of their channel answers are done
   * at once, and lets go of those that were cancelled.
   */
  admit(): Promise<void>;
  /** Whether one is due that is not answered yet: without one the digest is made for nobody. */
  due(): boolean;
  /** The digest will be made without a model for want of money: to be said with it. */
  excuse(notice: BudgetNotice): void;
  /** Shows a newer state of the digest in each thread that is to hold it, now or when its request comes. */
  show(draft: DigestDraft): void;
  /** Answers all with the digest, those that come meanwhile too. */
  answer(digest: Digest): Promise<void>;
  /** Tells all who were to be answered now, those that come meanwhile too, and puts off or ends their requests. */
  fail(error: unknown): Promise<void>;
  /** Tells all and parks them. */
  park(): Promise<void>;
}

interface Member {
  readonly request: DigestRequest;
  readonly answer: RequestAnswer;
  /** A later try that somebody else's request has brought forward: it may succeed, but does not fail now. */
  readonly early: boolean;
}

/** The open requests of a job, none taken in yet. */
export function createJobRequests(deps: JobRequestsDeps, settings: AnswerSettings, job: TakenJob): JobRequests {
  const context: Context = { ...deps, settings, job };
  const known = new Set<string>();
  const members = new Map<string, Member>();
  let shown: DigestDraft | null = null;
  let excuse: BudgetNotice | null = null;

  const admit = async (): Promise<void> => {
    const open = new Map((await deps.store.requests.open(job.key)).map((request) => [request.id, request]));
    for (const [id, { answer }] of members) {
      if (open.has(id)) continue;
      members.delete(id);
      await answer.stop();
    }
    const newcomers = [...open.values()].filter(({ id }) => !known.has(id));
    for (const { id } of newcomers) known.add(id);
    const joined = await admitAll(context, newcomers);
    for (const member of joined) members.set(member.request.id, member);
    const first = firstOfEachPlace(members.values());
    for (const member of joined) {
      if (!first.has(member)) continue;
      if (!member.early) member.answer.begin();
      if (shown !== null) member.answer.show(shown);
    }
  };
  /** Works through all members, channels side by side, and then through those that have come meanwhile. */
  const withEach = async (work: (member: Member, isFirst: boolean) => Promise<void>): Promise<void> => {
    for (await admit(); members.size > 0; await admit()) {
      const first = firstOfEachPlace(members.values());
      const places = Map.groupBy(members.values(), ({ request }) => placeOf(request.ref));
      const inTurn = async (ofPlace: readonly Member[]): Promise<void> => {
        for (const member of ofPlace) await work(member, first.has(member));
      };
      await allOrFirstError([...places.values()].map(inTurn));
      members.clear();
    }
  };
  return {
    admit,
    due: () => [...members.values()].some(({ early }) => !early),
    show(draft) {
      shown = draft;
      for (const member of firstOfEachPlace(members.values())) member.answer.show(draft);
    },
    excuse(notice) {
      excuse = notice;
    },
    answer: (digest) => withEach((member, isFirst) => answerOne(context, member, { digest, excuse }, isFirst)),
    async fail(error) {
      await withEach(async (member) => {
        if (!member.early) await failOne(context, member, error);
      });
    },
    park: () => withEach((member) => parkOne(context, member)),
  };
}

interface Context extends JobRequestsDeps {
  readonly settings: AnswerSettings;
  readonly job: TakenJob;
}

async function admitAll(context: Context, newcomers: readonly DigestRequest[]): Promise<readonly Member[]> {
  const nowMs = context.clock.now();
  const joined: Member[] = [];
  for (const request of newcomers) {
    const answer = answerFor(context, request);
    const member = { request, answer, early: request.dueAtMs > nowMs };
    if (answer === null) await end(context, request, { state: 'failed', code: 'config-invalid' });
    else if (!(await pointed(context, { ...member, answer }))) joined.push({ ...member, answer });
  }
  const begun = joined.filter(({ early }) => !early).map(({ request }) => request.id);
  await change(context, begun, { state: 'running' });
  return joined;
}

function answerFor(
  { surfaceOf, store, clock, logger, job, settings }: Context,
  request: DigestRequest,
): RequestAnswer | null {
  const surface = surfaceOf(request.ref);
  if (surface === null) return null;
  const voice = createRequestVoice({ surface, outbox: store.outbox, fence: job, signal: job.signal }, request);
  const { videoId } = request;
  return createRequestAnswer({ voice, facts: surface, videoId, threads: store.threads, clock, logger }, settings);
}

/** Whether a thread of the channel was the answer, or would have been had the platform taken it. */
async function pointed(context: Context, member: Member): Promise<boolean> {
  try {
    if (!(await member.answer.pointToEarlier())) return false;
    await end(context, member.request, { state: 'done', code: null });
  } catch (error) {
    await failOne(context, member, error);
  }
  return true;
}

/** In one channel one thread holds the digest, and the others point to it. */
async function answerOne(
  context: Context,
  member: Member,
  { digest, excuse }: { readonly digest: Digest; readonly excuse: BudgetNotice | null },
  isFirst: boolean,
): Promise<void> {
  try {
    const isThere = !isFirst && (await member.answer.pointToEarlier());
    if (!isThere) await member.answer.publish(digest, excuse);
  } catch (error) {
    return failOne(context, member, error);
  }
  await end(context, member.request, { state: 'done', code: null });
}

async function failOne(context: Context, { request, answer }: Member, error: unknown): Promise<void> {
  const { clock } = context;
  const { failures } = request;
  stopIfLost(context, error);
  const known = vidigestErrorIn(error);
  const code = errorCodeOf(error);
  let retryAtMs = nextTry(code, failures, clock.now(), known?.retryAtMs);
  log(context, 'warn', 'a digest failed', request, error, retryAtMs);
  try {
    // A chat that is away for a while gets the answer itself when it is back; what stands there meanwhile is right.
    if (code === 'chat-refused' && retryAtMs !== null) await answer.stop();
    else await answer.fail({ code, reason: known?.reason ?? null, retryAtMs });
  } catch (untold) {
    stopIfLost(context, untold);
    const chatAtMs = nextTry(errorCodeOf(untold), failures, clock.now(), vidigestErrorIn(untold)?.retryAtMs);
    retryAtMs = chatAtMs === null ? null : (retryAtMs ?? chatAtMs);
    log(context, 'error', 'a link was left unanswered', request, untold, retryAtMs);
  }
  const next: RequestChange = retryAtMs === null ? { state: 'failed' } : { state: 'waiting', dueAtMs: retryAtMs };
  await end(context, request, { ...next, failures: failures + 1, code });
}

async function parkOne(context: Context, { request, answer }: Member): Promise<void> {
  try {
    await answer.fail({ code: 'internal', reason: null, retryAtMs: null });
  } catch (error) {
    stopIfLost(context, error);
    log(context, 'error', 'a link was left unanswered', request, error, null);
  }
  await end(context, request, { state: 'parked', code: 'internal' });
}

/** A job that is handed back or in other hands says nothing more: its requests stay as they are for who takes it next. */
function stopIfLost({ job }: Context, error: unknown): void {
  job.signal.throwIfAborted();
  if (errorCodeOf(error) === 'cancelled') throw error;
}

function end(context: Context, request: DigestRequest, to: RequestChange): Promise<void> {
  return change(context, [request.id], to);
}

async function change({ store, job }: Context, ids: readonly string[], to: RequestChange): Promise<void> {
  if (ids.length === 0 || (await store.requests.change(ids, to, job))) return;
  throw new VidigestError('cancelled', 'the job is in other hands');
}

function firstOfEachPlace(members: Iterable<Member>): ReadonlySet<Member> {
  const places = new Map<string, Member>();
  for (const member of members) {
    const place = placeOf(member.request.ref);
    if (!places.has(place)) places.set(place, member);
  }
  return new Set(places.values());
}

function placeOf({ surface, workspace, channel }: MessageRef): string {
  return JSON.stringify([surface, workspace, channel]);
}

/** Waits for all even if some fail: none must go on talking behind its caller's back. */
async function allOrFirstError(work: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) if (result.status === 'rejected') throw result.reason;
}

function log(
  { logger }: Context,
  level: 'warn' | 'error',
  message: string,
  { ref, videoId }: DigestRequest,
  error: unknown,
  retryAtMs: number | null,
): void {
  const known = error instanceof Error ? error : new Error(String(error));
  const { surface, channel } = ref;
  logger[level](message, { surface, channel, videoId, code: errorCodeOf(error), retryAtMs, error: known });
}
