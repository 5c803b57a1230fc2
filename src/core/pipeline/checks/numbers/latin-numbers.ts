import { type NumberRun, readGroup, readWords, withHalf } from './latin-groups.ts';
import { idiomNumbers, vouching } from './latin-idioms.ts';
import { type LatinToken, latinTokens } from './latin-tokens.ts';
import { mention, type NumberMention } from './number-mention.ts';
import { entryOf, type NumberWords } from './number-words.ts';

const currencyBefore = /[$€£¥₩₹]\s*$/;
const currencyAfter =
  /^\s*(?:[€£¥₩₹$]|(?:us\s|u\.s\.\s|de\s|d')?\s*(?:dollars?|bucks|euros?|pounds|d[oó]lar(?:es)?|reais|yen|yuan|won)(?!\p{L}))/iu;

/** All numbers of a text in Latin script; the text has been through `takeDigitForms`. */
export function latinNumbers(text: string, words: NumberWords): NumberMention[] {
  const tokens = latinTokens(text, words);
  const found: NumberMention[] = [];
  let inCode = false;
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index];
    const run = yearPair(tokens, index, words) ?? readNumber(text, tokens, index, words);
    if (run === null) {
      if (token !== undefined) found.push(...looseMention(text, token, words));
      inCode = false;
      index += 1;
      continue;
    }
    const goesOn = startsNumber(text, tokens, run.next, words);
    const made = finish(text, tokens, index, run, words);
    const afterPoint = token?.joined === true && words.point.includes(tokens[index - 1]?.word ?? '');
    found.push(inCode || goesOn || afterPoint ? { ...made, required: false } : made);
    inCode = goesOn;
    index = run.next;
    while ((tokens[index]?.start ?? Number.POSITIVE_INFINITY) < made.end) index += 1;
  }
  const halves = [...text.matchAll(words.oneAndHalf)].map((m) => vouching(text, m.index, m.index + m[0].length, [1.5]));
  const idioms = idiomNumbers(text, tokens, words).filter(
    (idiom) => !found.some((number) => number.start < idiom.start && number.end >= idiom.end),
  );
  return [...found, ...idioms, ...halves];
}

/** Whether another number follows at once: a telephone number said digit by digit, or speech recognition at a loss. */
function startsNumber(text: string, tokens: readonly LatinToken[], index: number, words: NumberWords): boolean {
  const token = tokens[index];
  if (token?.joined !== true) return false;
  return token.word === 'oh' || readNumber(text, tokens, index, words) !== null;
}

/** "20 25", "twenty twenty-five", "nineteen oh five": a year said in two halves, or two numbers after all. */
function yearPair(tokens: readonly LatinToken[], index: number, words: NumberWords): NumberRun | null {
  const first = twoDigits(tokens, index, words);
  const spoken = tokens[index]?.digits === false;
  if (first === null || first.value < (spoken ? 11 : 19) || first.value > 20) return null;
  const gap = tokens[first.next];
  if (gap?.joined !== true || (spoken && !words.pairedYears)) return null;
  if (spoken && (gap.word === 'oh' || gap.word === 'o')) {
    const unit = entryOf(words.small, tokens[first.next + 1]?.word);
    return unit !== undefined && unit < 10 ? whole([first.value * 100 + unit], first.next + 2) : null;
  }
  const [decade = 0] = entryOf(words.loose, gap.word) ?? [];
  if (spoken && gap.word.endsWith('ies') && decade >= 20)
    return whole([first.value * 100 + decade, decade], first.next + 1);
  const second = twoDigits(tokens, first.next, words);
  if (second === null || isMultiplier(tokens[second.next], words)) return null;
  return whole([first.value * 100 + second.value, first.value, second.value], second.next);
}

function twoDigits(
  tokens: readonly LatinToken[],
  index: number,
  words: NumberWords,
): { readonly value: number; readonly next: number } | null {
  const token = tokens[index];
  if (token?.digits) return /^\d\d$/.test(token.text) ? { value: Number(token.text), next: index + 1 } : null;
  const group = readWords(tokens, index, words);
  const value = group?.values[0] ?? 0;
  return group !== null && value >= 10 && value < 100 ? { value, next: group.next } : null;
}

function isMultiplier(token: LatinToken | undefined, words: NumberWords): boolean {
  return (
    token?.joined === true && (words.hundreds.includes(token.word) || entryOf(words.scales, token.word) !== undefined)
  );
}

function whole(values: readonly number[], next: number): NumberRun {
  return { values, scale: 1, bare: false, digits: false, next };
}

/** Groups with falling scales, added up: "two million five hundred thousand". */
function readNumber(text: string, tokens: readonly LatinToken[], index: number, words: NumberWords): NumberRun | null {
  let sum = readScaled(text, tokens, index, words);
  let last = sum?.scale ?? 1;
  while (sum !== null && last > 1 && tokens[sum.next]?.joined === true) {
    const linked: boolean = words.and.includes(tokens[sum.next]?.word ?? '') && tokens[sum.next + 1]?.joined === true;
    const more = readScaled(text, tokens, linked ? sum.next + 1 : sum.next, words);
    if (more === null || more.bare || (more.digits && more.scale === 1)) break;
    const added = more.values[0] ?? 0;
    if (!linked && words.decimalComma && more.scale > last && added / more.scale < last) {
      // "dos mil quinientos millones" are 2,500 millions.
      const raised = sum.values.map((v) => v * more.scale + added);
      sum = { ...sum, values: raised, scale: sum.scale * more.scale, next: more.next };
      last = 1;
    } else if (added < last) {
      last = more.scale;
      sum = { ...sum, values: sum.values.map((v) => v + added), bare: false, next: more.next };
    } else break;
  }
  return sum;
}

/** A group and the scale words after it, or scale words alone. */
function readScaled(text: string, tokens: readonly LatinToken[], index: number, words: NumberWords): NumberRun | null {
  const group = readGroup(text, tokens, index, words);
  const first = group?.next ?? index;
  let next = first;
  let scale = 1;
  let largest = 0;
  for (;;) {
    const token = tokens[next];
    const factor = entryOf(words.scales, token?.word);
    if (factor === undefined || factor <= largest || (next > index && token?.joined !== true)) break;
    scale *= factor;
    largest = factor;
    next += 1;
  }
  if (scale === 1) return group;
  const values = (group?.values ?? [1]).map((v) => v * scale);
  const bare = group === null && next === first + 1;
  const run = { values, scale: scale * (group?.scale ?? 1), bare, digits: group?.digits ?? false, next };
  return withHalf(text, tokens, run, words, scale);
}

function finish(
  text: string,
  tokens: readonly LatinToken[],
  index: number,
  run: NumberRun,
  words: NumberWords,
): NumberMention {
  const start = tokens[index]?.start ?? 0;
  const end = tokens[run.next - 1]?.end ?? start;
  const after = text.slice(end, end + 40);
  const percent = words.percent.exec(after);
  const currency = currencyBefore.test(text.slice(Math.max(0, start - 3), start)) || currencyAfter.test(after);
  const values = [...run.values];
  if (percent !== null) values.push(...run.values.map((v) => v / 100));
  // "two years and a half"
  const noun = /^\s+\p{L}+/u.exec(after)?.[0];
  if (noun !== undefined && words.andHalf.test(after.slice(noun.length)))
    values.push(...run.values.map((v) => v + 0.5));
  if (/^\s+and (?:a |three[ -])quarters?(?!\p{L})/iu.test(after))
    values.push(...run.values.flatMap((v) => [v + 0.25, v + 0.75]));
  if (/^\s+(?:cents?|centavos?|céntimos?|centimes?)(?!\p{L})/iu.test(after))
    values.push(...run.values.map((v) => v / 100));
  const collective = tokens[run.next]?.joined === true ? entryOf(words.collectives, tokens[run.next]?.word) : undefined;
  if (collective !== undefined) values.push(...run.values.map((v) => v * collective));
  return mention(text, start, end + (percent?.[0].length ?? 0), {
    values,
    scale: run.scale,
    bare: run.bare,
    percent: percent !== null,
    currency,
    soft: words.idiom?.test(text.slice(start, start + 30)) === true,
    plainDigits: run.digits && percent === null && !currency && run.scale === 1,
  });
}

function looseMention(text: string, token: LatinToken, words: NumberWords): NumberMention[] {
  const values = entryOf(words.loose, token.word) ?? (words.decimalComma ? romanValue(token.text) : undefined);
  return values === undefined ? [] : [vouching(text, token.start, token.end, values)];
}

/** Centuries in the Romance languages: XXI, XXIe. */
function romanValue(text: string): number[] | undefined {
  const match = /^([XVI]{2,6})e?$/.exec(text);
  if (match === null) return undefined;
  const digits = [...(match[1] ?? '')].map((letter) => ({ X: 10, V: 5, I: 1 })[letter] ?? 0);
  return [digits.reduce((sum, digit, i) => sum + (digit < (digits[i + 1] ?? 0) ? -digit : digit), 0)];
}
