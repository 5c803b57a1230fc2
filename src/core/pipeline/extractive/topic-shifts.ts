import type { Line } from '../../domain/transcript.ts';
import { targetChapterCount } from '../chapters.ts';
import { cutQuality, segmentLines } from '../segment-lines.ts';
import type { SpokenWord } from './words.ts';

/**
 * First lines of the stretches that differ in their words: TextTiling. Before each line the words of the minutes before
 * are compared with those of the minutes after; chapters begin where these have least in common, about as many as the
 * length wants. The first is line 1. Words are counted as the window moves, so time is linear in the talk's length.
 */
export function findTopicShifts(
  lines: readonly Line[],
  words: readonly (readonly SpokenWord[])[],
  durationMs: number,
): number[] {
  if (lines.length === 0) return [];
  const targetMs = durationMs / targetChapterCount(durationMs);
  const blockMs = Math.min(180_000, Math.max(60_000, targetMs / 2));
  const depths = depthsOf(smooth(cohesions(lines, words, blockMs)));
  const deepest = depths.reduce((max, depth) => Math.max(max, depth), 0);
  // A clear shift outweighs an even length; between two lines of one topic a cut must be worth its while.
  const cutCost = (before: Line, after: Line): number => {
    const depth = deepest > 0 ? (depths[after.number - 1] ?? 0) / deepest : 0;
    return 3 * (0.4 - depth * 0.8 - cutQuality(before, after) * 0.2);
  };
  const whole = { first: 1, last: lines.length };
  const options = { targetMs, maxMs: targetMs * 2, maxLines: 2_000, cutCost };
  return segmentLines(whole, lines, options).map(({ first }) => first);
}

/** Per line, the cosine between the words of the time before it and those of the time from it on. */
function cohesions(lines: readonly Line[], words: readonly (readonly SpokenWord[])[], blockMs: number): number[] {
  const window = createWindow(words);
  let left = 0;
  let right = 0;
  return lines.map((line, index) => {
    while (right < lines.length && (lines[right]?.startMs ?? 0) < line.startMs + blockMs) window.enter(right++);
    if (index > 0) window.cross(index - 1);
    while (left < index && (lines[left]?.startMs ?? 0) < line.startMs - blockMs) window.leave(left++);
    return window.cosine();
  });
}

/** Word counts of two neighbouring blocks of lines, and their cosine, kept up to date in one step a word. */
function createWindow(words: readonly (readonly SpokenWord[])[]) {
  const before = new Map<string, number>();
  const after = new Map<string, number>();
  let dot = 0;
  let beforeSquare = 0;
  let afterSquare = 0;
  const change = (key: string, inBefore: number, inAfter: number): void => {
    const [oldBefore, oldAfter] = [before.get(key) ?? 0, after.get(key) ?? 0];
    const [newBefore, newAfter] = [oldBefore + inBefore, oldAfter + inAfter];
    before.set(key, newBefore);
    after.set(key, newAfter);
    dot += newBefore * newAfter - oldBefore * oldAfter;
    beforeSquare += newBefore ** 2 - oldBefore ** 2;
    afterSquare += newAfter ** 2 - oldAfter ** 2;
  };
  const each = (line: number, inBefore: number, inAfter: number): void => {
    for (const { key, isTopic } of words[line] ?? []) if (isTopic) change(key, inBefore, inAfter);
  };
  return {
    enter: (line: number): void => each(line, 0, 1),
    cross: (line: number): void => each(line, 1, -1),
    leave: (line: number): void => each(line, -1, 0),
    cosine: (): number => (beforeSquare > 0 && afterSquare > 0 ? dot / Math.sqrt(beforeSquare * afterSquare) : 0),
  };
}

function smooth(values: readonly number[]): number[] {
  return values.map((value, index) => {
    const near = [values[index - 1] ?? value, value, values[index + 1] ?? value];
    return near.reduce((sum, one) => sum + one, 0) / near.length;
  });
}

/** How far each value lies below the peaks to its left and right. */
function depthsOf(values: readonly number[]): number[] {
  const climb = (ordered: readonly number[]): number[] => {
    const peaks: number[] = [];
    for (const [index, value] of ordered.entries()) {
      const before = ordered[index - 1];
      peaks.push(before !== undefined && before >= value ? (peaks[index - 1] ?? before) : value);
    }
    return peaks;
  };
  const left = climb(values);
  const right = climb(values.toReversed()).toReversed();
  return values.map((value, index) => (left[index] ?? value) + (right[index] ?? value) - 2 * value);
}
