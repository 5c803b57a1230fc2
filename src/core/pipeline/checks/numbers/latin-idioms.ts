import { readWords } from './latin-groups.ts';
import type { LatinToken } from './latin-tokens.ts';
import { mention, type NumberMention } from './number-mention.ts';
import { entryOf, type NumberWords } from './number-words.ts';

/** Words that may stand between a part and its whole: "half a million", "a couple of thousand", "medio de". */
const links = new Set(['a', 'an', 'of', 'de', 'd']);

/**
 * Numbers that are said in a roundabout way, beside those that `latinNumbers` reads word by word: "half a million", "a
 * couple of hundred", "oh eight", "point five", "two fifty". All but the first can only vouch for the other side.
 */
export function idiomNumbers(text: string, tokens: readonly LatinToken[], words: NumberWords): NumberMention[] {
  return tokens.flatMap((token, index) => [
    ...partOfWhole(text, tokens, index, words),
    ...[
      ...shortYear(tokens, index, words),
      ...zeroPoint(tokens, index, words),
      ...saidInPairs(tokens, index, words),
    ].map((value) => vouching(text, token.start, token.end, [value])),
  ]);
}

/** A number that counts as present and is never required. */
export function vouching(text: string, start: number, end: number, values: readonly number[]): NumberMention {
  const none = { scale: 1, bare: false, percent: false, currency: false, plainDigits: false };
  return mention(text, start, end, { ...none, values, soft: true });
}

function partOfWhole(text: string, tokens: readonly LatinToken[], index: number, words: NumberWords): NumberMention[] {
  const first = tokens[index];
  const part = entryOf(words.parts, first?.word);
  if (first === undefined || part === undefined) return [];
  let next = index + 1;
  while (next <= index + 2 && tokens[next]?.joined === true && links.has(tokens[next]?.word ?? '')) next += 1;
  const whole = tokens[next];
  if (whole?.joined !== true) return [];
  const scale = entryOf(words.scales, whole.word) ?? (words.hundreds.includes(whole.word) ? 100 : null);
  if (scale === null) {
    const collective = entryOf(words.collectives, whole.word);
    return collective === undefined ? [] : [vouching(text, first.start, whole.end, [part * collective])];
  }
  if (part > 1) return [vouching(text, first.start, whole.end, [part * scale])];
  const facts = { bare: false, percent: false, currency: false, plainDigits: false };
  return [mention(text, first.start, whole.end, { ...facts, values: [part * scale], scale, soft: false })];
}

function shortYear(tokens: readonly LatinToken[], index: number, words: NumberWords): number[] {
  if (!words.pairedYears || tokens[index]?.word !== 'oh') return [];
  const unit = digitAt(tokens, index + 1, words);
  return unit === null ? [] : [2000 + unit, 1900 + unit];
}

function zeroPoint(tokens: readonly LatinToken[], index: number, words: NumberWords): number[] {
  const unit = words.point.includes(tokens[index]?.word ?? '') ? digitAt(tokens, index + 1, words) : null;
  return unit === null ? [] : [unit / 10];
}

/** "two fifty": 250, or 2.50. */
function saidInPairs(tokens: readonly LatinToken[], index: number, words: NumberWords): number[] {
  const [first, second] = [tokens[index], tokens[index + 1]];
  if (first === undefined || first.digits || second?.joined !== true || second.digits) return [];
  const unit = entryOf(words.small, first.word) ?? 0;
  const rest = readWords(tokens, index + 1, words)?.values[0] ?? 0;
  return unit >= 1 && unit < 10 && rest >= 10 && rest < 100 ? [unit * 100 + rest, unit + rest / 100] : [];
}

function digitAt(tokens: readonly LatinToken[], index: number, words: NumberWords): number | null {
  const token = tokens[index];
  if (token?.joined !== true) return null;
  const value = token.digits ? Number(token.text) : (entryOf(words.small, token.word) ?? Number.NaN);
  return Number.isInteger(value) && value < 10 ? value : null;
}
