import type { Digest } from '../domain/digest.ts';
import type { PriceTable } from '../domain/prices.ts';
import type { LineRange } from '../domain/transcript.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import { assemblePassages, coverageOf } from './assemble-passages.ts';
import type { DigestListener } from './digest-events.ts';
import { createModelCaller } from './model-call.ts';
import { createTranslationJob } from './translation-job.ts';
import { createUsageMeter } from './usage-meter.ts';

/** How adding is ended and watched, and what its usage is priced by. */
export interface AddFullTextOptions {
  readonly signal: AbortSignal;
  readonly onEvent: DigestListener;
  readonly prices: PriceTable;
}

/**
 * The same digest with its full text, which was left for later: nothing else of it is made anew or paid again. What
 * could not be translated at all is named in `missing`. Throws the signal's reason, and `model-…` as `makeDigest` does.
 */
export async function addFullText(model: LanguageModel, digest: Digest, options: AddFullTextOptions): Promise<Digest> {
  const { onEvent, signal, prices } = options;
  const { lines, chapters, cast, glossary, captions, language } = digest;
  const meter = createUsageMeter(model, prices);
  const input = { lines, sourceLanguage: captions.language, targetLanguage: language };
  const stop = new AbortController();
  const job = createTranslationJob(
    createModelCaller(model, meter),
    model.describe('translation'),
    input,
    {
      onRepair: (what, count) => onEvent({ kind: 'repair', what, count }),
      onTranslated: (_lines: LineRange) => {},
    },
    AbortSignal.any([signal, stop.signal]),
  );
  onEvent({ kind: 'stage', stage: 'translation', state: 'started' });
  try {
    job.setNames({ cast, glossary });
    for (const chapter of chapters) job.addChapter(chapter.lines);
    const passages = assemblePassages(await job.finish(), chapters, lines);
    const failed = passages.every(({ state }) => state === 'source');
    onEvent({ kind: 'stage', stage: 'translation', state: failed ? 'failed' : 'done' });
    return {
      ...digest,
      fullText: 'translated',
      passages: [...passages],
      coverage: coverageOf(passages, lines, digest.video.durationMs),
      usage: [...digest.usage, ...meter.report()],
      missing: failed ? [...digest.missing, 'translation'] : digest.missing,
    };
  } finally {
    stop.abort();
  }
}
