import type { BudgetNotice } from '../domain/budget.ts';
import type { Digest, DigestDraft } from '../domain/digest.ts';
import { ownerOf } from '../domain/owner.ts';
import type { LeftAlone, MessageRef } from '../domain/reply.ts';
import type { Video } from '../domain/video.ts';
import type { TakenJob } from '../ports/queue.ts';
import type { DigestRequest } from '../ports/request-store.ts';
import { takesAll, whyLeftAlone } from './chat/should-digest.ts';
import {
  answerOne,
  changeAll,
  createMember,
  failOne,
  type JobRequestsDeps,
  leaveOne,
  type Member,
  type MemberContext,
  parkOne,
  pointed,
  releaseOne,
} from './job-member.ts';
import type { AnswerSettings } from './request-answer.ts';
import { type TextWish, textWishOf } from './text-wish.ts';

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
  /** Who pays: the first one that is due; null where none is. */
  payer(): DigestRequest | null;
  /**
   * The video is known: unasked requests that their channel's settings rule out are left alone, and of an unlisted video
   * those of other workspaces than `owner`'s wait for a run of their own. Returns what is wanted of the full text.
   */
  meet(video: Video, owner: string): Promise<TextWish>;
  /** The digest will be made without a model for want of money: to be said with it. */
  excuse(notice: BudgetNotice): void;
  /** Shows a newer state of the digest in each thread that is to hold it, now or when its request comes. */
  show(draft: DigestDraft): void;
  /** Answers all with the digest, those that come meanwhile too. Those who want more of it wait for the next run. */
  answer(digest: Digest): Promise<void>;
  /** Tells all who were to be answered now, those that come meanwhile too, and puts off or ends their requests. */
  fail(error: unknown): Promise<void>;
  /** Tells all and parks them. */
  park(): Promise<void>;
}

/** What is known of the video, once it is. */
interface Met {
  readonly video: Video;
  readonly owner: string;
  readonly text: TextWish;
}

/** The open requests of a job, none taken in yet. */
export function createJobRequests(deps: JobRequestsDeps, settings: AnswerSettings, job: TakenJob): JobRequests {
  const context: MemberContext = { ...deps, settings, job };
  const roll: Roll = { known: new Set(), members: new Map(), met: null, shown: null, excuse: null };
  const { members } = roll;
  return {
    admit: () => admit(context, roll),
    due: () => firstDue(members.values()) !== null,
    payer: () => firstDue(members.values())?.request ?? null,
    meet: (video, owner) => meet(context, roll, video, owner),
    show(draft) {
      roll.shown = draft;
      for (const member of firstOfEachPlace(members.values())) member.answer.show(draft);
    },
    excuse(notice) {
      roll.excuse = notice;
    },
    answer: (digest) =>
      withEach(context, roll, async (member, isFirst) => {
        if (wantsMore(member, roll.met)) await member.answer.stop();
        else await answerOne(context, member, { digest, excuse: roll.excuse }, isFirst);
      }),
    async fail(error) {
      await withEach(context, roll, async (member) => {
        if (!member.early) await failOne(context, member, error);
      });
    },
    park: () => withEach(context, roll, (member) => parkOne(context, member)),
  };
}

/** Who is to be answered, and with what so far. */
interface Roll {
  readonly known: Set<string>;
  readonly members: Map<string, Member>;
  met: Met | null;
  shown: DigestDraft | null;
  excuse: BudgetNotice | null;
}

async function admit(context: MemberContext, roll: Roll): Promise<void> {
  const { known, members } = roll;
  const open = new Map((await context.store.requests.open(context.job.key)).map((request) => [request.id, request]));
  for (const [id, member] of members) {
    if (open.has(id)) continue;
    members.delete(id);
    await releaseOne(context, member);
  }
  const newcomers = [...open.values()].filter(({ id }) => !known.has(id));
  for (const { id } of newcomers) known.add(id);
  const joined = await admitAll(context, newcomers);
  for (const member of joined) members.set(member.request.id, member);
  // The video may have become known, and a draft have been shown, while these were looked up.
  if (roll.met !== null) await dismiss(context, members, roll.met);
  const { met, shown } = roll;
  const first = firstOfEachPlace(members.values());
  for (const member of joined) {
    if (!first.has(member)) continue;
    if (!member.early && (met !== null || !mayBeLeft(member))) member.answer.begin();
    if (shown !== null) member.answer.show(shown);
  }
}

async function meet(context: MemberContext, roll: Roll, video: Video, owner: string): Promise<TextWish> {
  const { members } = roll;
  roll.met = { video, owner, text: 'never' };
  await dismiss(context, members, roll.met);
  const text = mostOf([...members.values()].map(textWish));
  roll.met = { video, owner, text };
  for (const member of firstOfEachPlace(members.values())) if (!member.early) member.answer.begin();
  return text;
}

/** Works through all members, channels side by side, and then through those that have come meanwhile. */
async function withEach(
  context: MemberContext,
  roll: Roll,
  work: (member: Member, isFirst: boolean) => Promise<void>,
): Promise<void> {
  const { members } = roll;
  for (await admit(context, roll); members.size > 0; await admit(context, roll)) {
    const first = firstOfEachPlace(members.values());
    const places = Map.groupBy(members.values(), ({ request }) => placeOf(request.ref));
    const inTurn = async (ofPlace: readonly Member[]): Promise<void> => {
      for (const member of ofPlace) await work(member, first.has(member));
    };
    await allOrFirstError([...places.values()].map(inTurn));
    members.clear();
  }
}

async function admitAll(context: MemberContext, newcomers: readonly DigestRequest[]): Promise<readonly Member[]> {
  const joined: Member[] = [];
  for (const request of newcomers) {
    const member = await createMember(context, request);
    if (member === null) await changeAll(context, [request], { state: 'failed', code: 'config-invalid' });
    else if (!(await pointed(context, member))) joined.push(member);
  }
  const begun = joined.filter(({ early }) => !early).map(({ request }) => request);
  await changeAll(context, begun, { state: 'running' });
  return joined;
}

/** Lets go of those whom this video does not concern. */
async function dismiss(context: MemberContext, members: Map<string, Member>, { video, owner }: Met): Promise<void> {
  const left: { member: Member; why: LeftAlone }[] = [];
  // All at once: whoever is still among the members is shown the next draft.
  for (const [id, member] of members) {
    const isOfOthers = video.unlisted && ownerOf(member.request.ref) !== owner;
    const why = member.request.asked ? null : whyLeftAlone(member.settings, video);
    if (isOfOthers || why !== null) members.delete(id);
    if (why !== null && !isOfOthers) left.push({ member, why });
  }
  for (const { member, why } of left) await leaveOne(context, member, why);
}

/** Whether it is not certain before the video is known that anything will be said. */
function mayBeLeft({ request, settings }: Member): boolean {
  return !request.asked && !takesAll(settings);
}

const wishes: readonly TextWish[] = ['never', 'auto', 'always'];

function mostOf(all: readonly TextWish[]): TextWish {
  return wishes.findLast((wish) => all.includes(wish)) ?? 'never';
}

function textWish({ request, settings }: Member): TextWish {
  if (request.scope === 'text') return 'always';
  return textWishOf(settings);
}

/** It came when less was decided. */
function wantsMore(member: Member, met: Met | null): boolean {
  return met !== null && wishes.indexOf(textWish(member)) > wishes.indexOf(met.text);
}

function firstDue(members: Iterable<Member>): Member | null {
  for (const member of members) if (!member.early) return member;
  return null;
}

/** Whoever wants the text alone does not hold the digest. */
function firstOfEachPlace(members: Iterable<Member>): ReadonlySet<Member> {
  const places = new Map<string, Member>();
  for (const member of members) {
    const { ref, scope } = member.request;
    const place = scope === 'text' ? member.request.id : placeOf(ref);
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
