import type { LatinToken } from './latin-tokens.ts';
import { literalValues, suffixScale } from './number-mention.ts';
import { entryOf, type NumberWords } from './number-words.ts';

/** A number under construction. */
export interface NumberRun {
  readonly values: readonly number[];
  readonly scale: number;
  readonly bare: boolean;
  readonly digits: boolean;
  /** Index of the first token that is not part of it. */
  readonly next: number;
}

/** A number without scale words at `index`: "two hundred and five", "2,5", "five point two". Null where none stands. */
export function readGroup(
  text: string,
  tokens: readonly LatinToken[],
  index: number,
  words: NumberWords,
): NumberRun | null {
  const group = tokens[index]?.digits ? readDigits(tokens, index, words) : readWords(tokens, index, words);
  return group === null ? null : withHalf(text, tokens, withDecimals(tokens, group, words), words, 1);
}

function readDigits(tokens: readonly LatinToken[], index: number, words: NumberWords): NumberRun | null {
  const token = tokens[index];
  if (token === undefined) return null;
  const values = literalValues(token.text, words.decimalComma);
  const next = tokens[index + 1];
  const glued = next?.start === token.end ? suffixScale(next.word) : null;
  const factor = glued ?? (next?.joined === true && words.hundreds.includes(next.word) ? 100 : null);
  if (factor === null) return { values, scale: 1, bare: false, digits: true, next: index + 1 };
  const either = [...values.map((v) => v * factor), ...values];
  return { values: either, scale: glued ?? 1, bare: false, digits: false, next: index + 2 };
}

/** Words that add up below 1000 (German: below a million, in one word). */
export function readWords(tokens: readonly LatinToken[], index: number, words: NumberWords): NumberRun | null {
  let sum = 0;
  let room = Number.POSITIVE_INFINITY;
  let hundreds = false;
  let bare = false;
  let at = index;
  for (; ; at += 1) {
    const token = tokens[at];
    if (token === undefined || (at > index && !token.joined)) break;
    const value = wordValue(token, words);
    if (value !== null && fits(value, sum, room, words)) {
      const eighty = words.countsByTwenty && value === 20 && sum % 100 === 4;
      sum += eighty ? 76 : value;
      room = eighty ? 20 : roomAfter(value, words);
      bare = false;
    } else if (words.hundreds.includes(token.word) && !hundreds && (at === index || multiplies(sum, words))) {
      bare = at === index;
      sum = bare ? 100 : sum * 100;
      room = 100;
      hundreds = true;
    } else if (at > index && words.and.includes(token.word) && linkHolds(tokens, at, sum, room, hundreds, words)) {
      // Nothing to add: the next token does.
    } else {
      const ordinal = at > index && room === 10 ? entryOf(words.ordinals, token.word) : undefined;
      if (ordinal === undefined) break;
      return { values: [sum + ordinal, sum], scale: 1, bare: false, digits: false, next: at + 1 };
    }
  }
  return at === index ? null : { values: [sum], scale: 1, bare, digits: false, next: at };
}

function wordValue(token: LatinToken, words: NumberWords): number | null {
  if (token.digits || words.hundreds.includes(token.word) || entryOf(words.scales, token.word) !== undefined)
    return null;
  return entryOf(words.small, token.word) ?? words.compound?.(token.word) ?? null;
}

function fits(value: number, sum: number, room: number, words: NumberWords): boolean {
  if (words.countsByTwenty && value === 20 && sum % 100 === 4) return true;
  if (words.countsByTwenty && room === 10 && sum % 20 === 10) return value >= 7 && value <= 9;
  return value < room;
}

/** "fifteen hundred"; French stops at nineteen ("soixante-quinze cents" are coins). */
function multiplies(sum: number, words: NumberWords): boolean {
  return sum > 0 && sum < (words.countsByTwenty ? 20 : 100);
}

/** Exclusive upper bound of what may be added after a word of this value. */
function roomAfter(value: number, words: NumberWords): number {
  if (value >= 100) return value >= 1000 ? 0 : 100;
  if (value >= 20) return words.countsByTwenty && value === 60 ? 20 : 10;
  return words.countsByTwenty && value === 10 ? 10 : 0;
}

/** Whether "and" goes on with the number, and does not start the next ("one hundred and two hundred"). */
function linkHolds(
  tokens: readonly LatinToken[],
  at: number,
  sum: number,
  room: number,
  hundreds: boolean,
  words: NumberWords,
): boolean {
  if (!(room === 100 || (words.andAfterTens && room >= 10))) return false;
  const [next, after] = [tokens[at + 1], tokens[at + 2]];
  const value = next?.joined === true ? wordValue(next, words) : null;
  if (value === null || value === 0 || !fits(value, sum, room, words)) return false;
  return !(after?.joined === true && words.hundreds.includes(after.word) && (hundreds || room === 100));
}

/** "five point two", "5 point 2", "cinq virgule deux". */
function withDecimals(tokens: readonly LatinToken[], run: NumberRun, words: NumberWords): NumberRun {
  const point = tokens[run.next];
  if (run.bare || point?.joined !== true || !words.point.includes(point.word)) return run;
  let digits = '';
  let next = run.next + 1;
  for (; tokens[next]?.joined === true; next += 1) {
    const token = tokens[next];
    if (token === undefined) break;
    const value = token.digits && digits === '' ? Number(token.text) : (entryOf(words.small, token.word) ?? null);
    if (value === null || !Number.isInteger(value) || value > 99 || (value > 9 && digits !== '')) break;
    digits += String(value);
  }
  if (digits === '') return run;
  return { ...run, values: run.values.map((v) => Number(`${v}.${digits}`)), digits: false, next };
}

/** Adds half of `unit` where "and a half" follows. */
export function withHalf(
  text: string,
  tokens: readonly LatinToken[],
  run: NumberRun,
  words: NumberWords,
  unit: number,
): NumberRun {
  const end = tokens[run.next - 1]?.end ?? 0;
  const half = words.andHalf.exec(text.slice(end, end + 40));
  if (half === null) return run;
  let { next } = run;
  while ((tokens[next]?.start ?? Number.POSITIVE_INFINITY) < end + half[0].length) next += 1;
  return { ...run, values: run.values.map((v) => v + unit / 2), digits: false, next };
}
