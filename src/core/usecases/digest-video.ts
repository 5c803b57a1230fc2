import { abortable } from '../domain/abortable.ts';
import type { Digest, DigestDraft } from '../domain/digest.ts';
import { VidigestError } from '../domain/errors.ts';
import { jobKeyOf } from '../domain/job-key.ts';
import { sameLanguage } from '../domain/language.ts';
import type { MessageRef } from '../domain/reply.ts';
import type { DigestEvent, DigestListener } from '../pipeline/digest-events.ts';
import { type DigestInput, makeDigest } from '../pipeline/make-digest.ts';
import { promptVersion } from '../pipeline/prompts/prompt-version.ts';
import { within } from '../pipeline/within.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import type { SourceVideo, TranscriptSource } from '../ports/transcript-source.ts';
import type { PaidRun } from './paid-run.ts';

/** What the model has answered for digests that are not finished. */
export interface ModelMemory {
  /** The model for one run of a job: what it has answered in an earlier run costs nothing. */
  over(model: LanguageModel, jobKey: string): LanguageModel;
  /** The digest is kept: its answers are needed no more. */
  forget(jobKey: string): Promise<void>;
}

/** Who pays for a run, asked before it with what it will work on. */
export interface RunMoney {
  begin(model: LanguageModel, charge: RunCharge, input: DigestInput): Promise<PaidRun>;
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
  /** Where nothing outlives the process there is none. */
  readonly memory?: ModelMemory;
  /** Where nobody counts there is none. */
  readonly money?: RunMoney;
  readonly store: Pick<Store, 'digests' | 'transcripts'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How one caller watches and leaves. Others who wait for the same digest are not affected. */
export interface DigestVideoOptions {
  readonly signal: AbortSignal;
  readonly onEvent: DigestListener;
  /** Whoever comes first pays; null for work that is not counted. */
  readonly charge?: Omit<RunCharge, 'videoId' | 'language'> | null;
}

export interface DigestVideoSettings {
  /** Longer videos get no full text until somebody asks for it. */
  readonly translateUpToMs: number;
  /** Ends a digest that nothing else has ended. */
  readonly timeoutMs: number;
}

/** The digest of a video in a language: from the store, or made once however many ask for it meanwhile. */
export type DigestVideo = (videoId: string, language: string, options: DigestVideoOptions) => Promise<Digest>;

/**
 * The returned function throws what `TranscriptSource.fetch` and `makeDigest` throw, and the caller's own abort reason.
 * Work goes on while at least one caller waits for it. Digests with a failed part are handed out but not kept.
 */
export function createDigestVideo(deps: DigestVideoDeps, settings: DigestVideoSettings): DigestVideo {
  const running = new Map<string, Run>();
  return async (videoId, language, { signal, onEvent, charge: asked = null }) => {
    signal.throwIfAborted();
    const charge = asked === null ? null : { ...asked, videoId, language };
    const stored = await deps.store.digests.find({ videoId, language, promptVersion });
    if (stored !== null && isFinal(stored, deps.model)) {
      if (charge !== null) await deps.money?.served(charge, stored);
      return stored;
    }
    const key = `${videoId} ${language}`;
    const run = running.get(key) ?? startRun(deps, settings, { videoId, language, charge }, () => running.delete(key));
    running.set(key, run);
    return run.join(onEvent, signal);
  };
}

/** An extractive digest is made again once there is a model. */
function isFinal(digest: Digest, model: LanguageModel | null): boolean {
  return digest.method === 'model' || model === null;
}

interface Wanted {
  readonly videoId: string;
  readonly language: string;
  readonly charge: RunCharge | null;
}

interface Run {
  join(onEvent: DigestListener, signal: AbortSignal): Promise<Digest>;
}

function startRun(deps: DigestVideoDeps, settings: DigestVideoSettings, wanted: Wanted, onEnd: () => void): Run {
  const listeners = new Set<DigestListener>();
  const stop = new AbortController();
  const late = (): Error => new VidigestError('model-timeout', `no digest within ${settings.timeoutMs} ms`);
  let draft: DigestEvent | null = null;
  let overBudget: DigestEvent | null = null;
  const onEvent = (event: DigestEvent): void => {
    if (event.kind === 'draft') draft = event;
    if (event.kind === 'over-budget') overBudget = event;
    for (const listener of listeners) listener(event);
  };
  const work = within(settings.timeoutMs, (signal) => produce(deps, settings, wanted, { signal, onEvent }), {
    clock: deps.clock,
    signal: stop.signal,
    late,
  }).finally(onEnd);
  work.catch(() => {});
  return {
    async join(onEventOfCaller, callerSignal) {
      // Two callers may pass one function; each of them counts.
      const listener: DigestListener = (event) => onEventOfCaller(event);
      listeners.add(listener);
      for (const event of [overBudget, draft]) if (event !== null) listener(event);
      try {
        return await abortable(work, callerSignal);
      } finally {
        listeners.delete(listener);
        if (listeners.size === 0) stop.abort(callerSignal.reason);
      }
    },
  };
}

async function produce(
  deps: DigestVideoDeps,
  settings: DigestVideoSettings,
  wanted: Wanted,
  options: Pick<DigestVideoOptions, 'signal' | 'onEvent'>,
): Promise<Digest> {
  const { videoId, language } = wanted;
  const { video, captions } = await fetchOnce(deps, videoId, options.signal);
  const translate = video.durationMs <= settings.translateUpToMs || sameLanguage(captions.language, language);
  const jobKey = jobKeyOf({ videoId, language, promptVersion });
  options.onEvent({ kind: 'draft', draft: emptyDraft(video, language) });
  const digest = await makePaid(deps, wanted, jobKey, { video, captions, language, translate }, options);
  if (digest.missing.length > 0) {
    deps.logger.warn('digest is incomplete and not kept', { videoId, missing: digest.missing.join(' ') });
  } else if (isFinal(digest, deps.model)) {
    await deps.store.digests.save({ videoId, language, promptVersion }, digest);
    await deps.memory?.forget(jobKey);
  }
  return digest;
}

/** What there is to see once the video is known. */
function emptyDraft(video: SourceVideo['video'], language: string): DigestDraft {
  const progress = { stage: 'outline', chaptersDone: 0, chapters: 0 } as const;
  return { video, language, title: null, tldr: null, chapters: [], progress };
}

/** With what money there is: what was used is booked whatever comes of the run, and before its digest is kept. */
async function makePaid(
  deps: DigestVideoDeps,
  { charge }: Wanted,
  jobKey: string,
  input: DigestInput,
  options: Pick<DigestVideoOptions, 'signal' | 'onEvent'>,
): Promise<Digest> {
  const { memory, money } = deps;
  const model = deps.model === null ? null : (memory?.over(deps.model, jobKey) ?? deps.model);
  if (model === null || money === undefined || charge === null) return makeDigest({ ...deps, model }, input, options);
  const run = await money.begin(model, charge, input);
  if (run.notice !== null) options.onEvent({ kind: 'over-budget', notice: run.notice });
  try {
    return await makeDigest({ ...deps, model: run.model }, input, options);
  } finally {
    await run.settle();
  }
}

/** Captions do not change once a video is published: a second language starts from the same lines. */
async function fetchOnce(
  { store, source }: DigestVideoDeps,
  videoId: string,
  signal: AbortSignal,
): Promise<SourceVideo> {
  const stored = await store.transcripts.find(videoId);
  if (stored !== null) return stored;
  const fetched = await source.fetch(videoId, { signal });
  await store.transcripts.save(fetched.video, fetched.captions);
  return fetched;
}
