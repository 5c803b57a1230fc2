import type { LineRange } from '../domain/transcript.ts';
import { uncovered } from './line-ranges.ts';
import { formatRange } from './prompts/prompt-blocks.ts';

export interface PartitionCheck<T> {
  /** The passages to keep, in order of their lines. No line is in two of them, and each lies within one asked range. */
  readonly accepted: readonly T[];
  /** The asked lines that no accepted passage holds, in order: what to ask again. Neighbouring asked ranges stay apart. */
  readonly missing: readonly LineRange[];
  /** What was wrong, in English, for the model and the log. Empty for a perfect answer. */
  readonly faults: readonly string[];
}

/**
 * Holds an answer against the lines that were asked for (disjoint). Rejected are passages with numbers that
 * were not asked for or make no range, and those that repeat a line of an earlier one: a translation cannot be cut, so
 * their lines are asked for again.
 */
export function checkPartition<T extends LineRange>(
  answer: readonly T[],
  asked: readonly LineRange[],
): PartitionCheck<T> {
  const taken = new Set<number>();
  const accepted: T[] = [];
  const faults: string[] = [];
  for (const passage of answer) {
    const fault = faultOf(passage, asked, taken);
    if (fault !== null) {
      faults.push(fault);
      continue;
    }
    for (let number = passage.first; number <= passage.last; number += 1) taken.add(number);
    accepted.push(passage);
  }
  accepted.sort((a, b) => a.first - b.first);
  const missing = uncovered(asked, accepted);
  for (const range of missing) faults.push(`lines ${formatRange(range)} are missing`);
  return { accepted, missing, faults };
}

function faultOf(passage: LineRange, asked: readonly LineRange[], taken: ReadonlySet<number>): string | null {
  const { first, last } = passage;
  const name = `passage ${first}-${last}`;
  if (!Number.isInteger(first) || !Number.isInteger(last)) return `${name} has no line numbers`;
  if (first > last) return `${name} ends before it begins`;
  if (!asked.some((range) => first >= range.first && last <= range.last)) {
    return `${name} is not within the lines asked for`;
  }
  for (let number = first; number <= last; number += 1) {
    if (taken.has(number)) return `${name} repeats line ${number}`;
  }
  return null;
}
