import type { Chapter, Coverage, Passage } from '../domain/digest.ts';
import { VidigestError } from '../domain/errors.ts';
import type { Line } from '../domain/transcript.ts';
import { endOfVideo } from './chapter-starts.ts';
import { lineAt } from './line-ranges.ts';

/** A passage before it has a place and a time. */
export type PassagePart = Pick<Passage, 'lines' | 'turns' | 'state' | 'problems'>;

/**
 * Puts passages in order and gives them their times: each starts with its first line (the first of a chapter with the
 * chapter) and ends where the next begins, the last of a chapter with the chapter. Throws `internal` unless the
 * passages partition the lines and none crosses a chapter's border.
 */
export function assemblePassages(
  parts: readonly PassagePart[],
  chapters: readonly Chapter[],
  lines: readonly Line[],
): Passage[] {
  const sorted = parts.toSorted((a, b) => a.lines.first - b.lines.first);
  let next = 1;
  let index = 0;
  const placed = sorted.map((part) => {
    while ((chapters[index]?.lines.last ?? Number.POSITIVE_INFINITY) < part.lines.first) index += 1;
    const chapter = chapters[index];
    const { first, last } = part.lines;
    if (first !== next || last < first) throw broken(`line ${next} is not where passage ${first}-${last} begins`);
    if (chapter === undefined || last > chapter.lines.last) throw broken(`passage ${first}-${last} leaves its chapter`);
    next = last + 1;
    const startMs = first === chapter.lines.first ? chapter.startMs : lineAt(lines, first).startMs;
    return { ...part, chapter: index, startMs, endMs: chapter.endMs };
  });
  if (next !== lines.length + 1) throw broken(`lines from ${next} on are in no passage`);
  return placed.map((passage, at) => {
    const after = placed[at + 1];
    return after?.chapter === passage.chapter ? { ...passage, endMs: after.startMs } : passage;
  });
}

function broken(message: string): VidigestError {
  return new VidigestError('internal', `passages do not partition the lines: ${message}`);
}

/** How much of the video the passages hold, doubtful and untranslated ones aside. */
export function coverageOf(passages: readonly Passage[], lines: readonly Line[], durationMs: number): Coverage {
  const counted = passages.filter(({ state }) => state === 'translated' || state === 'original');
  return {
    lines: lines.length,
    coveredLines: counted.reduce((sum, { lines: { first, last } }) => sum + last - first + 1, 0),
    durationMs: endOfVideo(lines, durationMs),
    coveredMs: counted.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
  };
}
