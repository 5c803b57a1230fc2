import type { Chapter } from '../domain/digest.ts';
import type { Line } from '../domain/transcript.ts';
import { endOfVideo, tidyStarts } from './chapter-starts.ts';
import { lineAt } from './line-ranges.ts';

/** Where a chapter starts and what it is called. */
export interface ChapterHeading {
  readonly first: number;
  readonly title: string;
  readonly gist: string;
}

/** The most chapters a digest has where the creator set none. */
export const maxChapters = 25;

/** How many chapters a video of this length should have: about one per 4 minutes up to an hour, then longer ones, 1 to 25 in all. */
export function targetChapterCount(durationMs: number): number {
  const minutes = durationMs / 60_000;
  if (minutes < 3) return 1;
  return Math.min(maxChapters, Math.round(Math.min(minutes, 60) / 4 + Math.max(0, minutes - 60) / 12));
}

/**
 * Chapters that partition the lines and the time, whatever the starts: sorted, deduplicated (the first mention counts),
 * numbers of no line dropped, slivers joined with a neighbour, at most `atMost`. The first starts at 0, the last ends
 * with the video. Without a usable start there is one chapter, named as the first heading names it. Without lines there
 * is none.
 */
export function partitionChapters(
  starts: readonly ChapterHeading[],
  lines: readonly Line[],
  durationMs: number,
  atMost: number = maxChapters,
): Chapter[] {
  if (lines.length === 0) return [];
  const tidy = tidyStarts(usable(starts, lines.length), lines, durationMs, atMost);
  const startsMs = tidy.map(({ first }, index) => (index === 0 ? 0 : lineAt(lines, first).startMs));
  return tidy.map(({ first, title, gist }, index) => ({
    title,
    gist,
    startMs: startsMs[index] ?? 0,
    endMs: startsMs[index + 1] ?? endOfVideo(lines, durationMs),
    lines: { first, last: (tidy[index + 1]?.first ?? lines.length + 1) - 1 },
  }));
}

function usable(starts: readonly ChapterHeading[], count: number): ChapterHeading[] {
  const byLine = new Map<number, ChapterHeading>();
  for (const start of starts) {
    const known = Number.isInteger(start.first) && start.first >= 1 && start.first <= count;
    if (known && !byLine.has(start.first)) byLine.set(start.first, start);
  }
  if (byLine.size > 0) return [...byLine.values()].sort((a, b) => a.first - b.first);
  return [{ first: 1, title: starts[0]?.title ?? '', gist: starts[0]?.gist ?? '' }];
}
