import type { Digest } from '../domain/digest.ts';
import { VidigestError } from '../domain/errors.ts';
import { jobKeyOf } from '../domain/job-key.ts';
import { sameLanguage } from '../domain/language.ts';
import { defaultPrices, type PriceTable } from '../domain/prices.ts';
import type { MessageRef } from '../domain/reply.ts';
import type { Video } from '../domain/video.ts';
import { addFullText } from '../pipeline/add-full-text.ts';
import type { DigestEvent, DigestListener } from '../pipeline/digest-events.ts';
import { makeDigest } from '../pipeline/make-digest.ts';
import { isMusic } from '../pipeline/music.ts';
import { within } from '../pipeline/within.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import type { DigestKey, Store } from '../ports/store.ts';
import type { SourceVideo, TranscriptSource } from '../ports/transcript-source.ts';
import { createFetchOnce } from './fetch-once.ts';
import { findKept, keyFor } from './kept-digests.ts';
import type { PaidRun, PaidWork } from './paid-run.ts';
import { createSharedWorks, type Sharable, type SharedWorks } from './shared-work.ts';
import { isTranslated, lacksText, type TextWish } from './text-wish.ts';

/** What the model has answered for digests that are not finished. */
export interface ModelMemory {
  /** The model for one run of a job: what it has answered in an earlier run costs nothing. */
  over(model: LanguageModel, jobKey: string): LanguageModel;
  /** The digest is kept: its answers are needed no more. */
  forget(jobKey: string): Promise<void>;
}

/** Who pays for a run, asked before it with what it will work on. */
export interface RunMoney {
  begin(model: LanguageModel, charge: RunCharge, work: PaidWork): Promise<PaidRun>;
  /** A digest came from the store. */
  served(charge: RunCharge, digest: Digest): Promise<void>;
}

/** In whose name a digest is asked for. */
export interface RunCharge {
  readonly ref: MessageRef;
  /** Names the asking for good: a restart asks under the same. */
  readonly key: string;
  readonly videoId: string;
  readonly language: string;
}

/** `model` is null where none is configured: digests are then extractive. */
export interface DigestVideoDeps {
  readonly source: TranscriptSource;
  readonly model: LanguageModel | null;
  /** What `usage` is priced by. Default: the list prices. */
  readonly prices?: PriceTable;
  /** Where nothing outlives the process there is none. */
  readonly memory?: ModelMemory;
  /** Where nobody counts there is none. */
  readonly money?: RunMoney;
  readonly store: Pick<Store, 'digests' | 'transcripts'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What is decided once the video is known. */
export interface DigestPlan {
  readonly text: TextWish;
  /** Whoever comes first pays; null for work that is not counted. */
  readonly charge: Omit<RunCharge, 'videoId' | 'language'> | null;
}

/** How one caller watches and leaves. Others who wait for the same digest are not affected. */
export interface DigestVideoOptions {
  readonly signal: AbortSignal;
  readonly onEvent: DigestListener;
  /**
   * Asked once, before anything is paid for; what it throws is passed on. Default: what is wanted where nobody decides,
   * not counted.
   */
  readonly plan?: (video: Video) => Promise<DigestPlan>;
  /** By `ownerOf`: what is made of an unlisted video is kept for them alone. Default: nobody with a workspace. */
  readonly owner?: string;
}

export interface DigestVideoSettings {
  /** Longer videos get no full text until somebody asks for it. */
  readonly translateUpToMs: number;
  /** Ends a digest that nothing else has ended. */
  readonly timeoutMs: number;
}

/** The digest of a video in a language: from the store, or made once however many ask for it meanwhile. */
export type DigestVideo = (videoId: string, language: string, options: DigestVideoOptions) => Promise<Digest>;

const noPlan: DigestPlan = { text: 'auto', charge: null };

/**
 * The returned function throws what `TranscriptSource.fetch`, `makeDigest` and `plan` throw, and the caller's own abort
 * reason. Work goes on while at least one caller waits for it. Digests with a failed part are handed out but not kept. A
 * kept digest to which a full text is to be added keeps all else.
 */
export function createDigestVideo(deps: DigestVideoDeps, settings: DigestVideoSettings): DigestVideo {
  const fetchOnce = createFetchOnce(deps);
  const works: SharedWorks<Digest, DigestEvent> = createSharedWorks();
  return async (videoId, language, { signal, onEvent, plan, owner = 'none' }) => {
    signal.throwIfAborted();
    const kept = await findKept(deps.store.digests, { videoId, language }, owner);
    const found: Found =
      kept !== null && isFinal(kept, deps.model)
        ? { digest: kept }
        : withMusic(await fetchOnce(videoId, owner, signal));
    const video = 'digest' in found ? found.digest.video : found.video;
    const { text, charge } = (await plan?.(video)) ?? noPlan;
    const payer = charge === null ? null : { ...charge, videoId, language };
    if ('digest' in found && !needsText(found.digest, text, deps.model, settings)) {
      if (payer !== null) await deps.money?.served(payer, found.digest);
      return found.digest;
    }
    const key = keyFor(video, { videoId, language }, owner);
    const wanted: Wanted = { key, charge: payer, work: workOf(found, language, text, settings) };
    const name = `${jobKeyOf(key)} ${'digest' in found ? 'text' : text}`;
    return works.get(name, () => digestWork(deps, settings, wanted)).join(onEvent, signal);
  };
}

/** A digest that is kept, to which at most its full text is added, or what one is made from. */
type Found = { readonly digest: Digest } | SourceVideo;

/** What a digest is made from says whether it is music, and so does the digest. */
function withMusic(source: SourceVideo): SourceVideo {
  return isMusic(source.video, source.captions) ? { ...source, video: { ...source.video, music: true } } : source;
}

interface Wanted {
  /** Under which the digest is kept. */
  readonly key: DigestKey;
  readonly charge: RunCharge | null;
  readonly work: PaidWork;
}

/** An extractive digest is made again once there is a model. */
function isFinal(digest: Digest, model: LanguageModel | null): boolean {
  return digest.method === 'model' || model === null;
}

function needsText(
  digest: Digest,
  text: TextWish,
  model: LanguageModel | null,
  settings: DigestVideoSettings,
): boolean {
  return model !== null && lacksText(digest) && isTranslated(digest.video.durationMs, text, settings.translateUpToMs);
}

function workOf(found: Found, language: string, text: TextWish, { translateUpToMs }: DigestVideoSettings): PaidWork {
  if ('digest' in found) return found;
  const { video, captions } = found;
  const translate = isTranslated(video.durationMs, text, translateUpToMs) || sameLanguage(captions.language, language);
  return { video, captions, language, translate };
}

function digestWork(
  deps: DigestVideoDeps,
  settings: DigestVideoSettings,
  wanted: Wanted,
): Sharable<Digest, DigestEvent> {
  const late = (): Error => new VidigestError('model-timeout', `no digest within ${settings.timeoutMs} ms`);
  let draft: DigestEvent | null = null;
  let overBudget: DigestEvent | null = null;
  return {
    run(signal, tell) {
      const onEvent: DigestListener = (event) => {
        if (event.kind === 'draft') draft = event;
        if (event.kind === 'over-budget') overBudget = event;
        tell(event);
      };
      const work = (inTime: AbortSignal) => produce(deps, wanted, { signal: inTime, onEvent });
      return within(settings.timeoutMs, work, { clock: deps.clock, signal, late });
    },
    retell: () => [overBudget, draft].filter((event) => event !== null),
  };
}

interface RunOptions {
  readonly signal: AbortSignal;
  readonly onEvent: DigestListener;
}

async function produce(deps: DigestVideoDeps, wanted: Wanted, options: RunOptions): Promise<Digest> {
  const { key } = wanted;
  const jobKey = jobKeyOf(key);
  const digest = await makePaid(deps, wanted, jobKey, options);
  if (digest.missing.length > 0) {
    const fields = { job: jobKey, videoId: key.videoId, missing: digest.missing.join(' ') };
    deps.logger.warn('digest is incomplete and not kept', fields);
  } else if (isFinal(digest, deps.model)) {
    await deps.store.digests.save(key, digest);
    await deps.memory?.forget(jobKey);
  }
  return digest;
}

/** With what money there is: what was used is booked whatever comes of the run, and before its digest is kept. */
async function makePaid(
  deps: DigestVideoDeps,
  { charge, work }: Wanted,
  jobKey: string,
  options: RunOptions,
): Promise<Digest> {
  const { memory, money } = deps;
  const model = deps.model === null ? null : (memory?.over(deps.model, jobKey) ?? deps.model);
  if (model === null || money === undefined || charge === null) return make(deps, model, work, options);
  const run = await money.begin(model, charge, work);
  if (run.notice !== null) options.onEvent({ kind: 'over-budget', notice: run.notice });
  try {
    return await make(deps, run.model, work, options);
  } finally {
    await run.settle();
  }
}

/** Without a model a digest that is there stays as it is. */
function make(
  deps: DigestVideoDeps,
  model: LanguageModel | null,
  work: PaidWork,
  options: RunOptions,
): Promise<Digest> {
  if (!('digest' in work)) return makeDigest({ ...deps, model }, work, options);
  if (model === null) return Promise.resolve(work.digest);
  return addFullText(model, work.digest, { ...options, prices: deps.prices ?? defaultPrices });
}
