import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractNumbers } from '../../../../../src/core/pipeline/checks/numbers/extract-numbers.ts';

const required = (text: string, language: string): number[] =>
  (extractNumbers(text, language) ?? []).filter((n) => n.required).map((n) => n.values[0] ?? Number.NaN);
const offered = (text: string, language: string): number[] =>
  (extractNumbers(text, language) ?? []).flatMap((n) => [...n.values]);

describe('extractNumbers: numbers a translation must keep', () => {
  const cases: Record<string, [string, number[]][]> = {
    en: [
      ['twenty-five people and a hundred and fifty thousand more', [25, 150_000]],
      ['about two and a half million users', [2.5e6]],
      ['raise $100 billion at a $750 billion valuation', [1e11, 7.5e11]],
      ['In 20 25 it grew 1 .5 percent', [2025, 1.5]],
      ['twenty twenty-five, nineteen ninety five, twenty oh eight', [2025, 1995, 2008]],
      ['between one hundred and two hundred people', [100, 200]],
      ['between one thousand and two thousand', [1000, 2000]],
      ['fifteen hundred pages, 2,500 words, 1,234,567 lines', [1500, 2500, 1_234_567]],
      ['five point two trillion', [5.2e12]],
      ['3.5% of 40 per cent, 7 percentage points', [3.5, 40, 7]],
      ['two million five hundred thousand and one', [2_500_001]],
      ['the twenty-first century', [21]],
      ['$5 and five dollars and 20k and $2.5bn', [5, 5, 20_000, 2.5e9]],
      ['the 1990s, the 90s and \u201908', [1990, 90, 2008]],
      ['20 to 25 million a year', [20, 2.5e7]],
      ['a hundred billion dollars', [1e11]],
      ['a million dollars', [1e6]],
      ['a 25-year-old in the mid-2000s', [25, 2000]],
      ['half of 10 lakh rupees', [1e6]],
      ['half a million, a quarter of a billion', [500_000, 2.5e8]],
      ['.5 percent', [0.5]],
      ['the nineteen sixties, two or three hundred thousand', [1960, 300_000]],
    ],
    zh: [
      ['1000 亿美元，估值 7500 亿', [1e11, 7.5e11]],
      ['二十五个人，十五万，两百五十万', [25, 150_000, 2_500_000]],
      ['2.5亿、1亿2000万、1.2万亿', [2.5e8, 1.2e8, 1.2e12]],
      ['百分之三点五，35%，5个百分点', [3.5, 35, 5]],
      ['二〇二五年，1995年，20世纪90年代', [2025, 1995, 90]],
      ['三千五百六十七，一万五，两千三', [3567, 15_000, 2300]],
      ['一百多万、三百万零五十', [1e6, 3_000_050]],
      ['在2023，500家公司', [2023, 500]],
      ['二十一世纪', [21]],
      ['五点二万亿', [5.2e12]],
      ['100到150亿', [100, 1.5e10]],
      ['5美元', [5]],
      ['一万两千亿，三万亿，10 千瓦，5 兆瓦', [1.2e12, 3e12]],
    ],
    'zh-TW': [['1000 億美元、兩百五十萬、3兆', [1e11, 2.5e6, 3e12]]],
    ja: [
      ['21万ブロック、2万4千、千五百円、百五十', [210_000, 24_000, 1500, 150]],
      ['１０００億ドル、35パーセント、1990年代', [1e11, 35, 1990]],
      ['256ビット、2の256乗、二百五十六', [256, 256, 256]],
    ],
    ko: [
      ['1,000억 달러, 25만 명, 1억 2천만', [1e11, 250_000, 1.2e8]],
      ['35퍼센트, 2025년, 90년대', [35, 2025, 90]],
    ],
    es: [
      ['veinticinco personas, mil quinientos, dos millones y medio', [25, 1500, 2.5e6]],
      ['100.000 millones de dólares, mil millones de dólares', [1e11, 1e9]],
      ['el 3,5 % y el 40 por ciento', [3.5, 40]],
      ['treinta y cinco, doscientos treinta', [35, 230]],
    ],
    pt: [
      ['vinte e cinco, duzentos e trinta e um, mil e quinhentos', [25, 231, 1500]],
      ['100 bilhões de dólares, dois milhões e meio', [1e11, 2.5e6]],
    ],
    fr: [
      ['vingt-cinq, soixante-quinze, quatre-vingt-dix-sept, vingt et un', [25, 75, 97, 21]],
      ['100 milliards de dollars, deux millions et demi, 2 500 euros', [1e11, 2.5e6, 2500]],
      ['deux cent cinquante mille, 3,5 %, quatre-vingts pour cent', [250_000, 3.5, 80]],
    ],
    de: [
      ['fünfundzwanzig, zweihundertfünfzig, neunzehnhundertneunzig', [25, 250, 1990]],
      ['100 Milliarden Dollar, 2,5 Millionen, 2.500 Euro', [1e11, 2.5e6, 2500]],
      ['dreitausendfünfhundert, 40 Prozent, anderthalb Millionen', [3500, 40, 1.5e6]],
      ['im einundzwanzigsten Jahrhundert', [21]],
    ],
  };
  for (const [language, rows] of Object.entries(cases)) {
    it.each(rows)(`${language}: %s`, (text, values) => expect(required(text, language)).toEqual(values));
  }
});

describe('extractNumbers: idiom, names and rhythm are not required', () => {
  it.each([
    ['en', 'one of the two, a couple of seconds, first, second of all, number one'],
    ['en', 'a hundred percent, 100%, hundreds of thousands, a million times, dozens'],
    ['en', 'GPT-4o, GPT-5.2, H100, COVID-19, 24/7, at 12:30, 3 pm, half, a third, 1/3'],
    ['en', 'an hour and a half in December'],
    ['en', 'call one eight hundred nine oh nine six thousand, or 1 800 909 6000'],
    ['en', 'the constructor calls valueOf and toString of __proto__'],
    ['de', 'der constructor und das Hundert'],
    ['zh', '一个、一下、一些、一起、第一，两位，十分重要，千万不要，百度，万一，亿万富翁'],
    ['zh', '数百万、几十亿、成千上万、三分之一、一半、12点30分、12月、百分之百'],
    ['zh', '几十个、十几个、好几百、数千、百分百'],
    ['ja', '一番、一緒に、万が一、五十嵐さん、八百屋、12時30分、3分の1'],
    ['ko', '이만 줄일게요. 천만에요. 백만 명, 3분의 1, 12시 30분'],
    ['fr', 'quinze jours'],
    ['fr', 'une centaine, la moitié, cent pour cent, 14 h 30'],
    ['de', 'ein Dutzend, hundert Prozent, die Hälfte'],
    ['es', 'la mitad, un tercio, cientos, miles de personas'],
  ])('%s: %s', (language, text) => expect(required(text, language)).toEqual([]));
});

describe('extractNumbers: what a form can vouch for', () => {
  it.each([
    ['en', 'the 90s', 1990],
    ['en', 'half', 50],
    ['en', 'two decades', 20],
    ['en', 'a couple of decades', 20],
    ['en', 'a couple hundred', 200],
    ['en', 'back in oh eight', 2008],
    ['en', 'point five percent', 0.5],
    ['en', 'it was two fifty', 250],
    ['en', 'it was two fifty', 2.5],
    ['en', 'one eighty', 180],
    ['zh', '一两千', 2000],
    ['zh', '三四万', 30_000],
    ['zh', '万分之一', 10_000],
    ['en', 'December', 12],
    ['en', 'two years and a half', 2.5],
    ['en', 'GPT 5.2', 5.2],
    ['en', 'GPT-5.2', 5.2],
    ['en', '3 pm', 15],
    ['zh', '数百万', 1e6],
    ['zh', '三四十', 30],
    ['zh', '三四十', 40],
    ['zh', '两年半', 2.5],
    ['zh', '一个半小时', 1.5],
    ['zh', '千亿美元', 1e11],
    ['zh', '一半', 50],
    ['zh', '三成', 30],
    ['zh', '半个小时', 30],
    ['en', 'half an hour', 30],
    ['en', 'three quarters of an hour', 45],
    ['en', '90-minute calls', 1.5],
    ['en', 'two hours and 30 minutes', 2.5],
    ['ja', '2分30秒', 2.5],
    ['ja', '1時間半', 90],
    ['ja', '90日', 3],
    ['ja', '百一', 101],
    ['ja', '2、30人', 20],
    ['de', 'eine halbe Stunde', 30],
    ['fr', 'une heure et demie', 90],
    ['es', 'media hora', 30],
    ['zh', '五万一个月', 50_000],
    ['ko', '스물다섯', 25],
    ['ko', '이백오십만', 2.5e6],
    ['fr', 'XXIe siècle', 21],
    ['es', 'dos horas y media', 2.5],
    ['de', '2.500', 2500],
    ['de', '2.500', 2.5],
  ])('%s: %s offers %d', (language, text, value) => expect(offered(text, language)).toContain(value));

  it('knows no numbers in a language without a table', () => {
    expect(extractNumbers('двадцать пять', 'ru')).toBeNull();
  });

  it('reads back every integer as each locale writes it', () => {
    const locales = ['en', 'zh', 'ja', 'ko', 'es', 'fr', 'de', 'pt'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), fc.constantFrom(...locales), (value, locale) => {
        const text = new Intl.NumberFormat(locale).format(value);
        expect(offered(`x ${text} x`, locale)).toContain(value);
      }),
    );
  });

  it('never throws and keeps positions within the text', () => {
    const piece = fc.constantFrom(
      ...'0123456789.,:/%$- and half hundred million point twenty 一二十百万亿点分之年半두백만시'.split(''),
      ' twenty ',
      ' hundred ',
      '百分之',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.constantFrom('en', 'zh', 'ja', 'ko', 'fr', 'de'),
        (parts, language) => {
          for (const number of extractNumbers(parts.join(''), language) ?? []) {
            expect(number.values.length).toBeGreaterThan(0);
            expect(number.values.every((v) => Number.isFinite(v))).toBe(true);
          }
        },
      ),
    );
  });
});
