import { hanNumber } from './han-digits.ts';
import { mention, type NumberMention } from './number-mention.ts';

/** What stands around a number decides what it means: per cent, money, month, decade, fraction. */
export interface CjkContext {
  readonly values: readonly number[];
  readonly percent: boolean;
  readonly currency: boolean;
  readonly soft: boolean;
  /** End of the number with the characters that belong to it. */
  readonly end: number;
}

const currencyBefore = /[$¥€£₩]\s*$/;
const currencyAfter =
  /^\s?(?:[$¥€£₩]|美元|美金|欧元|歐元|日元|日圆|日圓|英镑|英鎊|人民币|人民幣|港币|台币|円|ドル|ユーロ|ポンド|달러|유로|원(?![칙인래소]))/u;
/** 二元, 多元 are no money. */
const yuanAfter = /^\s?元(?![素年旦首老宝帳])/;
const loneDigit = /^[一二两兩三四五六七八九]$/;
const percentAfter = /^\s?(?:%|パーセント|个百分点|個百分點|퍼센트|프로(?!\p{L}))/u;
const count = /^\s?(?:\d+(?:\.\d+)?|[零〇一二两兩三四五六七八九十百千]+(?:[点點][零〇一二三四五六七八九]+)?)/;
/** Words that look like numbers and are not. */
const falseFriends =
  /^(?:五十嵐|八百屋|八百万|二百五(?!十)|三十六[计計]|一五一十|九九八十一|五十[步歩]|十八番|千千万万|十二分に|一十百千|百分比|百分点|百分點|百分位)/;

/** Whether an idiom or a name starts at `at`. */
export function isFalseFriend(text: string, at: number): boolean {
  return falseFriends.test(text.slice(at, at + 6));
}

/** Clock times are taken out first: 12点30分, 7時半, 15時. Same length, so that positions hold. */
export function takeClockTimes(text: string): { mentions: NumberMention[]; rest: string } {
  const mentions: NumberMention[] = [];
  const pattern = /(?<![\d.,])\d{1,2}\s?[点點时時](?![間间候代期速给給])(?:\s?\d{1,2}\s?分|半)?/g;
  const rest = text.replace(pattern, (match, at: number) => {
    const [hour = 0, minute] = (match.match(/\d+/g) ?? []).map(Number);
    mentions.push(soft(text, at, match.length, [hour, (hour + 12) % 24, hour + 0.5, minute ?? hour]));
    return '␣'.repeat(match.length);
  });
  return { mentions, rest };
}

/** Judges the number at `start`, read as `run`. */
export function cjkContext(
  text: string,
  start: number,
  run: { readonly values: readonly number[]; readonly end: number; readonly bare: boolean },
): CjkContext {
  const after = text.slice(run.end, run.end + 24);
  const [value = 0] = run.values;
  const parts = /^\s?分[之の]\s?/.exec(after);
  if (parts !== null) return fraction(run, value, after, parts[0].length);
  const base = { percent: false, currency: false, soft: false, end: run.end };
  const percent = percentAfter.exec(after);
  if (percent !== null) {
    return { ...base, percent: true, values: [...run.values, value / 100], end: run.end + percent[0].length };
  }
  const named = special(run.values, after, text.slice(Math.max(0, start - 2), start));
  if (named !== null) return { ...base, ...named };
  const halves = /^\s?(?:[个個年倍天日岁歳]|小[时時]|時間|週間|[かヶカ]月|[时時点點分]|시간|년)?\s?[半반]/u.test(after);
  const values = halves ? [...run.values, ...run.values.map((v) => v + 0.5)] : run.values;
  const yuan = yuanAfter.test(after) && !loneDigit.test(text.slice(start, run.end));
  const currency = yuan || currencyBefore.test(text.slice(Math.max(0, start - 2), start)) || currencyAfter.test(after);
  return { ...base, currency, values };
}

/** 三分之一, 百分之五, 3分の1. Per cent and per mille are exact, other fractions are not. */
function fraction(
  run: { readonly values: readonly number[]; readonly end: number },
  denominator: number,
  after: string,
  skip: number,
): CjkContext {
  const found = count.exec(after.slice(skip))?.[0] ?? '';
  const numerator = plainValue(found.trim());
  const end = run.end + skip + found.length;
  if (denominator === 100) {
    return { values: [numerator, numerator / 100], percent: true, currency: false, soft: false, end };
  }
  const share = numerator / (denominator || 1);
  const values = [share, numerator, denominator, Math.round(share * 100), Math.floor(share * 100)];
  return { values, percent: false, currency: false, soft: true, end };
}

function plainValue(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  const [whole = '', decimals] = text.split(/[点點]/);
  const value = whole === '' ? 0 : (hanNumber(whole).values[0] ?? 0);
  if (decimals === undefined) return value;
  return Number(`${value}.${[...decimals].map((char) => hanNumber(char).values[0]).join('')}`);
}

/** Decades, centuries, months, tenths: what their words make of a number. */
function special(values: readonly number[], after: string, before: string): { values: number[]; soft: boolean } | null {
  const [value = 0] = values;
  if (/^\s?年代/.test(after))
    return { values: [value, value % 100, 1900 + (value % 100), 2000 + (value % 100)], soft: false };
  if (/^\s?[后後](?![来來的面期])/.test(after) && value % 5 === 0 && value < 100)
    return { values: [value, 1900 + value, 2000 + value], soft: true };
  if (/^\s?世[纪紀]/.test(after)) {
    const decade = /^\s?世[纪紀]\s?の?[\d零一二三四五六七八九十]+\s?年代/.test(after);
    return { values: [value, (value - 1) * 100], soft: decade };
  }
  if (/^\s?月/.test(after) && value <= 12 && !/[个個]\s?$/.test(before)) return { values: [value], soft: true };
  if (/^\s?成(?![为為功立长長本员員果都就熟了年分效人群型品绩績])/.test(after)) return tenths(values);
  if (/^\s?割(?![合りれ])/.test(after)) return tenths(values);
  if (/^\s?折(?![磨腾騰扣叠疊])/.test(after))
    return { values: [value, value * 10, 100 - value * 10, 100 - value], soft: true };
  // 五毛 is half a yuan, or fifty cents.
  if (/^\s?[毛角](?![发髮病巾线線笔筆衣孔色度落])/.test(after))
    return { values: [value, value / 10, value * 10], soft: true };
  return null;
}

/** 七八成 is 70 to 80 per cent. */
const tenths = (values: readonly number[]): { values: number[]; soft: boolean } => ({
  values: values.flatMap((value) => [value * 10, value / 10, value]),
  soft: true,
});

const loose: readonly (readonly [RegExp, readonly number[]])[] = [
  [/一半|过半|過半|半数|半數|半分|半減|对半|對半|五五开|절반|반반|중반/gu, [0.5, 50, 2]],
  [/翻倍|倍增|翻番|加倍|双倍|雙倍|翻一番|倍に|二倍|两倍|두 배/gu, [2, 100, 200]],
  [/世[纪紀]/gu, [100]],
  [/ダース|一打/gu, [12]],
  [/はたち/gu, [20]],
  [/半\s?(?=[个個]?(?:小[时時]|[钟鐘][头頭])|時間|[年天月]|日(?!本)|[个個]月|시간|년)/gu, [0.5]],
  [/百分百|百分之百/gu, [100]],
];

/** Words that hold a quantity without a numeral. Never required. */
export function looseCjk(text: string): NumberMention[] {
  return loose.flatMap(([pattern, values]) =>
    [...text.matchAll(pattern)].map((match) => soft(text, match.index, match[0].length, values)),
  );
}

function soft(text: string, start: number, length: number, values: readonly number[]): NumberMention {
  const none = { scale: 1, bare: false, percent: false, currency: false, plainDigits: false };
  return mention(text, start, start + length, { ...none, values, soft: true });
}
