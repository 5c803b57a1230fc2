import type { Digest } from '../domain/digest.ts';
import { VidigestError } from '../domain/errors.ts';
import { sameLanguage } from '../domain/language.ts';
import { defaultPrices, type PriceTable } from '../domain/prices.ts';
import type { Captions, Line } from '../domain/transcript.ts';
import type { Video } from '../domain/video.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Clock } from '../ports/runtime.ts';
import { assessCaptions, hardlyAnySpeechWpm } from './assess-captions.ts';
import { endOfVideo } from './chapter-starts.ts';
import type { DigestListener } from './digest-events.ts';
import type { DigestMaterial } from './digest-material.ts';
import { makeExtractiveDigest } from './extractive/make-extractive-digest.ts';
import { makeLines } from './lines.ts';
import { makeModelDigest } from './model-digest.ts';

export interface DigestDeps {
  /** Null: no model is configured, the digest is extractive. */
  readonly model: LanguageModel | null;
  readonly clock: Clock;
  /** What `usage` is priced by. Default: the list prices. */
  readonly prices?: PriceTable;
}

export interface DigestInput {
  readonly video: Video;
  readonly captions: Captions;
  /** BCP 47 tag to translate into. */
  readonly language: string;
  /** Whether the full text is translated now; a caller that leaves it for later gets `fullText: 'none'`. */
  readonly translate: boolean;
}

/** How the making is ended and watched. */
export interface DigestOptions {
  readonly signal: AbortSignal;
  readonly onEvent: DigestListener;
}

/**
 * The whole way from captions to the finished document. Throws `hardly-any-speech` when there is nothing to digest,
 * `model-…` when no outline can be had for want of a working model, and the signal's reason when cancelled; whatever
 * else fails costs its own part and is named in `missing`.
 */
export async function makeDigest(deps: DigestDeps, input: DigestInput, options: DigestOptions): Promise<Digest> {
  const lines = makeLines(input.captions);
  const material = prepare(input, lines, deps.clock);
  if (deps.model === null) return makeExtractiveDigest(material);
  return makeModelDigest(deps.model, material, { ...options, prices: deps.prices ?? defaultPrices });
}

function prepare(
  { video, captions, language, translate }: DigestInput,
  lines: readonly Line[],
  clock: Clock,
): DigestMaterial {
  const durationMs = endOfVideo(lines, video.durationMs);
  const { truncated, wordsPerMinute } = assessCaptions(lines, captions, durationMs);
  if (lines.length === 0 || (wordsPerMinute < hardlyAnySpeechWpm && !truncated)) {
    throw new VidigestError('hardly-any-speech', `${Math.round(wordsPerMinute)} words a minute`);
  }
  const same = sameLanguage(captions.language, language);
  return {
    video: { ...video, durationMs },
    captions,
    lines,
    language,
    truncated,
    nowIso: new Date(clock.now()).toISOString(),
    fullText: same ? 'clean' : translate ? 'translate' : 'later',
  };
}
