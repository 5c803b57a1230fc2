/**
 * Numbers of a piece of source text as a translation may write them: by value, in digits. Digits of any language;
 * number words of English. Words for small counts are left out, being idiom as often as quantity.
 */
export function numbersIn(text: string): string[] {
  const spoken = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\bquarter of an? (?=million|billion)/g, '0.25 ');
  const tokens = spoken.match(tokenPattern) ?? [];
  const found: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const number = readNumber(tokens, at);
    if (number === null) {
      at += 1;
      continue;
    }
    const percent = /^(%|percent)$/.test(tokens[number.end] ?? '');
    const money = /^[$€£]$/.test(tokens[at - 1] ?? '');
    if (number.digits || number.value > 10 || !Number.isInteger(number.value) || percent || money) {
      found.push(`${Number(number.value.toPrecision(12))}${percent ? '%' : ''}`);
    }
    at = number.end;
  }
  return found;
}

interface ReadNumber {
  readonly value: number;
  /** Written in digits, not words. */
  readonly digits: boolean;
  /** Index of the token after it. */
  readonly end: number;
}

/** Digits glued to letters (4k, gpt4) are part of a name, but not where the letters are unspaced script. */
const tokenPattern = /[a-z]+\d[\da-z]*|\d[\d,]*(?:\.\d+)?(?:[a-z]+)?|[a-z']+|[万億亿千百%$€£]|[^\s]/g;
const ones = `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen`.split(/\s+/);
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  百: 100,
  千: 1e3,
  万: 1e4,
  億: 1e8,
  亿: 1e8,
};

function smallValue(token: string | undefined): number | null {
  if (token === undefined) return null;
  if (tens.includes(token)) return (tens.indexOf(token) + 2) * 10;
  return ones.includes(token) ? ones.indexOf(token) : null;
}

function readNumber(tokens: readonly string[], start: number): ReadNumber | null {
  const first = tokens[start] ?? '';
  const digits = /^\d[\d,]*(?:\.\d+)?$/.test(first);
  if (digits) return scaled(tokens, start + 1, Number(first.replaceAll(',', '')), true);
  const value = smallValue(first);
  if (value !== null) return scaled(tokens, start + 1, value, false);
  // "a hundred and fifty" is a number, "a million" or "hundreds" a manner of speaking.
  const scale = scales[first];
  if (scale === undefined || /^[百千万億亿]$/.test(first)) return null;
  const number = scaled(tokens, start, 1, false);
  const money = /^(dollars|euros|pounds)$/.test(tokens[number.end] ?? '');
  return number.end === start + 1 && !money ? null : number;
}

/** Goes on reading after a first value: `eight | hundred and nine thousand`, `twenty | - five`, `nine | and a half`. */
function scaled(tokens: readonly string[], start: number, value: number, digits: boolean): ReadNumber {
  let total = 0;
  let current = value;
  let end = start;
  for (;;) {
    const token = tokens[end] ?? '';
    const scale = scales[token];
    const next = smallValue(token === '-' || token === 'and' ? tokens[end + 1] : token);
    const step = token === '-' || token === 'and' ? 2 : 1;
    if (scale === 100) current *= 100;
    else if (scale !== undefined) {
      total += current * scale;
      current = 0;
    } else if (/^\d+$/.test(token) && total > 0 && current === 0 && /^[万億亿千百]$/.test(tokens[end - 1] ?? '')) {
      current = Number(token);
    } else if (token === 'point' && smallValue(tokens[end + 1]) !== null) {
      current += Number(`0.${smallValue(tokens[end + 1])}`);
      end += 1;
    } else if (token === 'and' && tokens[end + 1] === 'a' && tokens[end + 2] === 'half') {
      return { value: total + current + 0.5, digits: false, end: end + 3 };
    } else if (!digits && next !== null && fits(current, total, next)) {
      current = current >= 10 && current < 100 && next >= 10 ? current * 100 + next : current + next;
      end += step - 1;
    } else break;
    end += 1;
  }
  return { value: total + current, digits, end };
}

/** Whether a further small number belongs to the same one: `twenty` `five`, `hundred` `nine`, `twenty` `twenty`. */
function fits(current: number, total: number, next: number): boolean {
  if (current === 0) return total > 0;
  if (current >= 100) return current % 100 === 0;
  return current >= 20 && current % 10 === 0 ? next > 0 : current >= 10 && next >= 20;
}
