import { z } from 'zod';
import type { GlossaryEntry } from '../domain/digest.ts';
import { type ErrorCode, VidigestError, vidigestErrorIn } from '../domain/errors.ts';
import type { Line, LineRange } from '../domain/transcript.ts';
import { castAsGlossary } from './cast.ts';
import { checkPassage, maxPassageMs } from './checks/check-passage.ts';
import { halveChunk } from './chunks.ts';
import type { RepairKind } from './digest-events.ts';
import { estimateTokens } from './estimate-tokens.ts';
import type { LeadGate } from './lead-gate.ts';
import { lineCount, spanMs } from './line-ranges.ts';
import type { ModelCaller } from './model-call.ts';
import type { Names } from './outline-collector.ts';
import { cleanTurns, type PassageDraft, sourcePassages, sourceText } from './passage-draft.ts';
import { checkPartition } from './passages.ts';
import { translationAnswerSchema } from './prompts/answers.ts';
import { type Complaint, type TranslationContext, translationRequest } from './prompts/translation-prompt.ts';

export interface ChunkTools {
  readonly caller: ModelCaller;
  readonly context: TranslationContext;
  readonly names: Names;
  /** All lines of the video. */
  readonly lines: readonly Line[];
  readonly gate: LeadGate;
  readonly signal: AbortSignal;
  readonly onRepair: (what: RepairKind, count: number) => void;
}

/**
 * Translates one chunk, whatever the model does: lines it leaves out are asked for again, then in halves, and at last
 * stand in the source; passages that fail a check are asked for once more. The result partitions the chunk, in order.
 * Throws only when cancelled or broken itself.
 */
export async function translateChunk(tools: ChunkTools, chunk: LineRange): Promise<PassageDraft[]> {
  const passages: PassageDraft[] = [];
  let missing: readonly LineRange[] = [chunk];
  let cause: ErrorCode | null = null;
  const ask = async (ranges: readonly LineRange[]): Promise<readonly LineRange[]> => {
    const attempt = await askForLines(tools, ranges, []);
    passages.push(...attempt.passages);
    cause = attempt.failure ?? cause;
    return attempt.missing;
  };

  missing = await ask(missing);
  if (missing.length > 0 && worthAsking(cause)) {
    tools.onRepair('lines-missing', countLines(missing));
    missing = await ask(missing);
  }
  if (missing.length > 0 && worthAsking(cause)) {
    tools.onRepair('chunk-halved', 1);
    const halves = missing.flatMap((range) => halveChunk(range, tools.lines) ?? [range]);
    missing = (await Promise.all(halves.map((half) => ask([half])))).flat();
  }
  const checked = await mendPassages(tools, passages);
  if (missing.length > 0) tools.onRepair('lines-left-in-source', countLines(missing));
  const left = missing.flatMap((range) => sourcePassages(range, tools.lines, [cause ?? 'lines left out']));
  return [...checked, ...left].sort((a, b) => a.lines.first - b.lines.first);
}

interface Attempt {
  readonly passages: readonly PassageDraft[];
  readonly missing: readonly LineRange[];
  readonly failure: ErrorCode | null;
}

/** Only the frame is demanded of the answer as a whole; one bad passage costs its own lines. */
const looseAnswerSchema = z.object({ passages: z.array(z.unknown()) });
const passageAnswerSchema = translationAnswerSchema.shape.passages.element;

async function askForLines(
  tools: ChunkTools,
  ranges: readonly LineRange[],
  complaints: readonly Complaint[],
): Promise<Attempt> {
  const { caller, context, names, lines, gate, signal } = tools;
  const request = translationRequest(context, {
    ...names,
    ranges,
    complaints,
    linesPerPassage: linesPerPassage(ranges, lines),
    maxOutputTokens: outputRoom(ranges, lines),
  });
  try {
    const answer = await gate((begun) => caller.ask(request, looseAnswerSchema, { signal, onText: begun }), signal);
    const items = answer.passages.flatMap((item) => passageAnswerSchema.safeParse(item).data ?? []);
    const { accepted, missing } = checkPartition(items, ranges);
    return { ...cleanPassages(tools, accepted, missing), failure: null };
  } catch (error) {
    signal.throwIfAborted();
    const known = vidigestErrorIn(error);
    if (!(known instanceof VidigestError) || !known.code.startsWith('model-')) throw error;
    return { passages: [], missing: ranges, failure: known.code };
  }
}

type PassageAnswer = z.infer<typeof passageAnswerSchema>;

/** A passage without a word counts as left out. */
function cleanPassages(tools: ChunkTools, accepted: readonly PassageAnswer[], missing: readonly LineRange[]) {
  const passages: PassageDraft[] = [];
  const empty: LineRange[] = [];
  for (const { first, last, turns: answered } of accepted) {
    const lines = { first, last };
    const turns = cleanTurns(answered, tools.names.cast, tools.context.targetLanguage);
    if (turns.length === 0) empty.push(lines);
    else passages.push({ lines, turns, state: 'translated', problems: [] });
  }
  return { passages, missing: [...missing, ...empty].sort((a, b) => a.first - b.first) };
}

/** Asks once more, with the reasons, for the passages that fail a check; what fails again stays, as doubtful. */
async function mendPassages(tools: ChunkTools, passages: readonly PassageDraft[]): Promise<PassageDraft[]> {
  const judged = passages.map((passage) => ({ passage, problems: problemsOf(tools, passage) }));
  const failed = judged.filter(({ problems }) => problems.length > 0);
  if (failed.length === 0) return [...passages];
  tools.onRepair('passage-asked-again', failed.length);
  const complaints = failed.map(({ passage, problems }) => {
    return { lines: passage.lines, text: passage.turns.map(({ text }) => text).join(' '), reasons: problems };
  });
  const ranges = failed.flatMap(({ passage }) => rangesToAsk(passage.lines, tools.lines));
  const again = await askForLines(tools, ranges, complaints);
  return judged.flatMap(({ passage, problems }) => {
    if (problems.length === 0) return [passage];
    const replacement = covering(passage.lines, again.passages) ?? [passage];
    return replacement.map((candidate) => doubtIfWrong(tools, candidate));
  });
}

function doubtIfWrong(tools: ChunkTools, passage: PassageDraft): PassageDraft {
  const problems = problemsOf(tools, passage);
  if (problems.length === 0) return passage;
  tools.onRepair('passage-doubtful', 1);
  return { ...passage, state: 'doubtful', problems };
}

/** An over-long passage is asked for in halves: a passage never reaches from one asked range into the next. */
function rangesToAsk(range: LineRange, lines: readonly Line[]): readonly LineRange[] {
  return spanMs(range, lines) > maxPassageMs ? (halveChunk(range, lines) ?? [range]) : [range];
}

/** The new passages that together stand for exactly this range, or null. */
function covering(range: LineRange, passages: readonly PassageDraft[]): PassageDraft[] | null {
  const inside = passages.filter(({ lines }) => lines.first >= range.first && lines.last <= range.last);
  return countLines(inside.map(({ lines }) => lines)) === countLines([range]) ? inside : null;
}

function problemsOf({ context, names, lines }: ChunkTools, { lines: range, turns }: PassageDraft): string[] {
  const glossary: readonly GlossaryEntry[] = [...names.glossary, ...castAsGlossary(names.cast)];
  const problems = checkPassage({
    source: sourceText(range, lines),
    target: turns.map(({ text }) => text).join('\n'),
    sourceLanguage: context.sourceLanguage,
    targetLanguage: context.targetLanguage,
    durationMs: spanMs(range, lines),
    glossary,
  });
  return problems.map(({ detail }) => detail);
}

/** Failures that asking differently may cure; an outage or a wrong key is none. */
function worthAsking(cause: ErrorCode | null): boolean {
  return cause === null || ['model-refused', 'model-truncated', 'model-answer', 'model-request'].includes(cause);
}

function countLines(ranges: readonly LineRange[]): number {
  return ranges.reduce((sum, range) => sum + lineCount(range), 0);
}

const usualPassageMs = 75_000;
/** Short of the limit, because lines differ in length. */
const longPassageMs = 100_000;

function linesPerPassage(ranges: readonly LineRange[], lines: readonly Line[]): { usual: number; most: number } {
  const totalMs = ranges.reduce((sum, range) => sum + spanMs(range, lines), 0);
  const linesIn = (ms: number): number => Math.max(1, Math.round((ms * countLines(ranges)) / Math.max(totalMs, 1)));
  return { usual: linesIn(usualPassageMs), most: linesIn(longPassageMs) };
}

/** Output limits are charged against the rate limit in advance, so they are close: four times the source, and frame. */
function outputRoom(ranges: readonly LineRange[], lines: readonly Line[]): number {
  const source = ranges.reduce((sum, range) => sum + estimateTokens(sourceText(range, lines)), 0);
  return Math.max(1_000, Math.ceil(source * 4) + 500);
}
