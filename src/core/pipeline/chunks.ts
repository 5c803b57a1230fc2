import type { Line, LineRange } from '../domain/transcript.ts';
import { halveLines, segmentLines } from './segment-lines.ts';

export interface ChunkOptions {
  readonly targetMs: number;
  /** No chunk of two or more lines spans more. */
  readonly maxMs: number;
  readonly maxLines: number;
}

/** About what one call translates well: 500-700 words, four to six passages. */
const defaultChunks: ChunkOptions = { targetMs: 210_000, maxMs: 300_000, maxLines: 160 };

/** Cuts a chapter into chunks of about equal length, at pauses and speaker changes where near. They partition it, in order. */
export function planChunks(
  chapter: LineRange,
  lines: readonly Line[],
  options: ChunkOptions = defaultChunks,
): LineRange[] {
  return segmentLines(chapter, lines, options);
}

/** The two halves of a chunk that failed as a whole, cut near its middle; null for a single line. */
export function halveChunk(chunk: LineRange, lines: readonly Line[]): readonly [LineRange, LineRange] | null {
  return halveLines(chunk, lines);
}
