/** Rows of text under one timing line, still with markup. `rows` keeps rows that are blank but not empty. */
export interface TimedBlock {
  readonly startMs: number;
  readonly endMs: number;
  readonly rows: string[];
}

const clock = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`;
const timing = new RegExp(String.raw`^\s*${clock}\s*--?>\s*${clock}(?:\s|$)`);
const inlineTime = new RegExp(`^${clock}$`);

/** Whether a line of a WebVTT or SRT file gives the times of a cue. */
export function isTimingLine(line: string): boolean {
  return timing.test(line);
}

/** Milliseconds of a time such as `00:00:00.320`, as it stands inside a WebVTT cue; null for anything else. */
export function parseInlineTime(text: string): number | null {
  const match = inlineTime.exec(text);
  return match === null ? null : clockMs(match, 1);
}

/**
 * Reads the cues of WebVTT or SRT in file order. The line before a timing line is its number or name. Text that stands
 * after an empty line, where the format allows none, still belongs to the cue before it. `isForeign` tells by its first
 * line a block that holds no captions (header, notes, styles).
 */
export function readTimedBlocks(body: string, isForeign: (firstLine: string) => boolean): TimedBlock[] {
  const cues: TimedBlock[] = [];
  for (const block of splitBlocks(body)) {
    if (!isForeign(block[0] ?? '')) readBlock(block, cues);
  }
  return cues;
}

function splitBlocks(body: string): string[][] {
  const blocks: string[][] = [];
  let current: string[] = [];
  for (const line of body.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    if (line !== '') {
      current.push(line);
    } else if (current.length > 0) {
      blocks.push(current);
      current = [];
    }
  }
  if (current.length > 0) blocks.push(current);
  return blocks;
}

function readBlock(block: readonly string[], cues: TimedBlock[]): void {
  for (const [index, line] of block.entries()) {
    const match = timing.exec(line);
    if (match !== null) {
      cues.push({ startMs: clockMs(match, 1), endMs: clockMs(match, 5), rows: [] });
    } else if (!line.includes('-->') && !isNameOf(block, index) && !isLastNumber(block, cues.length)) {
      cues.at(-1)?.rows.push(line);
    }
  }
}

/** The number of a cue that was never written. */
function isLastNumber(block: readonly string[], cues: number): boolean {
  return block.length === 1 && block[0]?.trim() === String(cues + 1);
}

/** A cue's own name stands first in its block; where blocks ran together, only a bare number is taken for one. */
function isNameOf(block: readonly string[], index: number): boolean {
  const next = block[index + 1];
  if (next === undefined || !next.includes('-->')) return false;
  return index === 0 || block[index - 1]?.trim() === '' || /^\s*\d+\s*$/.test(block[index] ?? '');
}

function clockMs(match: RegExpExecArray, from: number): number {
  const part = (offset: number) => Number(match[from + offset] ?? '0');
  const fraction = Number((match[from + 3] ?? '').padEnd(3, '0'));
  return (part(0) * 3600 + part(1) * 60 + part(2)) * 1000 + fraction;
}
