import { cjkContext, isFalseFriend, looseCjk, takeClockTimes } from './cjk-context.ts';
import { hanDigit, hanNumber, hanScale, hanUnit } from './han-digits.ts';
import { literalValues, mention, type NumberMention, suffixScale } from './number-mention.ts';

/** A count and the scale characters after it, or the whole number made of several. */
interface CjkRun {
  readonly values: readonly number[];
  readonly scale: number;
  readonly bare: boolean;
  readonly sequence: boolean;
  readonly arabic: boolean;
  readonly end: number;
}

const arabic = /\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?/y;
const han = /[零〇○一二两兩三四五六七八九十百千廿卅]+/y;
/** 三点五, but not 三点五十分 (a time) nor 第三点一定 (a point, then a word). */
const hanPoint =
  /[点點]([零〇一二三四五六七八九]+)(?![十百千\d分刻钟鐘])(?!(?<=一)[样樣定直般起切个個些下是点點致旦])/y;
const starts = /[\d零〇○一二两兩三四五六七八九十百千廿卅万萬亿億兆]/g;
/** Kilowatt and megabyte, not thousand and trillion. */
const unitPrefix = /^(?:千[瓦米克卡赫伏焦帕字比]|百帕|兆[瓦赫字比帕焦])/;
const vague = /[几幾数數]\s?$/;

/**
 * All numbers of a text in Chinese or Japanese, or of one in Korean whose numerals stand as Han characters
 * (`koreanAsHan`), in order. The text has been through `takeDigitForms`.
 */
export function cjkNumbers(text: string): NumberMention[] {
  const { mentions, rest } = takeClockTimes(text);
  const found = [...mentions];
  for (let at = nextStart(rest, 0); at >= 0; ) {
    const run = isFalseFriend(rest, at) ? null : readRun(rest, at);
    if (run !== null) {
      const made = finish(rest, at, run);
      found.push(made);
      at = nextStart(rest, made.end);
    } else at = nextStart(rest, at + 1);
  }
  return [...found, ...looseCjk(rest)].sort((a, b) => a.start - b.start);
}

function nextStart(text: string, from: number): number {
  starts.lastIndex = from;
  return starts.exec(text)?.index ?? -1;
}

/** Counts with falling scales, added up: 1亿2000万, 三百万零五十, 1億 2千万. */
function readRun(text: string, start: number): CjkRun | null {
  let sum = readScaled(text, start);
  let last = sum?.scale ?? 1;
  while (sum !== null && !sum.bare && last > 1) {
    const space = text[sum.end] === ' ' ? 1 : 0;
    const more = readScaled(text, sum.end + space);
    if (more === null || (space === 1 && more.scale === 1)) break;
    if (more.scale >= last) {
      // 一万两千亿: what stands before the larger scale is counted in it as a whole.
      const within = space === 0 && !more.bare && !more.arabic && (more.values[0] ?? 0) / more.scale < last;
      if (!within) break;
      sum = {
        ...more,
        values: sum.values.map((v) => v * more.scale + (more.values[0] ?? 0)),
        scale: sum.scale * more.scale,
      };
      break;
    }
    if (more.bare || more.sequence || (more.values[0] ?? 0) >= last) break;
    sum = { ...more, values: joinedValues(text, sum, more, last), scale: sum.scale, bare: false };
    last = more.scale;
  }
  return sum;
}

/** 一万五 is 15,000 and 五万一个月 50,000 a month, so a lone digit after a scale counts both ways. */
function joinedValues(text: string, sum: CjkRun, more: CjkRun, last: number): number[] {
  const [added = 0] = more.values;
  const lone = more.scale === 1 && !more.arabic && more.end - sum.end === 1 && hanDigit(text[sum.end] ?? '') !== null;
  if (!lone) return sum.values.flatMap((v) => more.values.map((w) => v + w));
  return [...sum.values.map((v) => v + (added * last) / 10), ...sum.values];
}

function readScaled(text: string, start: number): CjkRun | null {
  const count = readArabic(text, start) ?? readHan(text, start);
  let end = count?.end ?? start;
  const gap = /^\s?[多余餘来來几幾]?\s?(?=[十百千万萬亿億兆])/.exec(text.slice(end, end + 4))?.[0] ?? '';
  if (count !== null && (count.arabic || gap.trim() !== '')) end += gap.length;
  let scale = 1;
  for (let char = text[end] ?? ''; ; char = text[end] ?? '') {
    const factor = hanScale(char) ?? (count?.arabic ? hanUnit(char) : null);
    if (factor === null || unitPrefix.test(text.slice(end, end + 2))) break;
    scale *= factor;
    end += 1;
  }
  if (count === null)
    return scale === 1 ? null : { values: [scale], scale, bare: true, sequence: false, arabic: false, end };
  if (scale === 1) return count;
  return { ...count, values: count.values.map((v) => v * scale), scale: scale * count.scale, sequence: false, end };
}

function readArabic(text: string, start: number): CjkRun | null {
  arabic.lastIndex = start;
  const literal = arabic.exec(text)?.[0];
  if (literal === undefined) return null;
  const end = start + literal.length;
  const values = literalValues(literal, false);
  const letters = /^[A-Za-z]{1,2}(?![A-Za-z])/.exec(text.slice(end, end + 3))?.[0] ?? '';
  const scale = suffixScale(letters);
  const base = { bare: false, sequence: false, arabic: true };
  if (scale === null) return { ...base, values, scale: 1, end };
  return { ...base, values: [...values.map((v) => v * scale), ...values], scale, end: end + letters.length };
}

function readHan(text: string, start: number): CjkRun | null {
  han.lastIndex = start;
  const numerals = han.exec(text)?.[0];
  if (numerals === undefined) return null;
  const { values, bare, sequence } = hanNumber(numerals);
  const end = start + numerals.length;
  hanPoint.lastIndex = end;
  const decimals = sequence ? undefined : hanPoint.exec(text)?.[1];
  const base = { scale: 1, arabic: false };
  if (decimals === undefined) return { ...base, values, bare, sequence, end };
  const fraction = [...decimals].map((char) => hanDigit(char)).join('');
  const exact = values.map((v) => Number(`${v}.${fraction}`));
  return { ...base, values: exact, bare: false, sequence: false, end: end + 1 + decimals.length };
}

function finish(text: string, start: number, run: CjkRun): NumberMention {
  const context = cjkContext(text, start, run);
  const approximate = vague.test(text.slice(Math.max(0, start - 2), start));
  const spokenYear = run.sequence && (/[零〇○]/.test(text.slice(start, run.end)) || /^.{4}年/.test(text.slice(start)));
  return mention(text, start, context.end, {
    values: context.values,
    scale: run.scale,
    bare: run.bare || (approximate && run.values[0] !== undefined && isUnits(text.slice(start, run.end))),
    percent: context.percent,
    currency: context.currency && !approximate,
    soft: context.soft || (run.sequence && !spokenYear),
    plainDigits: run.arabic && run.scale === 1 && !context.percent && !context.currency,
  });
}

const isUnits = (text: string): boolean => /^[十百千万萬亿億兆\s]+$/.test(text);
