const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  二: 2,
  两: 2,
  兩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 廿: 20, 卅: 30 };
const scales: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8, 兆: 1e12 };

/** What a run of Han numerals below ten thousand says. */
export interface HanNumber {
  readonly values: readonly number[];
  /** Unit characters alone (百, 千): idiom as often as quantity. */
  readonly bare: boolean;
  /** Digits without units: a year said digit by digit, or an enumeration. */
  readonly sequence: boolean;
}

/** Value of one Han digit, or null. */
export function hanDigit(char: string): number | null {
  return digits[char] ?? null;
}

/** Value of 十, 百 or 千, or null. */
export function hanUnit(char: string): number | null {
  return units[char] ?? null;
}

/** Value of 万, 亿 or 兆, or null. */
export function hanScale(char: string): number | null {
  return scales[char] ?? null;
}

/** Reads a non-empty string of Han digits and units. Approximations (三四十) give both of their values. */
export function hanNumber(text: string): HanNumber {
  const chars = [...text];
  if (chars.every((char) => digits[char] !== undefined)) return digitSequence(chars);
  let totals = [0];
  let pending: number[] = [];
  let last = 0;
  let zero = false;
  for (const char of chars) {
    const unit = units[char];
    if (unit === undefined) {
      const digit = digits[char] ?? 0;
      zero = digit === 0;
      if (digit > 0) pending = [...pending, digit];
      continue;
    }
    const counts = unit > 10 && char !== '廿' && char !== '卅' ? pending : pending.filter((d) => d > 0);
    totals = combine(totals, counts.length === 0 ? [unit] : counts.map((d) => d * unit));
    pending = [];
    last = unit;
  }
  const tail = pending.at(-1);
  if (tail !== undefined && last >= 100 && !zero && pending.length === 1 && !/[零〇○]/.test(text)) {
    // 一百五 is 150; 两千一年 is 2000 a year; Japanese 百一 is 101.
    totals = [...combine(totals, [(tail * last) / 10]), ...totals, ...combine(totals, pending)];
  } else if (tail !== undefined) totals = combine(totals, pending);
  return { values: totals, bare: chars.every((char) => char === '百' || char === '千'), sequence: false };
}

function combine(totals: readonly number[], added: readonly number[]): number[] {
  return totals.flatMap((total) => added.map((value) => total + value));
}

function digitSequence(chars: readonly string[]): HanNumber {
  const each = chars.map((char) => digits[char] ?? 0);
  const [first = 0] = each;
  if (each.length === 1) return { values: [first], bare: false, sequence: false };
  return { values: [Number(each.join('')), ...each], bare: false, sequence: true };
}
