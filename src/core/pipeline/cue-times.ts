import { hasUnspacedScript } from '../domain/scripts.ts';
import type { Cue } from '../domain/transcript.ts';

/** When the characters of one cue are spoken. */
export interface CueTimes {
  /** Positions in the cue's text at which a word of known time begins, ascending. */
  readonly offsets: readonly number[];
  /** Time of a word at a position. Positions must not go back from call to call. */
  span(at: number, length: number): { startMs: number; endMs: number };
}

interface Anchor {
  readonly offset: number;
  readonly ms: number;
}

/** How far apart a word may stand from where the one before it ended; more is a word that the text does not have. */
const searchRoom = 64;

/**
 * Times within a cue: a word begins when the captions say so, other characters share the time between two known ones
 * evenly. The cue ends on screen or where the next one starts, whichever is first. With known words, a word also ends
 * after as long as it takes to say, so that pauses show.
 */
export function createCueTimes(cue: Cue, nextStartMs: number): CueTimes {
  const limitMs = Math.max(cue.startMs, Math.min(cue.endMs, nextStartMs));
  const known = wordAnchors(cue);
  const anchors = [{ offset: 0, ms: cue.startMs }, ...known, { offset: cue.text.length, ms: limitMs }];
  let current = 0;
  const timeAt = (offset: number): number => {
    while ((anchors[current + 1]?.offset ?? Number.POSITIVE_INFINITY) <= offset) current += 1;
    const from = anchors[current] ?? { offset, ms: limitMs };
    const to = anchors[current + 1];
    if (to === undefined || to.ms <= from.ms) return from.ms;
    return from.ms + ((to.ms - from.ms) * (offset - from.offset)) / (to.offset - from.offset);
  };
  return {
    offsets: known.map((anchor) => anchor.offset),
    span(at, length) {
      const startMs = Math.round(timeAt(at));
      const endMs = Math.round(timeAt(at + length));
      const spokenMs = cue.words === undefined ? Number.POSITIVE_INFINITY : sayingMs(cue.text.slice(at, at + length));
      return { startMs, endMs: Math.min(endMs, startMs + spokenMs) };
    },
  };
}

/** Each word is looked for after the one before it, and only near it: the work is linear whatever the words are. */
function wordAnchors(cue: Cue): Anchor[] {
  const anchors: Anchor[] = [];
  let at = 0;
  for (const word of cue.words ?? []) {
    const found = cue.text.slice(at, at + word.text.length + searchRoom).indexOf(word.text);
    if (found < 0) continue;
    if (at + found > 0) anchors.push({ offset: at + found, ms: word.startMs });
    at += found + word.text.length;
  }
  return anchors;
}

/** A generous guess at how long a word takes to say. */
function sayingMs(text: string): number {
  return 250 + text.length * (hasUnspacedScript(text) ? 220 : 70);
}
