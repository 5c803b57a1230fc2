import type { Line, LineRange } from '../domain/transcript.ts';
import type { Video } from '../domain/video.ts';
import { endOfVideo, tidyStarts } from './chapter-starts.ts';
import { targetChapterCount } from './chapters.ts';
import { spanMs } from './line-ranges.ts';
import { segmentLines } from './segment-lines.ts';

/** A chapter whose place is fixed before the model is asked; the model translates or gives its title. */
export interface PlannedChapter {
  /** The creator's own title; of a split chapter, the title of the whole. */
  readonly title: string;
  readonly firstLine: number;
  /** Set where a chapter was too long and was split: each part needs a title of its own. `index` counts from 1. */
  readonly part: { readonly index: number; readonly of: number } | null;
}

/** About where a table of contents stops being one. */
const maxPlanned = 60;
/** A creator's time may fall this far before the line it means: times are whole seconds, and a jingle comes first. */
const introMs = 5_000;
const roundingMs = 1_000;

interface Start {
  readonly first: number;
  readonly title: string;
}

/**
 * The creator's chapters laid on the lines: times snapped, those out of order dropped, slivers joined, over-long ones
 * split, the first at line 1. Null where there are fewer than three usable ones (two, if the first starts at 0).
 */
export function planCreatorChapters(video: Video, lines: readonly Line[]): PlannedChapter[] | null {
  if (lines.length === 0) return null;
  const endMs = endOfVideo(lines, video.durationMs);
  const named = video.creatorChapters
    .map(({ startMs, title }) => ({ startMs, title: title.replace(/\s+/g, ' ').trim() }))
    .filter(({ startMs, title }) => title !== '' && startMs < endMs);
  const ordered = longestRise(named);
  if (ordered.length < (ordered[0]?.startMs === 0 ? 2 : 3)) return null;
  const starts = tidyStarts(snapToLines(ordered, lines), lines, video.durationMs, maxPlanned);
  return starts.length < 2 ? null : splitLong(starts, lines, endMs);
}

/** The longest run of strictly rising times: what is left when the fewest chapters are dropped. */
function longestRise<T extends { readonly startMs: number }>(chapters: readonly T[]): T[] {
  const links: { readonly chapter: T; readonly before: number }[] = [];
  /** Per length of a run, which chapter ends the one that rises least. */
  const ends: number[] = [];
  for (const [index, chapter] of chapters.entries()) {
    const found = ends.findIndex((end) => (links[end]?.chapter.startMs ?? 0) >= chapter.startMs);
    const place = found === -1 ? ends.length : found;
    links.push({ chapter, before: ends[place - 1] ?? -1 });
    ends[place] = index;
  }
  const rise: T[] = [];
  for (let link = links[ends.at(-1) ?? -1]; link !== undefined; link = links[link.before]) rise.push(link.chapter);
  return rise.reverse();
}

/** Of two chapters on one line the later stays: the earlier one has no words. */
function snapToLines(chapters: readonly { startMs: number; title: string }[], lines: readonly Line[]): Start[] {
  const byLine = new Map<number, Start>();
  let index = 0;
  for (const { startMs, title } of chapters) {
    while (index < lines.length && (lines[index]?.startMs ?? 0) < startMs - roundingMs) index += 1;
    const first = snap(startMs, lines[index - 1], lines[index]);
    if (first !== null) byLine.set(first, { first, title });
  }
  return [...byLine.values()].sort((a, b) => a.first - b.first);
}

/** `after` is the first line that does not start before `startMs`, `before` the one in front of it. */
function snap(startMs: number, before: Line | undefined, after: Line | undefined): number | null {
  // A line that is over by then belongs to the chapter before.
  const under = before !== undefined && before.endMs > startMs ? before : undefined;
  if (after === undefined) return under?.number ?? null;
  if (under === undefined || after.startMs <= startMs + introMs) return after.number;
  return startMs - under.startMs < after.startMs - startMs ? under.number : after.number;
}

function splitLong(starts: readonly Start[], lines: readonly Line[], endMs: number): PlannedChapter[] {
  const targetMs = Math.max(8 * 60_000, endMs / targetChapterCount(endMs));
  const longestMs = targetMs * 1.5;
  let room = maxPlanned - starts.length;
  return starts.flatMap(({ first, title }, index) => {
    const range: LineRange = { first, last: (starts[index + 1]?.first ?? lines.length + 1) - 1 };
    const length = spanMs(range, lines);
    if (length <= longestMs || room <= 0) return [{ title, firstLine: first, part: null }];
    const parts = partsOf(range, lines, length / Math.min(Math.ceil(length / targetMs), room + 1));
    room -= parts.length - 1;
    return parts.map((part, at) => ({
      title,
      firstLine: part.first,
      part: parts.length > 1 ? { index: at + 1, of: parts.length } : null,
    }));
  });
}

function partsOf(range: LineRange, lines: readonly Line[], targetMs: number): LineRange[] {
  return segmentLines(range, lines, { targetMs, maxMs: targetMs * 1.5, maxLines: 2_000 });
}
