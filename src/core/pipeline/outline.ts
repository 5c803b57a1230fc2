import type { Chapter } from '../domain/digest.ts';
import type { Line } from '../domain/transcript.ts';
import type { ModelDescription } from '../ports/language-model.ts';
import { partitionChapters, targetChapterCount } from './chapters.ts';
import { type PlannedChapter, planCreatorChapters } from './creator-chapters-plan.ts';
import type { ModelCaller } from './model-call.ts';
import { createOutlineCollector, type Names, type OutlineHandlers } from './outline-collector.ts';
import type { OutlineInput, OutlinePart } from './outline-part.ts';
import { joinOutlines, outlineWindows } from './outline-windows.ts';
import { outlineAnswerSchema } from './prompts/answers.ts';
import { outlineRequest } from './prompts/outline-prompt.ts';
import { transcriptRoom } from './transcript-room.ts';

/** What the first call is for. The chapters partition the video. */
export interface Outline {
  readonly title: string;
  readonly tldr: string;
  readonly names: Names;
  readonly chapters: readonly Chapter[];
}

/** A chapter below this is no chapter; the seed of the rule is what a table of contents can bear. */
const minChapterMs = 20_000;

/**
 * TL;DR, names and chapters from the whole transcript. Handlers hear of each part as soon as it is certain; a
 * transcript longer than the model's room is outlined window by window, and then they hear at the end.
 * Throws `model-refused`, `model-truncated` or `model-answer` when there is no outline to be had.
 */
export async function makeOutline(
  caller: ModelCaller,
  description: ModelDescription,
  input: OutlineInput,
  handlers: OutlineHandlers,
  signal: AbortSignal,
): Promise<Outline> {
  const planned = planCreatorChapters(input.video, input.lines);
  const windows = outlineWindows(input.lines, transcriptRoom(description));
  const parts =
    windows.length === 1
      ? [await outlineWindow(caller, input, planned, targetChapterCount(input.video.durationMs), handlers, signal)]
      : await outlineInWindows(caller, input, windows, planned, signal);
  const [only] = parts;
  const joined = parts.length === 1 && only !== undefined ? only : await joinOutlines(caller, input, parts, signal);
  if (parts.length > 1) tellAll(joined, input.lines, handlers);
  const chapters = partitionChapters(joined.starts, input.lines, input.video.durationMs, planned?.length);
  return { title: joined.title || input.video.title, tldr: joined.tldr, names: joined.names, chapters };
}

async function outlineWindow(
  caller: ModelCaller,
  input: OutlineInput,
  planned: readonly PlannedChapter[] | null,
  chapterCount: number,
  handlers: OutlineHandlers,
  signal: AbortSignal,
): Promise<OutlinePart> {
  const { lines, targetLanguage: language, video } = input;
  const collector = createOutlineCollector(
    { evidence: { video, lines }, lines, language, planned, minChapterMs },
    handlers,
  );
  const request = outlineRequest({ ...input, chapters: planned ?? chapterCount });
  const answer = await caller.ask(request, outlineAnswerSchema, { signal, onText: collector.onText });
  return collector.finish(answer);
}

const silent: OutlineHandlers = { onLead: () => {}, onNames: () => {}, onChapter: () => {} };

function outlineInWindows(
  caller: ModelCaller,
  input: OutlineInput,
  windows: readonly (readonly Line[])[],
  planned: readonly PlannedChapter[] | null,
  signal: AbortSignal,
): Promise<OutlinePart[]> {
  const calls = windows.map((lines) => {
    const first = lines[0]?.number ?? 1;
    const last = lines.at(-1)?.number ?? first;
    const inside = planned?.filter(({ firstLine }) => firstLine >= first && firstLine <= last) ?? null;
    const fixed = inside !== null && inside.length > 0 ? inside : null;
    const share = lines.length / input.lines.length;
    const count = Math.max(1, Math.round(targetChapterCount(input.video.durationMs) * share));
    return outlineWindow(caller, { ...input, lines }, fixed, count, silent, signal);
  });
  return Promise.all(calls);
}

function tellAll(outline: OutlinePart, lines: readonly Line[], handlers: OutlineHandlers): void {
  handlers.onLead(outline);
  handlers.onNames(outline.names);
  const lastLine = lines.at(-1)?.number ?? 1;
  outline.starts.forEach((start, index) => {
    const last = (outline.starts[index + 1]?.first ?? lastLine + 1) - 1;
    handlers.onChapter({ first: start.first, last }, start);
  });
}
