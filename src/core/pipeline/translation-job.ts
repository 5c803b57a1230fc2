import type { Line, LineRange } from '../domain/transcript.ts';
import type { ModelDescription } from '../ports/language-model.ts';
import { planChunks } from './chunks.ts';
import type { RepairKind } from './digest-events.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { createLeadGate } from './lead-gate.ts';
import { linesIn } from './line-ranges.ts';
import type { ModelCaller } from './model-call.ts';
import type { Names } from './outline-collector.ts';
import type { PassageDraft } from './passage-draft.ts';
import { type TranslationContext, translationWarmRequest } from './prompts/translation-prompt.ts';
import { transcriptRoom } from './transcript-room.ts';
import { translateChunk } from './translate-chunk.ts';
import { planWindows } from './windows.ts';

/** All lines of the video, and the languages they go from and to. */
export interface TranslationInput {
  readonly lines: readonly Line[];
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
}

export interface TranslationListener {
  readonly onRepair: (what: RepairKind, count: number) => void;
  /** Called each time a chapter, or the part of it in one window, is translated, in whatever order they finish. */
  readonly onTranslated: (lines: LineRange) => void;
}

/** Translation that starts while the outline is still being written. */
export interface TranslationJob {
  /** Cast and glossary; must come before the first chapter. */
  setNames(names: Names): void;
  /** Starts a chapter's chunks, or keeps them until `finish` when the talk needs several windows. */
  addChapter(chapter: LineRange): void;
  /** Waits for all chapters added so far. Passages come in line order and partition those chapters' lines. */
  finish(): Promise<PassageDraft[]>;
}

/** No call sees more of the talk than this around its chunk, so that cost grows with the length and not its square. */
const windowTokens = 60_000;

/** Warms the cache at once when one window holds the talk. Cancelled by the signal. */
export function createTranslationJob(
  caller: ModelCaller,
  description: ModelDescription,
  input: TranslationInput,
  listener: TranslationListener,
  signal: AbortSignal,
): TranslationJob {
  const maxTokens = Math.min(windowTokens, transcriptRoom(description));
  const total = input.lines.reduce((sum, line) => sum + lineTokens(line), 0);
  const whole = total <= maxTokens ? openWindow(caller, input, input.lines, signal) : null;
  const chapters: LineRange[] = [];
  const running: Promise<PassageDraft[]>[] = [];
  let names: Names = { cast: [], glossary: [] };

  const start = (chapter: LineRange, window: Window): void => {
    const work = translateChapter(caller, input, chapter, { window, names, listener, signal });
    // Awaited in finish(); a failure before that must not count as unhandled.
    work.catch(() => {});
    running.push(work);
  };
  return {
    setNames(known) {
      names = known;
    },
    addChapter(chapter) {
      chapters.push(chapter);
      if (whole !== null) start(chapter, whole);
    },
    async finish() {
      if (whole === null) {
        for (const range of planWindows(chapters, input.lines, { maxTokens, estimate: lineTokens })) {
          const window = openWindow(caller, input, linesIn(range, input.lines), signal);
          for (const part of chapters.flatMap((chapter) => overlap(chapter, range))) start(part, window);
        }
      }
      return (await Promise.all(running)).flat().sort((a, b) => a.lines.first - b.lines.first);
    },
  };
}

interface Window {
  readonly context: TranslationContext;
  readonly warmed: Promise<void>;
  readonly gate: ReturnType<typeof createLeadGate>;
}

function openWindow(
  caller: ModelCaller,
  { sourceLanguage, targetLanguage }: TranslationInput,
  window: readonly Line[],
  signal: AbortSignal,
): Window {
  const context = { window, sourceLanguage, targetLanguage };
  const warmed = caller.warm(translationWarmRequest(context), signal);
  warmed.catch(() => {});
  return { context, warmed, gate: createLeadGate() };
}

interface ChapterWork {
  readonly window: Window;
  readonly names: Names;
  readonly listener: TranslationListener;
  readonly signal: AbortSignal;
}

async function translateChapter(
  caller: ModelCaller,
  { lines }: TranslationInput,
  chapter: LineRange,
  { window, names, listener, signal }: ChapterWork,
): Promise<PassageDraft[]> {
  await window.warmed;
  const { context, gate } = window;
  const tools = { caller, context, names, lines, gate, signal, onRepair: listener.onRepair };
  const chunks = planChunks(chapter, lines).map((chunk) => translateChunk(tools, chunk));
  const passages = (await Promise.all(chunks)).flat();
  listener.onTranslated(chapter);
  return passages;
}

function lineTokens(line: Line): number {
  return estimateTokens(`${line.number} ${line.text}\n`);
}

function overlap(a: LineRange, b: LineRange): LineRange[] {
  const range = { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) };
  return range.first <= range.last ? [range] : [];
}
