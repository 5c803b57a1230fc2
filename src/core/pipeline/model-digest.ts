import type { Chapter, Digest, Passage } from '../domain/digest.ts';
import { errorCodeOf } from '../domain/errors.ts';
import type { PriceTable } from '../domain/prices.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import { type Analysis, makeAnalysis } from './analysis.ts';
import { assemblePassages, coverageOf } from './assemble-passages.ts';
import { cleanedPassages } from './cleaned-passages.ts';
import type { DigestListener, RepairKind } from './digest-events.ts';
import type { DigestMaterial } from './digest-material.ts';
import { createDraftTeller, type DraftTeller } from './draft-teller.ts';
import { makeExtractiveDigest } from './extractive/make-extractive-digest.ts';
import { createModelCaller, type ModelCaller } from './model-call.ts';
import { makeOutline, type Outline } from './outline.ts';
import type { Names } from './outline-collector.ts';
import { promptVersion } from './prompts/prompt-version.ts';
import { createTranslationJob, type TranslationJob } from './translation-job.ts';
import { createUsageMeter } from './usage-meter.ts';

interface StageTools {
  readonly model: LanguageModel;
  readonly caller: ModelCaller;
  readonly material: DigestMaterial;
  readonly teller: DraftTeller;
  readonly signal: AbortSignal;
  readonly onEvent: DigestListener;
  readonly onRepair: (what: RepairKind, count: number) => void;
}

/** The three stages, each started as soon as what it needs is certain. See `makeDigest` for what is thrown. */
export async function makeModelDigest(
  model: LanguageModel,
  material: DigestMaterial,
  options: { readonly signal: AbortSignal; readonly onEvent: DigestListener; readonly prices: PriceTable },
): Promise<Digest> {
  const { onEvent } = options;
  const meter = createUsageMeter(model, options.prices);
  // Whatever ends the digest ends the calls still under way for it.
  const stop = new AbortController();
  const tools: StageTools = {
    model,
    caller: createModelCaller(model, meter),
    material,
    teller: createDraftTeller(material, onEvent),
    signal: AbortSignal.any([options.signal, stop.signal]),
    onEvent,
    onRepair: (what, count) => onEvent({ kind: 'repair', what, count }),
  };
  try {
    const parts = await runStages(tools);
    return compose(material, parts, meter.report());
  } finally {
    stop.abort();
  }
}

interface Parts {
  readonly outline: Outline;
  readonly outlined: boolean;
  readonly analysis: Analysis | null;
  readonly passages: readonly Passage[];
}

async function runStages(tools: StageTools): Promise<Parts> {
  const { material, teller } = tools;
  const translation = material.fullText === 'translate' ? startTranslation(tools) : null;
  let analysis: Promise<Analysis | null> | null = null;
  const begin = (names: Names): void => {
    translation?.setNames(names);
    analysis = startAnalysis(tools, names);
  };
  const outlined = await tryOutline(tools, begin, translation);
  const outline = outlined ?? outlineWithoutModel(material);
  if (outlined === null) {
    begin(outline.names);
    for (const { lines } of outline.chapters) translation?.addChapter(lines);
  }
  teller.outline(outline);
  const passages = await fullText(tools, translation, outline.chapters);
  return { outline, outlined: outlined !== null, analysis: await analysis, passages };
}

/** Null when the model answers but gives no outline; an outage or a wrong key ends the job instead. */
async function tryOutline(
  tools: StageTools,
  onNames: (names: Names) => void,
  translation: TranslationJob | null,
): Promise<Outline | null> {
  const { caller, model, material, teller, signal, onEvent } = tools;
  const { video, lines, captions, language } = material;
  const input = { video, lines, sourceLanguage: captions.language, targetLanguage: language };
  onEvent({ kind: 'stage', stage: 'outline', state: 'started' });
  try {
    const outline = await makeOutline(
      caller,
      model.describe('outline'),
      input,
      {
        onLead: teller.lead,
        onNames,
        onChapter(range, heading) {
          teller.chapter(range, heading);
          translation?.addChapter(range);
        },
      },
      signal,
    );
    onEvent({ kind: 'stage', stage: 'outline', state: 'done' });
    return outline;
  } catch (error) {
    onEvent({ kind: 'stage', stage: 'outline', state: 'failed' });
    if (['model-refused', 'model-truncated', 'model-answer'].includes(errorCodeOf(error))) return null;
    throw error;
  }
}

function outlineWithoutModel(material: DigestMaterial): Outline {
  const { title, tldr, chapters } = makeExtractiveDigest(material);
  return { title, tldr, chapters, names: { cast: [], glossary: [] } };
}

function startTranslation({ caller, model, material, signal, onRepair, teller, onEvent }: StageTools): TranslationJob {
  onEvent({ kind: 'stage', stage: 'translation', state: 'started' });
  const { lines, captions, language } = material;
  const input = { lines, sourceLanguage: captions.language, targetLanguage: language };
  const listener = { onRepair, onTranslated: teller.translated };
  return createTranslationJob(caller, model.describe('translation'), input, listener, signal);
}

/** Null when it fails: the digest goes without, and says so. Never rejects but for cancellation. */
async function startAnalysis(tools: StageTools, names: Names): Promise<Analysis | null> {
  const { caller, model, material, signal, onRepair, onEvent } = tools;
  const { video, lines, captions, language } = material;
  const input = { video, lines, sourceLanguage: captions.language, targetLanguage: language };
  onEvent({ kind: 'stage', stage: 'analysis', state: 'started' });
  try {
    const description = model.describe('analysis');
    const analysis = await makeAnalysis({ caller, description, signal, onRepair }, input, names);
    onEvent({ kind: 'stage', stage: 'analysis', state: 'done' });
    return analysis;
  } catch (error) {
    onEvent({ kind: 'stage', stage: 'analysis', state: 'failed' });
    if (!errorCodeOf(error).startsWith('model-') && !signal.aborted) throw error;
    return null;
  }
}

async function fullText(
  { material, onEvent }: StageTools,
  translation: TranslationJob | null,
  chapters: readonly Chapter[],
): Promise<Passage[]> {
  if (material.fullText === 'clean') return cleanedPassages(material.lines, chapters, material.captions.language);
  if (translation === null) return [];
  const passages = assemblePassages(await translation.finish(), chapters, material.lines);
  const state = passages.every((passage) => passage.state === 'source') ? 'failed' : 'done';
  onEvent({ kind: 'stage', stage: 'translation', state });
  return passages;
}

function compose(material: DigestMaterial, parts: Parts, usage: Digest['usage']): Digest {
  const { video, captions, lines, language, truncated } = material;
  const { outline, analysis, passages } = parts;
  const untranslated = material.fullText === 'translate' && passages.every(({ state }) => state === 'source');
  const missing: Digest['missing'] = [];
  if (!parts.outlined) missing.push('outline');
  if (analysis === null) missing.push('analysis');
  if (untranslated) missing.push('translation');
  return {
    schemaVersion: 1,
    method: 'model',
    language,
    video,
    captions: { language: captions.language, kind: captions.kind, truncated },
    title: outline.title,
    introduction: analysis?.introduction ?? null,
    tldr: outline.tldr,
    cast: [...outline.names.cast],
    glossary: [...outline.names.glossary],
    chapters: [...outline.chapters],
    arguments: analysis?.arguments ?? [],
    companies: analysis?.companies ?? [],
    quotes: analysis?.quotes ?? [],
    people: analysis?.people ?? [],
    videoType: analysis?.videoType ?? null,
    fullText: material.fullText === 'clean' ? 'original' : material.fullText === 'translate' ? 'translated' : 'none',
    passages: [...passages],
    lines: [...lines],
    coverage: coverageOf(passages, lines, video.durationMs),
    usage,
    missing,
    promptVersion,
    createdAt: material.nowIso,
  };
}
