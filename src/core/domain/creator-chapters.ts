import { parseTimecode } from './timecode.ts';

/** A chapter as its creator wrote it into the description. */
export interface CreatorChapter {
  readonly startMs: number;
  readonly title: string;
}

interface Entry extends CreatorChapter {
  /** Whether the time stands before or after the title. A list keeps to one of the two. */
  readonly form: 'time-first' | 'title-first';
}

/** YouTube's own conditions for a list to count. */
const fewestChapters = 3;
const shortestMs = 10_000;

/** A longer line is prose. Also bounds the work on one line. */
const longestLine = 300;
const longestTitle = 200;

const timecode = String.raw`(?:\d{1,3}:)?\d{1,2}:\d{2}`;
/** What may stand before a time that opens a line: bullets, brackets, emoji, a list number. */
const opening = String.raw`[^\p{L}\p{N}]{0,12}(?:\d{1,3}[.)]\s{1,4}[^\p{L}\p{N}]{0,4})?`;
/** The end of a span, as in `0:00 - 1:20 Intro`. */
const spanEnd = String.raw`(?:\s{0,3}(?:[-–—~→]|to)\s{0,3}${timecode}(?![\d:]))?`;
const timeFirst = new RegExp(String.raw`^${opening}(${timecode})(?![\d:.]\d|:)${spanEnd}(?!\s?[ap]\.?m\b)(.*)$`, 'iu');
const titleFirst = new RegExp(String.raw`(?<![\d:.])(${timecode})${spanEnd}[^\p{L}\p{N}]{0,6}$`, 'iu');
const listNumber = /^\s*\d{1,3}[.)]\s+/;
/** What is left around a title once its time is cut out: separators, bullets, the halves of brackets. */
const edge = /^[\s\-–—:|•·>~→*,.;)\]}】）」]+|[\s\-–—:|•·>~→*,;([{【（「]+$/gu;

/**
 * The creator's chapters, ascending, the first at 0. Empty unless YouTube would show them too: a list that starts at
 * 0:00 and has at least three entries at least 10 s apart. Stray times (going back, past the end, too close) are passed
 * over; of several lists the first that holds counts. `durationMs` 0 = unknown. Linear in the description's length.
 */
export function parseCreatorChapters(description: string, durationMs: number): CreatorChapter[] {
  let list: Entry[] = [];
  for (const entry of description.split(/\r\n|[\n\r\u2028]/).flatMap(parseLine)) {
    if (entry.startMs === 0) {
      const chapters = readList(list, durationMs);
      if (chapters.length >= fewestChapters) return chapters;
      list = [entry];
    } else if (list.length > 0) list.push(entry);
  }
  const chapters = readList(list, durationMs);
  return chapters.length >= fewestChapters ? chapters : [];
}

/** `entries` is empty, or begins with one at 0 and has no other. */
function readList(entries: readonly Entry[], durationMs: number): CreatorChapter[] {
  const form = entries[0]?.form;
  const endMs = durationMs > 0 ? durationMs : Number.POSITIVE_INFINITY;
  const chapters: CreatorChapter[] = [];
  for (const { startMs, title, form: itsForm } of entries) {
    const earliestMs = (chapters.at(-1)?.startMs ?? -shortestMs) + shortestMs;
    if (itsForm === form && startMs >= earliestMs && startMs < endMs) chapters.push({ startMs, title });
  }
  return chapters;
}

function parseLine(line: string): Entry[] {
  if (line.length > longestLine) return [];
  const text = line.replaceAll('：', ':').trim();
  const first = timeFirst.exec(text);
  if (first !== null) return entry('time-first', first[1] ?? '', first[2] ?? '');
  const last = titleFirst.exec(text);
  if (last === null) return [];
  return entry('title-first', last[1] ?? '', text.slice(0, last.index).replace(listNumber, ''));
}

function entry(form: Entry['form'], time: string, rawTitle: string): Entry[] {
  const startMs = parseTimecode(time);
  const title = rawTitle.replace(edge, '').slice(0, longestTitle).trim();
  return startMs === null || !/[\p{L}\p{N}]/u.test(title) ? [] : [{ form, startMs, title }];
}
