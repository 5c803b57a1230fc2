import type { GlossaryEntry } from '../domain/digest.ts';
import type { Line } from '../domain/transcript.ts';
import { maxChapters } from './chapters.ts';
import { estimateTokens } from './estimate-tokens.ts';
import type { ModelCaller } from './model-call.ts';
import type { ChapterStart, Names } from './outline-collector.ts';
import type { OutlineInput, OutlinePart } from './outline-part.ts';
import { joinAnswerSchema } from './prompts/answers.ts';
import { joinRequest } from './prompts/join-prompt.ts';
import { normaliseTypography } from './typography.ts';

/** Cuts the lines into runs of at most `maxTokens`; one run when all fits. Runs are of nearly equal length. */
export function outlineWindows(lines: readonly Line[], maxTokens: number): (readonly Line[])[] {
  const total = lines.reduce((sum, line) => sum + lineTokens(line), 0);
  if (total <= maxTokens) return [lines];
  const target = total / Math.ceil(total / (maxTokens * 0.95));
  const windows: Line[][] = [[]];
  let room = target;
  for (const line of lines) {
    const tokens = lineTokens(line);
    if (room < tokens && (windows.at(-1)?.length ?? 0) > 0) {
      windows.push([]);
      room = target;
    }
    windows.at(-1)?.push(line);
    room -= tokens;
  }
  return windows;
}

function lineTokens(line: Line): number {
  return estimateTokens(`${line.number} >> ${line.text}\n`);
}

/**
 * One outline from those of the windows: chapters in a row (the shortest runs joined where there are too many), names
 * merged by their right spelling, title and TL;DR asked of the model once more over the chapters' gists.
 */
export async function joinOutlines(
  caller: ModelCaller,
  input: OutlineInput,
  parts: readonly OutlinePart[],
  signal: AbortSignal,
): Promise<OutlinePart> {
  const request = joinRequest({ ...input, parts });
  const answer = await caller.ask(request, joinAnswerSchema, { signal });
  const [first] = parts;
  return {
    title: first?.title || normaliseTypography(answer.title.trim(), input.targetLanguage),
    tldr: normaliseTypography(answer.tldr.trim(), input.targetLanguage),
    names: mergeNames(parts.map(({ names }) => names)),
    starts: thinOut(parts.flatMap(({ starts }) => starts)),
  };
}

/** Keeps evenly spread starts when the windows together found more chapters than a digest may have. */
function thinOut(starts: readonly ChapterStart[]): ChapterStart[] {
  const keep = Math.min(starts.length, maxChapters);
  return Array.from({ length: keep }, (_, index) => starts[Math.floor((index * starts.length) / keep)]).filter(
    (start): start is ChapterStart => start !== undefined,
  );
}

function mergeNames(all: readonly Names[]): Names {
  const glossary = new Map<string, GlossaryEntry>();
  for (const entry of all.flatMap((names) => names.glossary)) {
    const key = entry.target.toLowerCase();
    const before = glossary.get(key);
    glossary.set(key, {
      target: before?.target ?? entry.target,
      sources: [...new Set([...(before?.sources ?? []), ...entry.sources])],
      accepted: [...new Set([...(before?.accepted ?? []), ...entry.accepted])],
    });
  }
  const cast = new Map(all.flatMap((names) => names.cast).map((member) => [member.name.toLowerCase(), member]));
  return {
    glossary: [...glossary.values()],
    cast: [...cast.values()].map((member, index) => ({ ...member, id: `s${index + 1}` })),
  };
}
