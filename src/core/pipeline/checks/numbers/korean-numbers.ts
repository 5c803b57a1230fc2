import { hanNumber } from './han-digits.ts';
import { mention, type NumberMention } from './number-mention.ts';

const asHan: Readonly<Record<string, string>> = {
  영: '零',
  공: '零',
  일: '一',
  이: '二',
  삼: '三',
  사: '四',
  오: '五',
  육: '六',
  륙: '六',
  칠: '七',
  팔: '八',
  구: '九',
  십: '十',
  백: '百',
  천: '千',
  만: '万',
  억: '亿',
  조: '兆',
};
const toHan = (text: string): string => [...text].map((char) => asHan[char] ?? char).join('');

/**
 * Korean with the numerals and counters after digits as Han characters (1억 2천만 → 1亿 2千万, 90년대 → 90年代), of the
 * same length, so that the parser for Chinese and Japanese reads it. Only after digits: elsewhere 만 is "only", 이 "this".
 */
export function koreanAsHan(text: string): string {
  return text
    .replace(/\d[\d,.]*[십백천만억조]+(?:\s?\d[\d,.]*[십백천만억조]+)*/gu, toHan)
    .replace(/(?<=[\d十百千万亿兆])\s?(?:년대|세기)/gu, (m) => m.replace('년대', '年代').replace('세기', '世紀'))
    .replace(/(?<=\d)월/gu, '月')
    .replace(/(?<=\d)시(?!간)/gu, '時')
    .replace(/(?<=\d)분의/gu, '分の')
    .replace(/(?<=時\s?\d{1,2})분/gu, '分');
}

const native: Readonly<Record<string, number>> = {
  열: 10,
  스물: 20,
  스무: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
  예순: 60,
  일흔: 70,
  여든: 80,
  아흔: 90,
};
const nativeUnits = ['하나|한', '둘|두', '셋|세', '넷|네', '다섯', '여섯', '일곱', '여덟', '아홉'];
const nativePattern = new RegExp(`(?<!\\p{L})(${Object.keys(native).join('|')})(${nativeUnits.join('|')})?`, 'gu');
const sinoPattern = /(?<!\p{L})[일이삼사오육륙칠팔구]?[십백천][일이삼사오육륙칠팔구십백천만억조]*|(?<!\p{L})만(?=\s)/gu;

/**
 * Numbers written in Hangul. Never required: the same syllables are everyday words, so they can only vouch for a number
 * of the other side.
 */
export function koreanNumberWords(text: string): NumberMention[] {
  const sino = [...text.matchAll(sinoPattern)].map((match) => soft(text, match, sinoValues(match[0])));
  const count = [...text.matchAll(nativePattern)].map((match) => {
    const unit = nativeUnits.findIndex((forms) => forms.split('|').includes(match[2] ?? '')) + 1;
    return soft(text, match, [(native[match[1] ?? ''] ?? 0) + unit]);
  });
  return [...sino, ...count];
}

/** Value of a Sino-Korean numeral, group by group; shorter readings too, because a particle may follow (천만). */
function sinoValues(word: string): number[] {
  const groups = toHan(word).split(/(?<=[万亿兆])/u);
  let total = 0;
  const values: number[] = [];
  for (const group of groups) {
    const scale = { 万: 1e4, 亿: 1e8, 兆: 1e12 }[group.at(-1) ?? ''] ?? 1;
    const digits = scale === 1 ? group : group.slice(0, -1);
    const value = digits === '' ? 1 : (hanNumber(digits).values[0] ?? 0);
    values.push(total + value);
    total += value * scale;
    values.push(total);
  }
  return [total, ...values];
}

function soft(text: string, match: RegExpExecArray, values: readonly number[]): NumberMention {
  const none = { scale: 1, bare: false, percent: false, currency: false, plainDigits: false };
  return mention(text, match.index, match.index + match[0].length, { ...none, values, soft: true });
}
