import { hasUnspacedScript } from '../scripts.ts';
import type { Cue } from '../transcript.ts';

/** Cues at most this far apart stand on screen one right after the other. */
export const touchingMs = 100;
/** No caption window shows more rows than can usefully be compared. */
const comparedRows = 4;
/** From this share of cues that roll on, a file is taken to roll, and short repeats go as well. */
const rollingShare = 0.25;
/** Nobody reads a cue this short: it is a step of the screen's movement. */
const stepMs = 50;

/** What of a cue was on screen already: whole rows, then characters of the row after them. */
interface Carried {
  readonly rows: number;
  readonly characters: number;
}

/** How many leading rows repeat the last ones shown, in order. Looks at four rows at most. */
export function carriedRows(shown: readonly string[], rows: readonly string[]): number {
  for (let count = Math.min(comparedRows, shown.length, rows.length); count > 0; count -= 1) {
    const from = shown.length - count;
    if (rows.slice(0, count).every((row, index) => row === shown[from + index])) return count;
  }
  return 0;
}

/**
 * Removes what rolling captions say twice: rows carried over from the cue before, rows that grow word by word, and cues
 * doubled as a whole. Speakers do repeat themselves, so a repeat of fewer than four words (eight characters where
 * there are no spaces) goes only where the whole file rolls, and a cue that times its own words is never shortened.
 */
export function unrollCues(cues: readonly Cue[]): Cue[] {
  const carried = cues.map((cue, index) => carriedInto(cue, cues[index - 1]));
  const steps = cues.filter((cue, index) => isRollingStep(cue, cues[index - 1], carried[index] ?? null)).length;
  const rolls = steps >= Math.max(2, cues.length * rollingShare);
  const fresh: Cue[] = [];
  for (const [index, cue] of cues.entries()) {
    const carry = carried[index] ?? null;
    const before = cues[index - 1];
    const rest = carry !== null && (rolls || isTelling(cue, carry, before)) ? textAfter(cue.text, carry) : cue.text;
    if (rest !== '') fresh.push(rest === cue.text ? cue : { startMs: cue.startMs, endMs: cue.endMs, text: rest });
    else extendLast(fresh, cue.endMs);
  }
  return fresh;
}

function carriedInto(cue: Cue, before: Cue | undefined): Carried | null {
  if (before === undefined || cue.startMs > before.endMs + touchingMs) return null;
  if (cue.words !== undefined && !isDoubled(cue, before)) return null;
  const shown = before.text.split('\n').slice(-comparedRows);
  const rows = cue.text.split('\n', comparedRows);
  const whole = carriedRows(shown, rows);
  if (whole > 0) return { rows: whole, characters: 0 };
  return grownRow(shown, rows);
}

/** The last row shown has grown: `how are` became `how are you`. */
function grownRow(shown: readonly string[], rows: readonly string[]): Carried | null {
  const last = shown.at(-1) ?? '';
  for (let count = Math.min(shown.length, rows.length); count > 0; count -= 1) {
    const whole = shown.slice(-count, -1);
    const row = rows[count - 1] ?? '';
    if (whole.every((text, index) => text === rows[index]) && growsAtWord(last, row)) {
      return { rows: count - 1, characters: last.length };
    }
  }
  return null;
}

function growsAtWord(shorter: string, longer: string): boolean {
  if (shorter === '' || longer.length <= shorter.length || !longer.startsWith(shorter)) return false;
  const joint = longer.slice(shorter.length - 1, shorter.length + 1);
  return !/^[\p{L}\p{N}\p{M}]{2}$/u.test(joint) || hasUnspacedScript(joint);
}

/** A cue that says more than what it repeats, or a step too short to read: the movement of a rolling screen. */
function isRollingStep(cue: Cue, before: Cue | undefined, carry: Carried | null): boolean {
  if (carry === null || before === undefined) return false;
  if (textAfter(cue.text, carry) !== '') return true;
  return cue.endMs - cue.startMs <= stepMs || before.endMs - before.startMs <= stepMs;
}

function isDoubled(cue: Cue, before: Cue): boolean {
  return cue.text === before.text && cue.startMs === before.startMs;
}

/** Whether so much is repeated that it cannot well be the speaker's own repetition. */
function isTelling(cue: Cue, carry: Carried, before: Cue | undefined): boolean {
  if (before !== undefined && isDoubled(cue, before)) return true;
  if (cue.endMs - cue.startMs <= stepMs) return true;
  const rows = cue.text.split('\n', carry.rows + 1);
  const repeated =
    `${rows.slice(0, carry.rows).join(' ')} ${(rows[carry.rows] ?? '').slice(0, carry.characters)}`.trim();
  const words = repeated.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.length >= 4 || (hasUnspacedScript(repeated) && repeated.length >= 8);
}

function textAfter(text: string, carry: Carried): string {
  return text.split('\n').slice(carry.rows).join('\n').slice(carry.characters).trim();
}

function extendLast(cues: Cue[], endMs: number): void {
  const last = cues.at(-1);
  if (last !== undefined && endMs > last.endMs) cues[cues.length - 1] = { ...last, endMs };
}
