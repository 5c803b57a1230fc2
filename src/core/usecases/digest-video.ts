import { abortable } from '../domain/abortable.ts';
import type { Digest } from '../domain/digest.ts';
import { VidigestError } from '../domain/errors.ts';
import { jobKeyOf } from '../domain/job-key.ts';
import { sameLanguage } from '../domain/language.ts';
import type { DigestEvent, DigestListener } from '../pipeline/digest-events.ts';
import { makeDigest } from '../pipeline/make-digest.ts';
import { promptVersion } from '../pipeline/prompts/prompt-version.ts';
import { within } from '../pipeline/within.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import type { Store } from '../ports/store.ts';
import type { SourceVideo, TranscriptSource } from '../ports/transcript-source.ts';

/** What the model has answered for digests that are not finished. */
export interface ModelMemory {
  /** The model for one run of a job: what it has answered in an earlier run costs nothing. */
  over(model: LanguageModel, jobKey: string): LanguageModel;
  /** The digest is kept: its answers are needed no more. */
  forget(jobKey: string): Promise<void>;
}

/** `model` is null where none is configured: digests are then extractive. */
export interface DigestVideoDeps {
  readonly source: TranscriptSource;
  readonly model: LanguageModel | null;
  /** Where nothing outlives the process there is none. */
  readonly memory?: ModelMemory;
  readonly store: Pick<Store, 'digests' | 'transcripts'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How one caller watches and leaves. Others who wait for the same digest are not affected. */
export interface DigestVideoOptions {
  readonly signal: AbortSignal;
  readonly onEvent: DigestListener;
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
  return async (videoId, language, { signal, onEvent }) => {
    signal.throwIfAborted();
    const stored = await deps.store.digests.find({ videoId, language, promptVersion });
    if (stored !== null && isFinal(stored, deps.model)) return stored;
    const key = `${videoId} ${language}`;
    const run = running.get(key) ?? startRun(deps, settings, videoId, language, () => running.delete(key));
    running.set(key, run);
    return run.join(onEvent, signal);
  };
}

/** An extractive digest is made again once there is a model. */
function isFinal(digest: Digest, model: LanguageModel | null): boolean {
  return digest.method === 'model' || model === null;
}

interface Run {
  join(onEvent: DigestListener, signal: AbortSignal): Promise<Digest>;
}

function startRun(
  deps: DigestVideoDeps,
  settings: DigestVideoSettings,
  videoId: string,
  language: string,
  onEnd: () => void,
): Run {
  const listeners = new Set<DigestListener>();
  const stop = new AbortController();
  const late = (): Error => new VidigestError('model-timeout', `no digest within ${settings.timeoutMs} ms`);
  let draft: DigestEvent | null = null;
  const onEvent = (event: DigestEvent): void => {
    if (event.kind === 'draft') draft = event;
    for (const listener of listeners) listener(event);
  };
  const work = within(settings.timeoutMs, (signal) => produce(deps, settings, videoId, language, { signal, onEvent }), {
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
      if (draft !== null) listener(draft);
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
  videoId: string,
  language: string,
  options: DigestVideoOptions,
): Promise<Digest> {
  const { video, captions } = await fetchOnce(deps, videoId, options.signal);
  const translate = video.durationMs <= settings.translateUpToMs || sameLanguage(captions.language, language);
  const jobKey = jobKeyOf({ videoId, language, promptVersion });
  const model = deps.model === null ? null : (deps.memory?.over(deps.model, jobKey) ?? deps.model);
  const digest = await makeDigest({ ...deps, model }, { video, captions, language, translate }, options);
  if (digest.missing.length === 0) {
    await deps.store.digests.save({ videoId, language, promptVersion }, digest);
    await deps.memory?.forget(jobKey);
  } else {
    deps.logger.warn('digest is incomplete and not kept', { videoId, missing: digest.missing.join(' ') });
  }
  return digest;
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
