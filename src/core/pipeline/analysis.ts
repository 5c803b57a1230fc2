import type { Digest } from '../domain/digest.ts';
import type { Line } from '../domain/transcript.ts';
import type { ModelDescription } from '../ports/language-model.ts';
import { countsFor } from './analysis-counts.ts';
import { groundAnalysis } from './analysis-grounding.ts';
import { mergeAnalyses } from './analysis-windows.ts';
import type { RepairKind } from './digest-events.ts';
import { createLeadGate } from './lead-gate.ts';
import type { ModelCaller } from './model-call.ts';
import type { Names } from './outline-collector.ts';
import type { OutlineInput } from './outline-part.ts';
import { outlineWindows } from './outline-windows.ts';
import { type AnalysisPart, analysisRequest } from './prompts/analysis-prompt.ts';
import { type AnalysisAnswer, analysisAnswerSchema } from './prompts/answers.ts';
import { transcriptRoom } from './transcript-room.ts';

/** The parts of a digest that rest on single places of the talk. */
export type Analysis = Pick<Digest, 'introduction' | 'arguments' | 'companies' | 'quotes' | 'people' | 'videoType'>;

/** What the calls go through. `onRepair` hears of everything that is dropped or mended. */
export interface AnalysisTools {
  readonly caller: ModelCaller;
  readonly description: ModelDescription;
  readonly signal: AbortSignal;
  readonly onRepair: (what: RepairKind, count: number) => void;
}

/**
 * Two calls over one cached prompt: what is argued, and whom and what the talk names. What comes back is grounded in
 * the lines. Fails as a whole when either call does.
 */
export async function makeAnalysis(tools: AnalysisTools, input: OutlineInput, names: Names): Promise<Analysis> {
  const windows = outlineWindows(input.lines, transcriptRoom(tools.description));
  const answers = await Promise.all(windows.map((lines) => analyseWindow(tools, input, lines, names)));
  const answer = mergeAnalyses(answers, countsFor(input.video.durationMs));
  return groundAnalysis(answer, { ...input, names, onRepair: tools.onRepair });
}

async function analyseWindow(
  { caller, signal }: AnalysisTools,
  input: OutlineInput,
  lines: readonly Line[],
  names: Names,
): Promise<AnalysisAnswer> {
  const gate = createLeadGate();
  const { quotes, arguments: range } = countsFor(input.video.durationMs);
  const counts = { quotes: `${quotes.least} to ${quotes.most}`, arguments: `${range.least} to ${range.most}` };
  const ask = (part: AnalysisPart): Promise<AnalysisAnswer> => {
    const request = analysisRequest({ ...input, ...names, lines, part, counts });
    return gate((onText) => caller.ask(request, analysisAnswerSchema, { signal, onText }), signal);
  };
  const [claims, mentions] = await Promise.all([ask('arguments'), ask('mentions')]);
  const { companies, quotes: quoted, people } = mentions;
  return { ...claims, companies, quotes: quoted, people };
}
