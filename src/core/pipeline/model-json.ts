import { VidigestError } from '../domain/errors.ts';
import { isJsonSpace, type JsonReading, readJson } from './lenient-json.ts';

/** The JSON of a model's answer. Its shape is unchecked. */
export interface ModelJson {
  readonly value: unknown;
  /**
   * False where the answer was cut off or broke: `value` then holds the whole fields and the whole array elements
   * before that point, and what came after is lost. An array that ends there may be empty or short.
   */
  readonly complete: boolean;
}

/**
 * Finds and reads the JSON in a model's answer, which may stand in a code fence or between prose, carry a BOM, trailing
 * commas or raw line breaks in strings, or be cut off. Of several values the longest object counts. Linear time.
 * Throws `model-answer` where there is no object or array.
 */
export function parseModelJson(text: string): ModelJson {
  const plain = parsePlain(text);
  if (isContainer(plain)) return { value: plain, complete: true };
  const found = findJson(text);
  if (found === null) throw new VidigestError('model-answer', `no JSON in an answer of ${text.length} characters`);
  return { value: found.value, complete: found.state === 'whole' };
}

function parsePlain(text: string): unknown {
  let start = 0;
  while (isJsonSpace(text[start])) start += 1;
  if (text[start] !== '{' && text[start] !== '[') return undefined;
  try {
    return JSON.parse(start === 0 ? text : text.slice(start));
  } catch {
    // Not plain JSON: the lenient reader says what it is.
    return undefined;
  }
}

interface Candidate {
  readonly reading: JsonReading;
  readonly size: number;
}

function findJson(text: string): JsonReading | null {
  let best: Candidate | null = null;
  let at = nextBracket(text, 0);
  while (at < text.length) {
    const reading = readJson(text, at);
    const last = isCutRoot(reading);
    if (last || (reading.state === 'whole' && isContainer(reading.value))) {
      const candidate = { reading, size: (last ? text.length : reading.end) - at };
      if (best === null || outranks(candidate, best)) best = candidate;
    }
    // What follows a broken root are pieces of it, not another answer.
    if (last) break;
    // What a failed reading has used is not read again: that keeps the search linear.
    at = nextBracket(text, Math.max(reading.end, at + 1));
  }
  return best?.reading ?? null;
}

function nextBracket(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '{' && text[at] !== '[') at += 1;
  return at;
}

/** A cut value that already holds something of an answer, unlike `{curly}` or `[1, see below]` in prose. */
function isCutRoot({ state, value }: JsonReading): boolean {
  if (state !== 'cut' || !isContainer(value)) return false;
  return Array.isArray(value) ? value.some(isContainer) : Object.keys(value).length > 0;
}

function outranks(a: Candidate, b: Candidate): boolean {
  const aIsArray = Array.isArray(a.reading.value);
  const bIsArray = Array.isArray(b.reading.value);
  return aIsArray === bIsArray ? a.size >= b.size : bIsArray;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
